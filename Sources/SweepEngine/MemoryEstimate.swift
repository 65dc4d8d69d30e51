import SweepPlan

/// What memory a run takes at most, told in advance: above what is measured, and less than twice as
/// much (`MemoryTests`, in the command's tests).
///
///     bytes = program + examples + tiles · 64 + max(workers · each worker's, cells · 24 up to 2²² cells)
///
/// A worker has one result, whatever the number of tiles: see `ResultShelf`.
public struct MemoryEstimate: Sendable, Hashable, Encodable {
  public let bytes: Int
  /// Of each worker: its result, what its kernel needs and what storing needs.
  public let bytesPerWorker: Int

  /// The program itself, its libraries and tables.
  private static var program: Int { 44 << 20 }
  /// What is noted of each tile: a few sets of bits, what the journals say of it.
  private static var perTile: Int { 64 }
  /// A thread's stack, its allocator's reserve and a compressor's tables.
  private static var perThread: Int { 640 << 10 }
  /// The summary of small maps reads them again, when the workers have ended.
  private static var summaryLimit: Int { 1 << 22 }
  private static var summaryPerCell: Int { 24 }

  public init(_ plan: Plan, workers: Int) {
    let tileCells = plan.grid.tileShape.reduce(1, *)
    bytesPerWorker =
      Self.perThread + tileCells * Self.resultPerCell(plan) + Self.kernel(plan, tileCells)
      + Self.blocks(plan)
      + tileCells * Self.codedPerCell(plan)
    let cells = plan.grid.cellCount
    let summary = cells <= Self.summaryLimit ? cells * Self.summaryPerCell : 0
    let axes = plan.axes.reduce(0) { $0 + $1.count * MemoryLayout<Double>.stride }
    bytes =
      Self.program + plan.grid.tileCount * Self.perTile + axes + Self.examples(plan)
      + max(workers * bytesPerWorker, summary)
  }

  private static func resultPerCell(_ plan: Plan) -> Int {
    let cell = Tile(number: 0, index: [0], origin: [0], shape: [1])
    return bytesPerCell(TileResult(tile: cell, plan: plan))
  }

  private static func bytesPerCell(_ result: TileResult) -> Int {
    Variable.allCases.reduce(0) { $0 + result[$1].count }
  }

  /// With seeds, a kernel keeps the answers of the seed that it is at, and up to 16 MiB of objectives
  /// if quantiles are asked for and the objectives are not stored.
  private static func kernel(_ plan: Plan, _ tileCells: Int) -> Int {
    guard let seeds = plan.seeds else { return 0 }
    let cell = Tile(number: 0, index: [0], origin: [0], shape: [1])
    let one = bytesPerCell(
      TileResult(
        tile: cell, precision: plan.precision, measures: plan.measure != nil,
        analyses: plan.analyses))
    let real = Variable.objective.elementType(plan.precision).byteCount
    let keepsObjectives = !seeds.quantiles.isEmpty && !seeds.keepsObjectives
    let objectives = keepsObjectives ? min(16 << 20, tileCells * seeds.count * real) : 0
    return tileCells * one + objectives
  }

  /// The table that kernels read, and what it was made of; starts that are drawn.
  private static func examples(_ plan: Plan) -> Int {
    let numbers = plan.examples.count * (plan.examples.features + 1)
    let source = plan.examples.images == nil ? MemoryLayout<Double>.stride : 3
    let drawn = plan.parameters.reduce(0) { $0 + $1.source.drawnCount(plan.axes) }
    return numbers * (plan.precision.byteCount + source) + drawn * MemoryLayout<Double>.stride
  }

  /// Cells on their way, of many coordinates: the block of a kernel, and pools of those that wait.
  private static func blocks(_ plan: Plan) -> Int {
    let matrix = plan.optimizer.solvesSystem ? plan.dimension : 0
    let vectors = plan.dimension * (16 + 4 * plan.optimizer.statePerCoordinate + matrix)
    return vectors * lanes * MemoryLayout<Float>.stride
  }

  /// Of the widest vectors, in `Float`.
  private static var lanes: Int { 64 }

  /// A tile's largest array, compressed; where it does not compress, it is as large as before.
  private static func codedPerCell(_ plan: Plan) -> Int {
    plan.record.map { variable in
      variable.elementType(plan.precision).byteCount * (plan.layers(of: variable) ?? 1)
    }.max() ?? 0
  }
}
