import SweepPlan

/// Why a sweep has no flow to be held against.
public struct ShadowingRefusal: Error, Hashable, CustomStringConvertible {
  public let description: String
}

extension MatchedRule {
  /// The rule of a plan's cell.
  ///
  /// - Parameter values: By parameter, as `Plan.values(at:)`.
  public init(_ plan: Plan, at values: [Double]) throws(ShadowingRefusal) {
    try Self.check(plan)
    let numbers = plan.matchedNumbers(at: values)
    func number(_ name: String) -> Double { numbers[name] ?? .nan }
    self =
      plan.optimizer.name == "gradient_descent"
      ? .gradientDescent(step: number("learning_rate"))
      : .heavyBall(
        step: number("time_step"), mass: number("mass"), friction: number("friction"))
    guard step > 0, step.isFinite else {
      throw ShadowingRefusal(
        description: "a cell's time step is \(step), and shadowing needs one above 0: with η = h² "
          + "or η = h; change the axis that gives it")
    }
    if case .heavyBall(_, let mass, let friction) = self,
      !(mass > 0 && mass.isFinite && friction.isFinite)
    {
      throw ShadowingRefusal(
        description: "a cell's motion has mass \(mass) and friction \(friction); expected a mass "
          + "above 0 and a finite friction")
    }
  }

  /// Throws unless the plan's rule has a flow, and follows it at a constant step with exact gradients.
  public static func check(_ plan: Plan) throws(ShadowingRefusal) {
    func refuse(_ words: String) -> ShadowingRefusal { ShadowingRefusal(description: words) }
    guard plan.optimizer.kind == .optimizer else {
      throw refuse(
        "the sweep's rule is a flow itself; name the optimizer that follows it, with --set "
          + "optimizer=…: \(MatchedFlowKind.rules("or"))")
    }
    guard MatchedFlowKind(plan.optimizer, options: plan.options) != nil else {
      let name = plan.optimizer.name + (plan.option(of: "form").map { " with form \($0)" } ?? "")
      throw refuse(
        "no flow at matched times is known of \(name); shadow knows \(MatchedFlowKind.rules("and"))"
      )
    }
    guard plan.schedule == nil else {
      throw refuse("a schedule changes the time step; leave it out: --set 'schedule=~'")
    }
    guard !plan.isClipped else {
      throw refuse("clipped gradients are not the flow's; leave clip_norm out: --set 'clip_norm=~'")
    }
    guard plan.noise == nil else {
      throw refuse("stochastic gradients have no orbit to shadow; leave out noise: --set 'noise=~'")
    }
    guard [.minimisation, .potential].contains(plan.objective.kind) else {
      throw refuse(
        "\(plan.objective.name) is a \(plan.objective.kind.rawValue), and its field no gradient; "
          + "shadowing needs an objective to minimise, or a potential")
    }
  }
}
