import SweepPlan
import ZarrStore

extension SweepStore {
  /// A box of a variable's values, row-major, whatever their type on disk. Where nothing is stored:
  /// zero for verdicts, steps and counts, NaN for the others.
  ///
  /// - Parameter layer: Which value of each cell, of a variable that has several; all if `nil`.
  public func read(
    _ variable: Variable, origin: [Int], shape: [Int], layer: Int? = nil
  ) throws(ResultStoreError) -> [Double] {
    let array = try array(variable)
    var (origin, shape) = (origin, shape)
    if let layers = plan.layers(of: variable) {
      origin.append(layer ?? 0)
      shape.append(layer == nil ? layers : 1)
    }
    return try storing { () throws(StoreError) in
      switch variable.elementType(plan.precision) {
      case .uint8: try array.read(UInt8.self, origin: origin, shape: shape).map(Double.init)
      case .uint32: try array.read(UInt32.self, origin: origin, shape: shape).map(Double.init)
      case .real(.float32):
        try array.read(Float.self, origin: origin, shape: shape).map(Double.init)
      case .real(.float64): try array.read(Double.self, origin: origin, shape: shape)
      }
    }
  }

  /// A box of verdicts, row-major, as `Verdict.rawValue`.
  public func readVerdicts(
    origin: [Int], shape: [Int]
  ) throws(ResultStoreError) -> [UInt8] {
    let array = try array(.verdict)
    return try storing { () throws(StoreError) in
      try array.read(UInt8.self, origin: origin, shape: shape)
    }
  }

  /// The cells of the given tiles, counted by `Verdict.rawValue`.
  public func countVerdicts(of tiles: some Sequence<Int>) throws(ResultStoreError) -> [Int] {
    var counts = [Int](repeating: 0, count: Verdict.allCases.count)
    for number in tiles {
      let tile = plan.grid.tile(number)
      for verdict in try readVerdicts(origin: tile.origin, shape: tile.shape) {
        counts[Int(verdict & 3)] += 1
      }
    }
    return counts
  }
}
