// Unsafe code: a tile's statistics over seeds, and room to work on them.
//
// Contract: the columns belong to a task's output, which outlives this value; the rest is released by
// `deallocate`. Cells lie within the tile.

import SweepPlan

/// What becomes of cells over the seeds, in the columns of a tile: counts, means and so on, and with
/// them what more seeds need to go on.
struct SeedStatistics<Scalar: LaneScalar> {
  private let output: KernelTask.Output
  private let seeds: SeedRule
  private let objectives: SeedValues<Scalar>?
  /// Room for some cells: values, how many came before, which count.
  private let values: UnsafeMutablePointer<Double>
  private let logarithms: UnsafeMutablePointer<Double>
  private let all: UnsafeMutablePointer<Double>
  private let ones: UnsafeMutablePointer<Double>
  private let stable: UnsafeMutablePointer<Double>
  private let isStable: UnsafeMutablePointer<Double>

  private static var portion: Int { 1024 }

  /// - Parameter objectives: Where the final objective of every seed is kept, if it is.
  init(
    _ output: KernelTask.Output, _ seeds: SeedRule, _ objectives: SeedValues<Scalar>?
  ) {
    self.output = output
    self.seeds = seeds
    self.objectives = objectives
    func column() -> UnsafeMutablePointer<Double> {
      let column = UnsafeMutablePointer<Double>.allocate(capacity: Self.portion)
      column.initialize(repeating: 1, count: Self.portion)
      return column
    }
    values = column()
    logarithms = column()
    all = column()
    ones = column()
    stable = column()
    isStable = column()
  }

  func deallocate() {
    values.deallocate()
    logarithms.deallocate()
    all.deallocate()
    ones.deallocate()
    stable.deallocate()
    isStable.deallocate()
  }

  /// Adds one seed's answers for `count` cells from `cell` on.
  ///
  /// - Parameter first: The cell at which the answers begin.
  func add(
    _ answers: AnswerColumns<Scalar>, first: Int, seed: Int, cell: Int, count: Int
  ) {
    var done = 0
    while done < count {
      let part = min(Self.portion, count - done)
      addPortion(answers, first: first, seed: seed, cell: cell + done, count: part)
      done += part
    }
  }

  private func addPortion(
    _ answers: AnswerColumns<Scalar>, first: Int, seed: Int, cell: Int, count: Int
  ) {
    let source = cell - first
    let converged = counts(.converged) + cell
    let bounded = counts(.bounded) + cell
    let diverged = counts(.diverged) + cell
    for i in 0..<count {
      let verdict = answers.verdict[source + i]
      all[i] = Double(seed)
      stable[i] = Double(converged[i] + bounded[i])
      isStable[i] = verdict == Verdict.diverged.rawValue ? 0 : 1
      converged[i] += verdict == Verdict.converged.rawValue ? 1 : 0
      bounded[i] += verdict == Verdict.bounded.rawValue ? 1 : 0
      diverged[i] += verdict == Verdict.diverged.rawValue ? 1 : 0
    }

    for i in 0..<count { values[i] = Double(answers.steps[source + i]) }
    moments(.stepsMean).add(values, before: all, isCounted: ones, count: count, cell: cell)
    load(answers.rate + source, count)
    moments(.rateMean).add(values, before: all, isCounted: ones, count: count, cell: cell)
    keepLarger(answers.peak + source, .peakMaximum, cell, count, before: all, isCounted: ones)

    keepSmaller(answers.objective + source, .objectiveMinimum, cell, count)
    keepLarger(
      answers.objective + source, .objectiveMaximum, cell, count, before: stable,
      isCounted: isStable)
    load(answers.objective + source, count)
    addStable(.objectiveMean, .objectiveVariance, values, cell, count)
    values.naturalLogarithm(into: logarithms, count)
    addStable(.logObjectiveMean, .logObjectiveVariance, logarithms, cell, count)
    if let settled = answers.settledObjective {
      load(settled + source, count)
      addStable(.settledObjectiveMean, .settledObjectiveVariance, values, cell, count)
    }
    if let settled = answers.settledSquareDistance {
      load(settled + source, count)
      addStable(.settledSquareDistanceMean, .settledSquareDistanceVariance, values, cell, count)
    }

    addAnalyses(answers.analyses, source, cell, count)

    if let objectives {
      for i in 0..<count {
        objectives[cell + i, seed] =
          isStable[i] == 1 ? answers.objective[source + i] : .infinity
      }
    }
    if let packed = output[.verdictBySeed]?.assumingMemoryBound(to: UInt8.self),
      let bytes = seeds.layers(of: .verdictBySeed)
    {
      let (byte, place) = seed.quotientAndRemainder(dividingBy: SeedRule.seedsPerByte)
      for i in 0..<count {
        packed[(cell + i) * bytes + byte] |= answers.verdict[source + i] << UInt8(2 * place)
      }
    }
  }

  private func addAnalyses(
    _ columns: AnalysisColumns<Scalar>, _ source: Int, _ cell: Int, _ count: Int
  ) {
    for answer in AnalysisAnswer.allCases {
      guard let mean = answer.mean, output[mean] != nil else { continue }
      if answer.isCount {
        guard let column = columns.counts(answer) else { continue }
        for i in 0..<count { values[i] = Double(column[source + i]) }
      } else {
        guard let column = columns.reals(answer) else { continue }
        load(column + source, count)
      }
      moments(mean).add(
        values, before: answer.isOfStable ? stable : all,
        isCounted: answer.isOfStable ? isStable : ones, count: count, cell: cell)
    }
  }

  /// Draws conclusions for `count` cells from `cell` on.
  func close(cell: Int, count: Int, seedCount: Int) {
    let cells = cell..<cell + count
    let (converged, bounded) = (counts(.converged), counts(.bounded))
    let diverged = counts(.diverged)
    let verdicts: UnsafeMutablePointer<UInt8> = column(.verdict)
    let (share, low, high) = (reals(.divergedFraction), reals(.divergedLow), reals(.divergedHigh))
    for cell in cells {
      verdicts[cell] = Verdict.ofMost(converged[cell], bounded[cell], diverged[cell]).rawValue
      let interval = WilsonInterval(diverged[cell], of: seedCount)
      share[cell] = Double(diverged[cell]) / Double(seedCount)
      low[cell] = interval.low
      high[cell] = interval.high
    }
    leave(.objectiveMinimum, as: Scalar.nan, in: cells, ifFewerThan: 1)
    leave(.objectiveMaximum, as: Scalar.nan, in: cells, ifFewerThan: 1)
    for (mean, variance) in Self.ofStable where output[mean] != nil {
      leave(mean, as: Double.nan, in: cells, ifFewerThan: 1)
      leave(variance, as: Double.nan, in: cells, ifFewerThan: 2)
    }
    for answer in AnalysisAnswer.allCases where answer.isOfStable {
      if let mean = answer.mean, output[mean] != nil {
        leave(mean, as: Double.nan, in: cells, ifFewerThan: 1)
      }
    }
    if let objectives, let quantiles = output[.objectiveQuantile] {
      let quantiles = quantiles.assumingMemoryBound(to: Scalar.self)
      for cell in cells {
        objectives.quantiles(
          seeds.quantiles, ofCell: cell, seedCount: seedCount,
          into: quantiles + cell * seeds.quantiles.count)
      }
    }
  }

  /// Statistics of the seeds that did not diverge.
  private static var ofStable: [(mean: Variable, variance: Variable)] {
    [
      (.objectiveMean, .objectiveVariance), (.logObjectiveMean, .logObjectiveVariance),
      (.settledObjectiveMean, .settledObjectiveVariance),
      (.settledSquareDistanceMean, .settledSquareDistanceVariance),
    ]
  }

  /// Marks a statistic as none where too few seeds are stable.
  private func leave<Value>(
    _ variable: Variable, as none: Value, in cells: Range<Int>, ifFewerThan least: UInt32
  ) {
    let values: UnsafeMutablePointer<Value> = column(variable)
    let (converged, bounded) = (counts(.converged), counts(.bounded))
    for cell in cells where converged[cell] + bounded[cell] < least { values[cell] = none }
  }

  // MARK: Columns

  private func column<T>(_ variable: Variable) -> UnsafeMutablePointer<T> {
    guard let column = output[variable] else {
      preconditionFailure("a tile over seeds has every statistic")
    }
    return column.assumingMemoryBound(to: T.self)
  }

  private func counts(_ variable: Variable) -> UnsafeMutablePointer<UInt32> { column(variable) }
  private func reals(_ variable: Variable) -> UnsafeMutablePointer<Double> { column(variable) }
  private func scalars(_ variable: Variable) -> UnsafeMutablePointer<Scalar> { column(variable) }

  private func moments(_ mean: Variable, _ variance: Variable? = nil) -> RunningMoments {
    RunningMoments(mean: reals(mean), variance: variance.map(reals))
  }

  private func addStable(
    _ mean: Variable, _ variance: Variable, _ values: UnsafeMutablePointer<Double>,
    _ cell: Int, _ count: Int
  ) {
    moments(mean, variance).add(
      values, before: stable, isCounted: isStable, count: count, cell: cell)
  }

  private func load(_ column: UnsafeMutablePointer<Scalar>, _ count: Int) {
    for i in 0..<count { values[i] = Double(column[i]) }
  }

  // A value that is no number stays: nothing is larger or smaller.

  private func keepSmaller(
    _ new: UnsafeMutablePointer<Scalar>, _ variable: Variable, _ cell: Int, _ count: Int
  ) {
    let least = scalars(variable) + cell
    for i in 0..<count where isStable[i] == 1 {
      let x = new[i]
      if stable[i] == 0 || x < least[i] || x != x { least[i] = x }
    }
  }

  private func keepLarger(
    _ new: UnsafeMutablePointer<Scalar>, _ variable: Variable, _ cell: Int, _ count: Int,
    before: UnsafeMutablePointer<Double>, isCounted: UnsafeMutablePointer<Double>
  ) {
    let largest = scalars(variable) + cell
    for i in 0..<count where isCounted[i] == 1 {
      let x = new[i]
      if before[i] == 0 || x > largest[i] || x != x { largest[i] = x }
    }
  }
}

extension Verdict {
  /// What most seeds came to; of equally many the worst:
  ///
  ///     diverged   if no other has more
  ///     bounded    else, if converged has no more
  ///     converged  else
  static func ofMost(_ converged: UInt32, _ bounded: UInt32, _ diverged: UInt32) -> Verdict {
    if diverged >= bounded, diverged >= converged { return .diverged }
    return bounded >= converged ? .bounded : .converged
  }
}

extension UnsafeMutablePointer<Double> {
  /// ln of `count` values.
  fileprivate func naturalLogarithm(into target: UnsafeMutablePointer<Double>, _ count: Int) {
    var i = 0
    while i + DoubleLanes.laneCount <= count {
      DoubleLanes(loading: self + i).naturalLogarithm().store(to: target + i)
      i += DoubleLanes.laneCount
    }
    while i < count {
      target[i] = self[i].naturalLogarithm()
      i += 1
    }
  }
}
