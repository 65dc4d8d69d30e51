import SweepPlan
import ZarrStore

/// Statistics of a store's first seeds, from which more of them go on.
public final class StoreSource: TileSource {
  private let store: SweepStore
  private let complete: Set<Int>
  private let seeds: SeedRule

  /// - Parameters:
  ///   - store: Of the same sweep with fewer seeds.
  ///   - complete: Its tiles that are whole, by number; others begin with the first seed.
  public init?(_ store: SweepStore, complete: some Sequence<Int>) {
    guard let seeds = store.plan.seeds else { return nil }
    self.store = store
    self.complete = Set(complete)
    self.seeds = seeds
  }

  public func begin(_ result: TileResult) throws -> Int {
    guard complete.contains(result.tile.number) else { return 0 }
    for variable in store.plan.record where variable.isContinued {
      let bytes = try store.readBytes(variable, of: result.tile)
      let old = bytes.count / result.tile.cellCount
      let new = result[variable].count / result.tile.cellCount
      // What is kept by seed has more room for each cell.
      bytes.withUnsafeBytes { bytes in
        for cell in 0..<result.tile.cellCount {
          UnsafeMutableRawBufferPointer(rebasing: result[variable][cell * new..<cell * new + old])
            .copyMemory(
              from: UnsafeRawBufferPointer(rebasing: bytes[cell * old..<(cell + 1) * old]))
        }
      }
    }
    return seeds.count
  }
}

extension SweepStore {
  /// A tile's values, as they lie in memory.
  fileprivate func readBytes(
    _ variable: Variable, of tile: Tile
  ) throws(ResultStoreError) -> [UInt8] {
    let array = try array(variable)
    let layers = plan.layers(of: variable)
    let origin = tile.origin + (layers == nil ? [] : [0])
    let shape = tile.shape + (layers.map { [$0] } ?? [])
    func read<Element: ArrayElement>(_: Element.Type) throws(ResultStoreError) -> [UInt8] {
      let values = try storing { () throws(StoreError) in
        try array.read(Element.self, origin: origin, shape: shape)
      }
      return values.withUnsafeBytes(Array.init)
    }
    switch variable.elementType(plan.precision) {
    case .uint8: return try read(UInt8.self)
    case .uint32: return try read(UInt32.self)
    case .real(.float32): return try read(Float.self)
    case .real(.float64): return try read(Double.self)
    }
  }
}

extension Variable {
  /// Whether more seeds go on from it; the others follow from those.
  fileprivate var isContinued: Bool {
    switch self {
    case .verdict, .divergedFraction, .divergedLow, .divergedHigh, .objectiveQuantile: false
    default: true
    }
  }
}
