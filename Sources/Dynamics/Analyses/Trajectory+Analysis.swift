import SweepPlan

extension Trajectory {
  /// `nil` if the sweep records no analyses.
  var analysis: Analysis<Lanes>? {
    setting.setup.analyses.isEmpty ? nil : Analysis(program: program, setting: setting)
  }

  /// As `advance(from:to:every:_:)`, a step at a time, or from check to check.
  @inline(never) func advance(
    from first: Int, to last: Int, every: Int, watchedBy analysis: Analysis<Lanes>,
    _ poll: inout Poll
  ) -> Int {
    let quietSteps = setting.setup.quietSteps ?? .max
    let isStepwise = setting.setup.quietSteps != nil || analysis.asked.seesEveryStep
    var step = first
    while step < last {
      let next = isStepwise ? step + 1 : min((step + 1).roundedUp(toMultipleOf: every), last)
      analysis.willStep(next, &poll)
      program.advance(setting, from: step, next - step, &poll)
      step = next
      if poll.isCancelled { break }
      analysis.didStep(step)
      if step > quietSteps { setting.measure() }
      guard step == last || step.isMultiple(of: every) else { continue }
      analysis.check()
      if step.isMultiple(of: every) && !setting.passesCheck() { break }
    }
    return step
  }

  /// Enters what analyses have come to in the lanes of `mask`.
  func enterAnalysis(_ mask: Lanes.Mask, at clock: Clock, _ ledger: Ledger<Lanes>) {
    guard let analysis else { return }
    for answer in AnalysisAnswer.allCases where answer.belongs(to: analysis.asked) {
      ledger.enter(
        answer, analysis.answer(answer, usesLaterMark: clock.usesLaterMark), where: mask)
    }
  }
}

extension Analysis {
  /// What a trace tells after step k, in the order of `Plan.traceColumns`.
  ///
  /// - Parameter visit: Called with each number.
  func report(step k: Int, _ visit: (Lanes) -> Void) {
    if asked.contains(.lyapunov) {
      visit(memory[.energy])
      visit(memory[.lyapunovCount])
    }
    if asked.contains(.descent) { visit(memory[.descentCount]) }
    if asked.contains(.sharpness) { visit(memory[.sharpness]) }
    if asked.contains(.energy) { visit(energyDrift) }
    if asked.contains(.exponent) { visit(exponent(untilStep: k)) }
    if asked.contains(.shadowing) {
      visit(memory[.shadowingDistance])
      visit(memory[.pseudoOrbitError])
    }
  }
}
