import SweepPlan

/// The answers of a block of cells, one entry per lane, until they are written where they belong.
///
/// Unsafe: `deallocate` releases the entries; nothing is to be used after it.
struct Ledger<Lanes: LaneVector> {
  typealias Scalar = Lanes.Scalar

  private let verdict: UnsafeMutablePointer<UInt32>
  private let steps: UnsafeMutablePointer<UInt32>
  private let objective: UnsafeMutablePointer<Scalar>
  private let peak: UnsafeMutablePointer<Scalar>
  /// The gradient's largest magnitude at the verdict and at the mark before, and the steps between.
  private let gradient: UnsafeMutablePointer<Scalar>
  private let reference: UnsafeMutablePointer<Scalar>
  private let span: UnsafeMutablePointer<Scalar>
  private let rate: UnsafeMutablePointer<Scalar>
  private let settledObjective: UnsafeMutablePointer<Scalar>
  private let settledSquareDistance: UnsafeMutablePointer<Scalar>
  private let period: UnsafeMutablePointer<UInt32>
  /// By answer, then lane; `nil` if there are no analyses.
  private let analyses: UnsafeMutablePointer<Scalar>?

  /// - Parameter hasAnalyses: Whether the sweep records any.
  init(hasAnalyses: Bool) {
    func column<T: ExpressibleByIntegerLiteral>() -> UnsafeMutablePointer<T> {
      let entries = UnsafeMutablePointer<T>.allocate(capacity: Lanes.laneCount)
      entries.initialize(repeating: 0, count: Lanes.laneCount)
      return entries
    }
    verdict = column()
    steps = column()
    objective = column()
    peak = column()
    gradient = column()
    reference = column()
    span = column()
    rate = column()
    settledObjective = column()
    settledSquareDistance = column()
    period = column()
    let count = AnalysisAnswer.count * Lanes.laneCount
    analyses = hasAnalyses ? .allocate(capacity: count) : nil
    analyses?.initialize(repeating: 0, count: count)
  }

  func deallocate() {
    verdict.deallocate()
    steps.deallocate()
    objective.deallocate()
    peak.deallocate()
    gradient.deallocate()
    reference.deallocate()
    span.deallocate()
    rate.deallocate()
    settledObjective.deallocate()
    settledSquareDistance.deallocate()
    period.deallocate()
    analyses?.deallocate()
  }

  /// Marks every lane undecided.
  @inline(__always) func open() {
    for lane in 0..<Lanes.laneCount {
      verdict[lane] = 0
      period[lane] = 0
    }
  }

  func isUndecided(_ lane: Int) -> Bool { verdict[lane] == 0 }

  /// Enters the verdict of the lanes of `mask`.
  @inline(__always) func enter(_ fate: Verdict, where mask: Lanes.Mask) {
    Lanes.put(UInt32(fate.rawValue), where: mask, into: verdict)
  }

  /// Enters a period for the lanes of `mask`.
  @inline(__always) func enter(period value: UInt32, where mask: Lanes.Mask) {
    Lanes.put(value, where: mask, into: period)
  }

  /// Enters the periods of the lanes of `mask`.
  func enter(period values: Lanes, where mask: Lanes.Mask) {
    let scalars = UnsafeMutablePointer<Scalar>.allocate(capacity: Lanes.laneCount)
    defer { scalars.deallocate() }
    values.store(to: scalars)
    for lane in 0..<Lanes.laneCount where mask[lane] { period[lane] = UInt32(scalars[lane]) }
  }

  /// Enters what the lanes of `mask`, which become decided, have come to.
  @inline(__always) func enter(
    where mask: Lanes.Mask, step: Int, objective: Lanes, peak: Lanes,
    gradient: Lanes, reference: Lanes, span: Int
  ) {
    Lanes.put(UInt32(truncatingIfNeeded: step), where: mask, into: steps)
    replace(self.objective, by: objective, where: mask)
    replace(self.peak, by: peak, where: mask)
    replace(self.gradient, by: gradient, where: mask)
    replace(self.reference, by: reference, where: mask)
    replace(self.span, by: Lanes(repeating: Scalar(span)), where: mask)
  }

  @inline(__always) private func replace(
    _ column: UnsafeMutablePointer<Scalar>, by new: Lanes, where mask: Lanes.Mask
  ) {
    Lanes.select(mask, new, Lanes(loading: column)).store(to: column)
  }

  /// Enters means over the measured steps for the lanes of `mask`.
  func enter(settledObjective: Lanes, squareDistance: Lanes, where mask: Lanes.Mask) {
    replace(self.settledObjective, by: settledObjective, where: mask)
    replace(settledSquareDistance, by: squareDistance, where: mask)
    unifyNaN(self.settledObjective)
    unifyNaN(settledSquareDistance)
  }

  /// Enters an analysis's answer for the lanes of `mask`.
  @inline(never) func enter(_ answer: AnalysisAnswer, _ value: Lanes, where mask: Lanes.Mask) {
    guard let analyses else { return }
    let column = analyses + answer.rawValue * Lanes.laneCount
    replace(column, by: value, where: mask)
    unifyNaN(column)
  }

  /// Computes the rates: see `Variable.rate`.
  @inline(never) func close() {
    let gradient = Lanes(loading: self.gradient)
    let reference = Lanes(loading: self.reference)
    let infinity = Lanes(repeating: .infinity)
    let change = gradient.naturalLogarithm() - reference.naturalLogarithm()
    let rate = Lanes.select(gradient < infinity, change / Lanes(loading: span), infinity)
    let vanished = Lanes.select(gradient == Lanes.zero, -infinity, infinity)
    Lanes.select(rate == rate, rate, vanished).store(to: self.rate)

    // One bit pattern for "not a number", whatever arithmetic it came from.
    unifyNaN(self.objective)
    let peak = Lanes(loading: self.peak)
    Lanes.select(peak == peak, peak, infinity).store(to: self.peak)
  }

  @inline(__always) private func unifyNaN(_ column: UnsafeMutablePointer<Scalar>) {
    let value = Lanes(loading: column)
    Lanes.select(value == value, value, Lanes(repeating: .nan)).store(to: column)
  }

  /// Writes `count` entries from `lane` on to the cells from `cell` on; undecided ones count as
  /// missing.
  @inline(__always)
  func write(_ lane: Int, count: Int, to answers: AnswerColumns<Scalar>, at cell: Int) {
    narrow(verdict + lane, to: answers.verdict + cell, count)
    copy(steps + lane, to: answers.steps + cell, count)
    copy(objective + lane, to: answers.objective + cell, count)
    copy(rate + lane, to: answers.rate + cell, count)
    copy(peak + lane, to: answers.peak + cell, count)
    copy(period + lane, to: answers.period + cell, count)
    if let settled = answers.settledObjective {
      copy(settledObjective + lane, to: settled + cell, count)
    }
    if let settled = answers.settledSquareDistance {
      copy(settledSquareDistance + lane, to: settled + cell, count)
    }
    if let analyses {
      answers.analyses.write(
        analyses, lanes: Lanes.laneCount, from: lane, count: count, at: cell)
    }
  }

  // Loops, which become a few vector instructions: a library call per row of a patch costs more.

  @inline(__always) private func copy<T>(
    _ source: UnsafeMutablePointer<T>, to target: UnsafeMutablePointer<T>, _ count: Int
  ) {
    for i in 0..<count { target[i] = source[i] }
  }

  @inline(__always) private func narrow(
    _ source: UnsafeMutablePointer<UInt32>, to target: UnsafeMutablePointer<UInt8>, _ count: Int
  ) {
    for i in 0..<count { target[i] = UInt8(truncatingIfNeeded: source[i]) }
  }
}
