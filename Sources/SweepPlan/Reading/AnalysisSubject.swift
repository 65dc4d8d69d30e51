/// What analyses look at: a rule on an objective.
struct AnalysisSubject {
  let optimizer: OptimizerDescription
  /// By choice of the optimizer.
  let options: [Int]
  let objective: ObjectiveDescription

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
    default: return nil
    }
  }

  private var hasLearningRate: Bool {
    optimizer.hyperparameters(options: options).first?.name == Hyperparameter.learningRate.name
  }
}
