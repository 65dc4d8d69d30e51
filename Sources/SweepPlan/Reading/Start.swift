/// Where trajectories start, and with which velocity under a rule that has one.
struct Start {
  /// The coordinates of the initial point, and then those of the velocity.
  let group: SlotGroup

  /// - Parameters:
  ///   - point: As the sweep writes it.
  ///   - velocity: Likewise.
  ///   - catalog: To name the rules that have one, where this one has not.
  init(
    _ point: Field?, velocity: Field?, of objective: NamedChoice<ObjectiveDescription>,
    dimension: Int, optimizer: OptimizerDescription, catalog: CatalogDescription,
    _ precision: Precision
  ) throws(SweepError) {
    func slots(
      _ field: Field?, _ hyperparameter: Hyperparameter, usual: [Double]
    ) throws(SweepError) -> [Slot] {
      let items = try field.map { (field) throws(SweepError) in try field.coordinates(dimension) }
      var slots: [Slot] = []
      for index in 0..<dimension {
        slots.append(
          try Slot(
            hyperparameter.indexed(index), of: objective.owner, items?[index],
            default: index < usual.count ? usual[index] : usual.last, isListed: true, precision))
      }
      return slots
    }

    let still = optimizer.complaintAboutVelocity(catalog)
    if let velocity, let still { throw velocity.error(still) }
    let description = objective.description
    let points = try slots(point, .initialPoint, usual: description.initialPoint)
    let velocities =
      still == nil
      ? try slots(velocity, .initialVelocity, usual: description.initialVelocity) : []
    group = SlotGroup(
      owner: "the start", slots: points + velocities,
      absent: { $0.hasPrefix("\(Hyperparameter.initialVelocity.name)_") ? still : nil })
  }
}

extension OptimizerDescription {
  /// What to say of an initial velocity; `nil` if the rule starts with one.
  fileprivate func complaintAboutVelocity(_ catalog: CatalogDescription) -> String? {
    if startsWithVelocity { return nil }
    let having = catalog.optimizers.filter(\.startsWithVelocity).map(\.name)
    return "\(name) starts without a velocity; initial_velocity is for rules of motion"
      + (having.isEmpty ? "" : ", as \(listed(having))")
  }
}
