import SweepPlan

/// The analyses of a block of cells on their way. They look at the iterate between steps and change
/// nothing that the rule sees: a trajectory has the same bits with and without.
struct Analysis<Lanes: LaneVector> {
  let program: Program<Lanes>
  let setting: Setting<Lanes>

  var asked: AnalysisSet { setting.setup.analyses }
  var x: Vector<Lanes> { setting.block.x }
  var memory: AnalysisMemory<Lanes> { setting.block.analysis }
  var workspace: Workspace<Lanes> { setting.workspace }

  /// The trajectory is at its start.
  @inline(never) func begin() {
    if asked.needsValues { beginEnergy() }
    if asked.contains(.sharpness) { beginSharpness() }
    if asked.contains(.exponent) { beginTwin() }
    if asked.contains(.shadowing) { beginFlow() }
  }

  /// Before step k.
  @inline(never) func willStep(_ k: Int, _ poll: inout Poll) {
    if asked.needsGradients { keepIterate() }
    if asked.contains(.exponent) { stepTwin(k, &poll) }
  }

  /// After step k.
  @inline(never) func didStep(_ k: Int) {
    if asked.needsValues { watchEnergy(k) }
    if asked.contains(.exponent) { measureTwin(isFirst: k == 1) }
    if asked.contains(.shadowing) { watchFlow(k) }
  }

  /// At a check, after the step.
  @inline(never) func check() {
    if asked.contains(.sharpness) { measureSharpness() }
  }

  /// At a mark, where `rate`, too, notes where it stands.
  @inline(never) func mark() {
    if asked.contains(.exponent) { markTwin() }
  }

  /// What has come of an analysis at a step.
  ///
  /// - Parameter usesLaterMark: Of the clock, for the exponent.
  @inline(never) func answer(_ answer: AnalysisAnswer, usesLaterMark: Bool) -> Lanes {
    switch answer {
    case .lyapunovViolations: memory[.lyapunovCount]
    case .lyapunovFirstViolation: memory[.firstViolation]
    case .descentViolations: memory[.descentCount]
    case .sharpness: memory[.sharpness]
    case .sharpnessMinimum: memory[.leastSharpness]
    case .sharpnessMean: memory.sharpnessSum.pointee.value / memory[.sharpnessCount]
    case .energyDrift: energyDrift
    case .lyapunovExponent: exponent(usesLaterMark: usesLaterMark)
    case .shadowingDistance: memory[.shadowingDistance]
    case .pseudoOrbitError: memory[.pseudoOrbitError]
    }
  }

  /// The unit of rounding, 2⁻²³ or 2⁻⁵².
  static var epsilon: Lanes { Lanes(repeating: Lanes.Scalar.ulpOfOne) }

  /// A direction that no objective is made for: in (½, 3/2) coordinate by coordinate, from the
  /// multiples of the golden ratio.
  static func direction(_ i: Int) -> Lanes {
    let multiple = 0.618_033_988_749_894_9 * Double(i + 1)
    return Lanes(repeating: Lanes.Scalar(0.5 + (multiple - Double(Int(multiple)))))
  }
}
