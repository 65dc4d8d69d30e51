import SweepPlan

/// A task, seed by seed: all of its cells run with one seed before the next begins, so that the random
/// numbers of a seed are drawn once for all of them, and their statistics need no more memory however
/// many seeds there are.
///
/// Where each seed's objective is needed at the end, for quantiles that nobody stores, the task's cells
/// are taken in parts.
struct SeedRun<Lanes: LaneVector> {
  private let task: KernelTask
  private let program: Program<Lanes>
  private let rule: SeedRule
  private let seeds: Range<Int>

  /// Bytes that a part's objectives may take, unless it is a single patch.
  private static var byteLimit: Int { 16 << 20 }

  /// Runs `task`; answers with the steps of all trajectories, `nil` if it was cancelled.
  static func run(_ task: KernelTask, _ program: Program<Lanes>) -> Int? {
    guard let seeds = task.seeds, let rule = program.setup.seeds else {
      guard let answers = AnswerColumns<Lanes.Scalar>(task.output) else {
        preconditionFailure("answers of trajectories go into their columns")
      }
      var run = TaskRun(task, program, into: answers)
      defer { run.deallocate() }
      return run.run(rows: task.rows, columns: task.columns, seed: task.seed)
    }
    return SeedRun(task: task, program: program, rule: rule, seeds: seeds).run()
  }

  private func run() -> Int? {
    let kept = task.output[.objectiveBySeed]?.assumingMemoryBound(to: Lanes.Scalar.self)
    let needsObjectives = kept == nil && !rule.quantiles.isEmpty
    let bytes = rule.count * MemoryLayout<Lanes.Scalar>.stride
    let cells = needsObjectives ? max(Self.byteLimit / bytes, 64) : .max
    let width = min(task.columns.count, max(cells / 4 / 64 * 64, 16))
    let height = max(cells / width / 4 * 4, 4)

    var cellSteps = 0
    var row = task.rows.lowerBound
    while row < task.rows.upperBound {
      let rows = row..<min(row + min(height, task.rows.count), task.rows.upperBound)
      var column = task.columns.lowerBound
      while column < task.columns.upperBound {
        let columns = column..<min(column + width, task.columns.upperBound)
        let part = rows.lowerBound * task.rowLength..<rows.upperBound * task.rowLength
        let objectives =
          kept.map { SeedValues($0, seeds: rule.count) }
          ?? (needsObjectives ? SeedValues(cells: part, seeds: rule.count) : nil)
        defer { objectives?.deallocate() }
        guard let steps = run(rows, columns, objectives) else { return nil }
        cellSteps += steps
        column = columns.upperBound
      }
      row = rows.upperBound
    }
    return cellSteps
  }

  private func run(
    _ rows: Range<Int>, _ columns: Range<Int>, _ objectives: SeedValues<Lanes.Scalar>?
  ) -> Int? {
    let first = rows.lowerBound * task.rowLength
    let answers = AnswerColumns<Lanes.Scalar>(
      count: rows.count * task.rowLength, measures: program.setup.quietSteps != nil,
      analyses: program.setup.analyses)
    var run = TaskRun(task, program, into: answers, firstCell: first)
    let statistics = SeedStatistics(task.output, rule, objectives)
    defer {
      statistics.deallocate()
      run.deallocate()
      answers.deallocate()
    }
    var cellSteps = 0
    for seed in seeds {
      guard let steps = run.run(rows: rows, columns: columns, seed: seed) else { return nil }
      cellSteps += steps
      for row in rows {
        statistics.add(
          answers, first: first, seed: seed, cell: row * task.rowLength + columns.lowerBound,
          count: columns.count)
      }
    }
    for row in rows {
      statistics.close(
        cell: row * task.rowLength + columns.lowerBound, count: columns.count,
        seedCount: rule.count)
    }
    return cellSteps
  }
}
