/// The names a sweep file may use.
public struct CatalogDescription: Sendable {
  public let optimizers: [OptimizerDescription]
  public let flows: [OptimizerDescription]
  public let objectives: [ObjectiveDescription]

  public init(
    optimizers: [OptimizerDescription], flows: [OptimizerDescription] = [],
    objectives: [ObjectiveDescription]
  ) {
    self.optimizers = optimizers
    self.flows = flows
    self.objectives = objectives
  }

  /// What a cell may follow: the optimizers, then the flows.
  public var rules: [OptimizerDescription] { optimizers + flows }
}
