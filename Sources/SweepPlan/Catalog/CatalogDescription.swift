/// The names a sweep file may use.
public struct CatalogDescription: Sendable {
  public let optimizers: [OptimizerDescription]
  public let objectives: [ObjectiveDescription]

  public init(optimizers: [OptimizerDescription], objectives: [ObjectiveDescription]) {
    self.optimizers = optimizers
    self.objectives = objectives
  }
}
