/// What analyses look at: a rule on an objective.
struct AnalysisSubject {
  let optimizer: OptimizerDescription
  /// By choice of the optimizer.
  let options: [Int]
  let objective: ObjectiveDescription
  /// What keeps the rule from a constant step with exact gradients.
  let disturbance: Disturbance?

  enum Disturbance {
    case schedule, clipping, noise
  }

  /// Why a sweep cannot record an analysis; `nil` if it can.
  func complaint(_ quantity: Quantity) -> String? {
    let name = objective.name
    switch (quantity, objective.kind) {
    case (.lyapunovViolations, .game), (.descentViolations, .game), (.energyDrift, .game):
      return "and the value of \(name), a game, is not to fall; leave it out"
    case (.descentViolations, .field), (.energyDrift, .field):
      return "and the field of \(name) is no gradient; leave it out"
    case (.sharpness, .game), (.sharpness, .field):
      return "and the field of \(name) is no gradient, so that it has no Hessian; leave it out"
    case (.energyDrift, _) where optimizer.storedEnergy == nil:
      return "and \(optimizer.name) has no energy beside f; leave it out, or choose heavy_ball, "
        + "nesterov, explicit_euler, symplectic_euler, velocity_verlet or the flow heavy_ball"
    case (.descentViolations, _) where !hasLearningRate:
      return
        "a bound with 1/learning_rate, which \(optimizer.name) does not have here; leave it out"
    case (.shadowingDistance, _): return shadowingComplaint
    default: return nil
    }
  }

  private var shadowingComplaint: String? {
    let name = objective.name
    switch (objective.kind, disturbance) {
    case (.game, _), (.field, _):
      return "and the field of \(name) is no gradient, so that it has no such flow; leave it out"
    case (_, .schedule):
      return "and a schedule changes the time step, which is the flow's; leave one of them out"
    case (_, .clipping):
      return "and clipped gradients are not the flow's; leave it or clip_norm out"
    case (_, .noise):
      return "and stochastic gradients are not the flow's; leave it or noise out"
    case _ where optimizer.kind == .flow:
      return "and \(optimizer.word) is a flow itself; leave it out, or name the optimizer that "
        + "follows it"
    case _ where MatchedFlowKind(optimizer, options: options) == nil:
      return "and no flow at matched times is known of \(optimizer.name)\(form); leave it out, or "
        + "choose \(MatchedFlowKind.rules("or"))"
    default: return nil
    }
  }

  private var form: String {
    zip(optimizer.choices, options).first { $0.0.name == "form" }
      .map { " with form \($0.options[$1].name)" } ?? ""
  }

  private var hasLearningRate: Bool {
    optimizer.hyperparameters(options: options).first?.name == Hyperparameter.learningRate.name
  }
}
