import CLanes
import SweepPlan

/// All cells of a small plan as one tile, computed band by band on threads that the caller provides.
///
/// Threads may compute disjoint bands at once; whoever reads `result` has waited for all of them.
public final class TileRun: Sendable {
  public let result: TileResult
  private let plan: Plan
  private let kernel: Kernel
  private let tables: ParameterTables
  private let numbering: CellNumbering

  /// - Parameters:
  ///   - kernel: One of the plan's.
  ///   - numbering: What numbers the cells have in the grid that they are part of, by which independent
  ///     noise differs.
  public init(plan: Plan, kernel: Kernel, numbering: CellNumbering = CellNumbering()) {
    self.plan = plan
    self.kernel = kernel
    self.numbering = numbering
    let shape = plan.grid.shape
    result = TileResult(
      tile: Tile(
        number: 0, index: shape.map { _ in 0 }, origin: shape.map { _ in 0 }, shape: shape),
      plan: plan)
    tables = ParameterTables(plan, for: kernel)
  }

  /// Computes some rows (cells along all axes but the last, flattened) on the calling thread.
  ///
  /// - Parameter isCancelled: Asked every few milliseconds.
  /// - Returns: `false` if it was cancelled; the rows are then worthless.
  public func compute(rows: Range<Int>, isCancelled: @escaping () -> Bool) -> Bool {
    let control = lanes_flush_subnormals()
    defer { lanes_restore_floating_point_control(control) }
    let tile = result.tile
    let rowLength = tile.shape.last ?? 1
    return tables.columns(origin: tile.origin, shape: tile.shape).withUnsafeBufferPointer {
      parameters in
      kernel.run(
        KernelTask(
          parameters: parameters, rowLength: rowLength, rows: rows, columns: 0..<rowLength,
          numbering: numbering, steps: plan.steps, verdict: plan.verdict, cycle: plan.cycle,
          seeds: plan.seeds.map { 0..<$0.count }, output: KernelTask.Output(result),
          isCancelled: isCancelled)) != nil
    }
  }
}
