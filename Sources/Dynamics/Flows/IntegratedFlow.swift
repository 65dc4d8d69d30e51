import SweepPlan

/// A flow as a rule: a step follows it for a time step h, by the classical Runge–Kutta method of order
/// four in n = `substeps` equal smaller steps δ = h/n.
///
///     k₁ = F(t, y)                      k₂ = F(t + δ/2, y + δ/2 k₁)
///     k₃ = F(t + δ/2, y + δ/2 k₂)       k₄ = F(t + δ, y + δ k₃)
///     y ← y + δ/6 (k₁ + 2k₂ + 2k₃ + k₄)
///
/// Step k ends at t = t₀ + k h. Where F is smooth the error after a given time is proportional to δ⁴.
/// On ẏ = λy a substep multiplies by R(δλ), R(z) = 1 + z + z²/2 + z³/6 + z⁴/24. `FlowTests` holds the
/// kernel to these.
///
/// Lanes may differ in n: those that are through wait. A step costs 4n gradients, the start one.
///
/// - Reference: W. Kutta, 1901; E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential
///   Equations I, 1993, §II.1.
struct IntegratedFlow<F: Flow>: Optimizer {
  typealias Lanes = F.Lanes

  static var description: OptimizerDescription { F.description }

  private let timeStep: Lanes
  private let flow: F
  private let substeps: Lanes

  init(_ parameters: inout Parameters<Lanes>) {
    timeStep = parameters.next()
    flow = F(&parameters)
    substeps = parameters.next()
  }

  static func storage(dimension: Int) -> (memory: Int, work: Int) {
    (F.companions * dimension, 1 + 2 * (1 + F.companions))
  }

  func start(
    at x: Vector<Lanes>, velocity: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let y = FlowState<F>(x, memory.vector)
    let gradient = memory.work(0)
    objective.gradient(at: x, into: gradient)
    for i in x.indices {
      y[i] = flow.start(
        at: x[i], velocity: i < velocity.count ? velocity[i] : .zero, gradient: gradient[i])
    }
  }

  func step(
    _ k: Int, _ x: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let y = FlowState<F>(x, memory.vector)
    let length = timeStep / substeps
    let stepStart = Lanes.fma(timeStep, Lanes(repeating: Lanes.Scalar(k - 1)), flow.startTime)
    var number = Lanes.zero
    var isActive = Lanes.Mask(repeating: true)
    repeat {
      substep(y, isActive, from: .fma(length, number, stepStart), length, memory, on: objective)
      number = number + Lanes(repeating: 1)
      isActive = number < substeps
    } while isActive.isAnySet
  }

  /// Advances y by δ = `length` in the lanes of `isActive`.
  @inline(__always)
  private func substep(
    _ y: FlowState<F>, _ isActive: Lanes.Mask, from time: Lanes, _ length: Lanes,
    _ memory: RuleMemory<Lanes>, on objective: ErasedObjective<Lanes>
  ) {
    let gradient = memory.work(0)
    let point = FlowState<F>(memory.work(1)) { memory.work(2 + $0) }
    let sum = FlowState<F>(memory.work(2 + F.companions)) { memory.work(3 + F.companions + $0) }
    let half = Lanes(repeating: 0.5) * length
    let middle = time + half

    objective.gradient(at: y.x, into: gradient)
    for i in y.x.indices {
      let rate = flow.rate(y[i], gradient: gradient[i], time: time)
      sum[i] = rate
      point[i] = .fma(half, rate, y[i])
    }
    for stage in 2...3 {
      objective.gradient(at: point.x, into: gradient)
      let next = stage == 2 ? half : length
      for i in y.x.indices {
        let rate = flow.rate(point[i], gradient: gradient[i], time: middle)
        sum[i] = .fma(Lanes(repeating: 2), rate, sum[i])
        point[i] = .fma(next, rate, y[i])
      }
    }
    objective.gradient(at: point.x, into: gradient)
    let end = time + length
    let sixth = length / Lanes(repeating: 6)
    for i in y.x.indices {
      let rate = flow.rate(point[i], gradient: gradient[i], time: end)
      let total = FlowPoint.fma(Lanes(repeating: 1), rate, sum[i])
      y[i] = .select(isActive, .fma(sixth, total, y[i]), y[i])
    }
  }

  func kineticEnergy(_ memory: RuleMemory<Lanes>) -> Lanes? {
    F.companions > 0 ? flow.kineticEnergy(memory.vector(0)) : nil
  }
}

extension OptimizerDescription {
  /// A flow's page: the time step first, and the substeps last, among its numbers.
  static func flow(
    _ name: String, _ summary: String, _ equation: [String], timeStep: Hyperparameter = .timeStep,
    _ numbers: [Hyperparameter] = [], choices: [Choice] = [], companions: Int,
    gradientsPerSubstep: Int = 4, startsWithVelocity: Bool = false, isStochastic: Bool = false,
    storedEnergy: String? = nil, boundary: String? = nil, source: String
  ) -> OptimizerDescription {
    OptimizerDescription(
      name: name, kind: .flow, summary: summary, equation: equation,
      hyperparameters: [timeStep] + numbers + [.substeps], choices: choices,
      statePerCoordinate: companions, gradientsPerStep: gradientsPerSubstep,
      startsWithVelocity: startsWithVelocity, isStochastic: isStochastic,
      storedEnergy: storedEnergy, boundary: boundary, source: source)
  }
}
