extension NamedChoice<OptimizerDescription> {
  /// The hyperparameters, in the order in which the kernel reads them.
  func slots(_ precision: Precision) throws(SweepError) -> [Slot] {
    let section = try Section(
      arguments, kind: "hyperparameter",
      KnownNames(name, description.hyperparameters.map(\.name)),
      expected: "hyperparameters of \(name), as {name: value}")
    var slots: [Slot] = []
    for hyperparameter in description.hyperparameters {
      slots.append(
        try Slot(
          hyperparameter, of: self, section[hyperparameter.name],
          default: hyperparameter.defaultValue, precision))
    }
    return slots
  }
}
