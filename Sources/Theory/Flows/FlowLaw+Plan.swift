import SweepPlan

extension FlowLaw {
  /// The law of a plan's flow in one cell; `nil` of an optimizer, and of a flow that is stochastic or
  /// whose field jumps.
  ///
  /// - Parameter values: By parameter, as `Plan.values(at:)`.
  public init?(_ plan: Plan, at values: [Double]) {
    let numbers = plan.ruleNumbers(at: values)
    func number(_ name: String) -> Double { numbers[name] ?? .nan }
    switch plan.optimizer.name {
    case "flow.gradient":
      self = .gradient
    case "flow.heavy_ball":
      self = .heavyBall(mass: number("mass"), friction: number("friction"))
    case "flow.nesterov":
      self = .nesterov(damping: number("damping"))
    case "flow.rmsprop":
      self = .rmsprop(
        learningRate: number("learning_rate"), beta2: number("beta2"), epsilon: number("epsilon"))
    case "flow.adam":
      self = .adam(
        learningRate: number("learning_rate"), beta1: number("beta1"), beta2: number("beta2"),
        epsilon: number("epsilon"))
    case "flow.lion" where plan.option(of: "kernel") == "tanh":
      self = .lion(
        gain: number("gradient_gain"), decay: number("momentum_decay"),
        lookAhead: number("look_ahead"), weightDecay: number("weight_decay"))
    default:
      return nil
    }
  }
}
