import SweepPlan

/// The gradient flow, of which gradient descent is Euler's method with h = η.
///
///     ẋ = −∇f(x)
///
/// f falls along it wherever ∇f ≠ 0; on a quadratic x(t) = e^(−λt) x(0). The integrator, with δ = h/n,
/// is stable on a quadratic exactly while 0 < δλ < 2.785293563, and where the field turns, λ = iω,
/// exactly while δ|ω| < 2√2. `FlowTests` holds the kernel to these.
///
/// - Reference: E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, 1996, §IV.2 (the
///   integrator's stability).
struct GradientFlow<Lanes: LaneVector>: Flow {
  static var description: OptimizerDescription {
    .flow(
      "gradient", "The flow down the gradient: gradient descent with steps of no length.",
      ["ẋ = −∇f(x)"], companions: 0,
      boundary: "the integrator, quadratic: 0 < hλ/n < 2.785293563; rotation by ω: hω/n < 2√2",
      source: "E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, 1996, §IV.2")
  }

  static var companions: Int { 0 }

  @inline(__always) init(_ parameters: inout Parameters<Lanes>) {}

  @inline(__always)
  func rate(_ y: FlowPoint<Lanes>, gradient: Lanes, time: Lanes) -> FlowPoint<Lanes> {
    FlowPoint(x: -gradient)
  }
}
