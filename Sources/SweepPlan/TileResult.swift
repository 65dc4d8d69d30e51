/// The answer for one tile: a column per variable, row-major over the tile's cells; where a variable
/// has layers, those of a cell lie together.
///
/// The memory is first touched by the worker that makes it; statistics over seeds begin as zeros.
/// Several workers may fill disjoint ranges of cells at once; whoever hands the result on has
/// waited for all of them. That is the contract behind `@unchecked Sendable`.
public final class TileResult: @unchecked Sendable {
  public let tile: Tile
  public let precision: Precision

  private let columns: [UnsafeMutableRawBufferPointer?]

  /// - Parameters:
  ///   - seeds: The plan's; `nil` if its answers are of one trajectory a cell.
  ///   - measures: Whether trajectories are averaged when they have settled.
  public init(tile: Tile, precision: Precision, seeds: SeedRule? = nil, measures: Bool = false) {
    self.tile = tile
    self.precision = precision
    columns = Variable.allCases.map { variable in
      let layers = seeds?.layers(of: variable) ?? 1
      guard measures || !variable.isMeasured,
        seeds?.isColumn(variable) ?? variable.isOfOneTrajectory
      else { return nil }
      let bytes = tile.cellCount * layers * variable.elementType(precision).byteCount
      let column = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 64)
      if seeds != nil { column.initializeMemory(as: UInt8.self, repeating: 0) }
      return column
    }
  }

  public convenience init(tile: Tile, plan: Plan) {
    self.init(
      tile: tile, precision: plan.precision, seeds: plan.seeds, measures: plan.measure != nil)
  }

  deinit { for column in columns { column?.deallocate() } }

  /// The column of `variable`, in the machine's byte order; empty if the plan's answers have none.
  public subscript(variable: Variable) -> UnsafeMutableRawBufferPointer {
    columns[variable.index] ?? UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }
}

extension SeedRule {
  /// Whether answers over seeds have this column, whatever the plan stores of them.
  fileprivate func isColumn(_ variable: Variable) -> Bool {
    switch variable {
    case .verdict: true
    case .objectiveQuantile: !quantiles.isEmpty
    case .verdictBySeed: keepsVerdicts
    case .objectiveBySeed: keepsObjectives
    default: !variable.isOfOneTrajectory
    }
  }
}
