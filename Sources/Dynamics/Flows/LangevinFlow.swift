import SweepPlan

/// The overdamped Langevin equation, by the method of Euler and Maruyama in n = `substeps` equal
/// smaller steps δ = h/n.
///
///     dx = −∇f(x) dt + √(2T) dW
///     x ← x − δ ∇f(x) + √(2Tδ) ξ
///
/// ξ is standard normal, a function of seed, step, substep and coordinate; all cells see the same, or
/// with `paths: independent` each its own. The method has order one, strongly as weakly, the noise
/// being additive. With more substeps another path is drawn, not the same one more finely: what
/// converges is the law, not the trajectory. On a quadratic the stationary variance is
/// T/(λ(1 − δλ/2)), the flow's being T/λ, and with T = 0 the method is gradient descent with η = δ.
///
/// A step costs n gradients.
///
/// - Reference: G. Maruyama, 1955; P. E. Kloeden, E. Platen, Numerical Solution of Stochastic
///   Differential Equations, 1992, §10.2.
struct LangevinFlow<Lanes: LaneVector>: Optimizer {
  static var description: OptimizerDescription {
    .flow(
      "langevin", "The gradient flow shaken by white noise of a temperature, by Euler–Maruyama.",
      ["dx = −∇f(x) dt + √(2T) dW", "x ← x − δ ∇f(x) + √(2Tδ) ξ,  δ = h/n"], [.temperature],
      choices: [
        Choice(
          "paths", "which random numbers a cell sees",
          [
            .init("shared", "Those that all cells see: smoother maps, paired comparisons."),
            .init("independent", "Its own."),
          ])
      ],
      companions: 0, gradientsPerSubstep: 1, isStochastic: true,
      boundary: "the integrator, quadratic: 0 < hλ/n < 2",
      source: "P. E. Kloeden, E. Platen, Numerical Solution of SDEs, 1992, §10.2")
  }

  private let timeStep: Lanes
  private let substeps: Lanes

  init(_ parameters: inout Parameters<Lanes>) {
    timeStep = parameters.next()
    // The temperature is read where gradients get their noise.
    _ = parameters.next()
    substeps = parameters.next()
  }

  static func storage(dimension: Int) -> (memory: Int, work: Int) { (0, 1) }

  /// The gradient comes with √(2T/δ) ξ in it: see `StochasticGradient`.
  func step(
    _ k: Int, _ x: Vector<Lanes>, _ memory: RuleMemory<Lanes>,
    on objective: ErasedObjective<Lanes>
  ) {
    let gradient = memory.work(0)
    let length = timeStep / substeps
    var number = Lanes.zero
    var isActive = Lanes.Mask(repeating: true)
    repeat {
      objective.gradient(at: x, into: gradient)
      for i in x.indices { x[i] = .select(isActive, .fma(-length, gradient[i], x[i]), x[i]) }
      number = number + Lanes(repeating: 1)
      isActive = number < substeps
    } while isActive.isAnySet
  }
}
