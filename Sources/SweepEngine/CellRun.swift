import CLanes
import SweepPlan

/// One cell by itself.
public struct CellRun: Sendable {
  let plan: Plan
  let kernel: Kernel

  /// - Parameter kernel: any kernel of the plan's; all give the same, and the one-lane kernel's
  ///   answer is by definition right.
  public init(plan: Plan, kernel: Kernel) {
    self.plan = plan
    self.kernel = kernel
  }

  /// The cell's answers: over all seeds if the plan has them.
  ///
  /// - Parameter seed: Only this one's trajectory.
  public func result(at cell: [Int], seed: Int? = nil) -> TileResult {
    let tile = Tile(number: 0, index: cell, origin: cell, shape: cell.map { _ in 1 })
    let result =
      seed == nil
      ? TileResult(tile: tile, plan: plan)
      : TileResult(
        tile: tile, precision: plan.precision, measures: plan.measure != nil,
        analyses: plan.analyses)
    withColumns(at: cell) { parameters in
      _ = kernel.run(
        KernelTask(
          parameters: parameters, rowLength: 1, rows: 0..<1, columns: 0..<1,
          numbering: CellNumbering(tile, of: plan.grid), steps: plan.steps,
          verdict: plan.verdict, cycle: plan.cycle,
          seeds: seed == nil ? plan.seeds.map { 0..<$0.count } : nil, seed: seed ?? 0,
          output: KernelTask.Output(result), isCancelled: { false }))
    }
    return result
  }

  /// Reports the cell's trajectory for `steps` steps, or until `visit` answers `false`.
  ///
  /// - Parameters:
  ///   - seed: Of the noise.
  ///   - known: The cell's number, where the plan's grid is not the one that it is part of.
  public func trace(
    at cell: [Int], steps: Int, seed: Int = 0, number known: Int? = nil,
    visit: @escaping (TraceTask.Point) -> Bool
  ) {
    let tile = Tile(number: 0, index: cell, origin: cell, shape: cell.map { _ in 1 })
    let number = known ?? Int(CellNumbering(tile, of: plan.grid).number(ofCell: 0))
    withColumns(at: cell) { parameters in
      kernel.trace(
        TraceTask(
          parameters: parameters, steps: steps, seed: seed, cell: number, visit: visit))
    }
  }

  private func withColumns(
    at cell: [Int], _ body: (UnsafeBufferPointer<KernelTask.Column>) -> Void
  ) {
    let control = lanes_flush_subnormals()
    defer { lanes_restore_floating_point_control(control) }
    let tables = ParameterTables(plan, for: kernel)
    withExtendedLifetime(tables) {
      tables.columns(origin: cell, shape: cell.map { _ in 1 }).withUnsafeBufferPointer(body)
    }
  }
}
