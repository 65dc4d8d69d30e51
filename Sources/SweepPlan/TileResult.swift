/// The answer for one tile: a column per variable, row-major over the tile's cells; where a variable
/// has layers, those of a cell lie together.
///
/// The memory is first touched by the worker that makes it, and may be used for one tile after another;
/// statistics over seeds begin as zeros.
/// Several workers may fill disjoint ranges of cells at once; whoever hands the result on has
/// waited for all of them. That is the contract behind `@unchecked Sendable`.
public final class TileResult: @unchecked Sendable {
  public private(set) var tile: Tile
  public let precision: Precision

  private let columns: [Column?]
  private let beginsAsZeros: Bool

  private struct Column {
    let memory: UnsafeMutableRawBufferPointer
    let bytesPerCell: Int
  }

  /// - Parameters:
  ///   - seeds: The plan's; `nil` if its answers are of one trajectory a cell.
  ///   - measures: Whether trajectories are averaged when they have settled.
  ///   - analyses: What is recorded of them.
  public init(
    tile: Tile, precision: Precision, seeds: SeedRule? = nil, measures: Bool = false,
    analyses: [Quantity] = []
  ) {
    let analysed = Set(analyses.flatMap { $0.analysisVariables(hasSeeds: seeds != nil) })
    self.tile = tile
    self.precision = precision
    beginsAsZeros = seeds != nil
    columns = Variable.allCases.map { variable in
      guard measures || !variable.isMeasured,
        !variable.isOfAnalysis || analysed.contains(variable),
        seeds?.isColumn(variable) ?? variable.isOfOneTrajectory
      else { return nil }
      let bytes = variable.elementType(precision).byteCount * (seeds?.layers(of: variable) ?? 1)
      return Column(
        memory: .allocate(byteCount: tile.cellCount * bytes, alignment: 64), bytesPerCell: bytes)
    }
    begin(tile)
  }

  public convenience init(tile: Tile, plan: Plan) {
    self.init(
      tile: tile, precision: plan.precision, seeds: plan.seeds, measures: plan.measure != nil,
      analyses: plan.analyses)
  }

  deinit { for column in columns { column?.memory.deallocate() } }

  /// Uses the memory for another tile, of no more cells than the first.
  public func begin(_ tile: Tile) {
    self.tile = tile
    guard beginsAsZeros else { return }
    for variable in Variable.allCases {
      self[variable].initializeMemory(as: UInt8.self, repeating: 0)
    }
  }

  /// The column of `variable`, in the machine's byte order; empty if the plan's answers have none.
  public subscript(variable: Variable) -> UnsafeMutableRawBufferPointer {
    guard let column = columns[variable.index] else {
      return UnsafeMutableRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeMutableRawBufferPointer(
      rebasing: column.memory[..<(tile.cellCount * column.bytesPerCell)])
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
