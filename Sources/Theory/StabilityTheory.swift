import SweepPlan

/// What is known in closed form of one optimizer on ½λx²: its update map and where that is stable.
///
/// To add one, write a file like `Rules/HeavyBall.swift`: the rule, its matrix in (x, v), the
/// conditions of stability with their source; and one line in `all`. The prediction for a sweep,
/// its boundary, the report of agreement and the tests that hold the margin to the spectral radius
/// follow from these.
public struct StabilityTheory: Sendable {
  /// The name of the rule in the catalog.
  public let optimizer: String

  /// What `updateMap` and `margin` read, in order: the optimizer's own hyperparameters in the order
  /// of its catalog entry. A sweep whose optimizer reads others gets no prediction.
  public let hyperparameters: [Hyperparameter]

  /// The boundary that most maps show, as a plot's legend writes it; λ is the largest curvature.
  public let boundaryFormula: String

  /// One step for the curvature λ and the hyperparameters (more numbers may follow them).
  public let updateMap: @Sendable (_ curvature: Double, _ hyperparameters: [Double]) -> UpdateMap

  /// The stability margin for the curvature λ and the hyperparameters: continuous, positive exactly
  /// where the spectral radius is below 1, zero on the boundary.
  public let margin: @Sendable (_ curvature: Double, _ hyperparameters: [Double]) -> Double

  public init(
    optimizer: String, hyperparameters: [Hyperparameter], boundaryFormula: String,
    updateMap: @escaping @Sendable (_ curvature: Double, _ hyperparameters: [Double]) -> UpdateMap,
    margin: @escaping @Sendable (_ curvature: Double, _ hyperparameters: [Double]) -> Double
  ) {
    self.optimizer = optimizer
    self.hyperparameters = hyperparameters
    self.boundaryFormula = boundaryFormula
    self.updateMap = updateMap
    self.margin = margin
  }

  /// Every rule that theory knows.
  public static let all: [StabilityTheory] = [.gradientDescent, .heavyBall, .nesterov]

  /// The theory of an optimizer by its catalog name; `nil` if there is none.
  public static func named(_ optimizer: String) -> StabilityTheory? {
    all.first { $0.optimizer == optimizer }
  }
}
