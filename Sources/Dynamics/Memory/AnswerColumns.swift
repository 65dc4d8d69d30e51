// Unsafe code: the memory of cells' answers.
//
// Contract: the columns hold the cells from `first` on; those of a task outlive it, own ones live until
// `deallocate`.

import SweepPlan

/// Where the answers of trajectories go, a column each; index = cell of the tile.
struct AnswerColumns<Scalar: LaneScalar> {
  let verdict: UnsafeMutablePointer<UInt8>
  let steps: UnsafeMutablePointer<UInt32>
  let objective: UnsafeMutablePointer<Scalar>
  let rate: UnsafeMutablePointer<Scalar>
  let peak: UnsafeMutablePointer<Scalar>
  let period: UnsafeMutablePointer<UInt32>
  /// `nil` if nothing is measured.
  let settledObjective: UnsafeMutablePointer<Scalar>?
  let settledSquareDistance: UnsafeMutablePointer<Scalar>?
  let analyses: AnalysisColumns<Scalar>

  /// The columns of a task's output; `nil` if they are not those of trajectories.
  init?(_ output: KernelTask.Output) {
    func column<T>(_ variable: Variable) -> UnsafeMutablePointer<T>? {
      output[variable]?.assumingMemoryBound(to: T.self)
    }
    guard let verdict: UnsafeMutablePointer<UInt8> = column(.verdict),
      let steps: UnsafeMutablePointer<UInt32> = column(.steps),
      let objective: UnsafeMutablePointer<Scalar> = column(.objective),
      let rate: UnsafeMutablePointer<Scalar> = column(.rate),
      let peak: UnsafeMutablePointer<Scalar> = column(.peak),
      let period: UnsafeMutablePointer<UInt32> = column(.period)
    else { return nil }
    self.verdict = verdict
    self.steps = steps
    self.objective = objective
    self.rate = rate
    self.peak = peak
    self.period = period
    settledObjective = column(.settledObjective)
    settledSquareDistance = column(.settledSquareDistance)
    analyses = AnalysisColumns(output)
  }

  /// Columns of their own for `count` cells.
  init(count: Int, measures: Bool, analyses: AnalysisSet) {
    verdict = .allocate(capacity: count)
    steps = .allocate(capacity: count)
    objective = .allocate(capacity: count)
    rate = .allocate(capacity: count)
    peak = .allocate(capacity: count)
    period = .allocate(capacity: count)
    settledObjective = measures ? .allocate(capacity: count) : nil
    settledSquareDistance = measures ? .allocate(capacity: count) : nil
    self.analyses = AnalysisColumns(count: count, analyses)
  }

  func deallocate() {
    verdict.deallocate()
    steps.deallocate()
    objective.deallocate()
    rate.deallocate()
    peak.deallocate()
    period.deallocate()
    settledObjective?.deallocate()
    settledSquareDistance?.deallocate()
    analyses.deallocate()
  }

  /// A plain loop over a pointer, which the compiler vectorises.
  func sumOfSteps(from cell: Int, count: Int) -> Int {
    let first = steps + cell
    var sum: UInt64 = 0
    for i in 0..<count { sum &+= UInt64(first[i]) }
    return Int(sum)
  }
}
