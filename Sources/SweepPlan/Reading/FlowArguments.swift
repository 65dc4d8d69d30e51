// What a sweep of a flow says in another way than a sweep of an optimizer.

extension NamedChoice<OptimizerDescription> {
  /// The flow that stands in the place of an optimizer; `nil` if the sweep names none.
  init?(flow field: Field?, among sweep: Section, _ catalog: CatalogDescription) throws(SweepError)
  {
    guard let field else { return nil }
    if sweep["optimizer"] != nil {
      throw field.error("the sweep has both optimizer and flow; keep one of the two")
    }
    if let schedule = sweep["schedule"] { throw schedule.error(noSchedule) }
    self = try NamedChoice("flow", field, from: catalog.flows, name: \.word)
  }
}

private let noSchedule =
  "a flow's time step is the same in every step, so that step k is at a known time; "
  + "remove the schedule"

extension SlotGroup {
  /// The schedule's numbers in a sweep of a flow: there are none.
  static var noSchedule: SlotGroup {
    let names = Schedule.allCases.flatMap(\.hyperparameters).map(\.name)
    return SlotGroup(
      owner: "the schedule", slots: [],
      absent: { names.contains($0) ? "a flow has no schedule, and so no \($0)" : nil })
  }
}

extension OptimizerDescription {
  /// Which values a number of a flow may have; `nil` if any, as an optimizer's.
  func limits(of hyperparameter: Hyperparameter, _ precision: Precision) -> Limits? {
    guard kind == .flow else { return nil }
    switch hyperparameter.name {
    case Hyperparameter.timeStep.name, Hyperparameter.mass.name: return .positive(in: precision)
    case Hyperparameter.substeps.name: return .wholeNumber(in: 1...Plan.substepLimit)
    case Hyperparameter.startTime.name, Hyperparameter.temperature.name: return .notNegative
    default: return nil
    }
  }

  /// The noise that the rule brings; `nil` if none.
  func noise(options: [Int]) -> Noise? {
    guard isStochastic else { return nil }
    let isIndependent = zip(choices, options).contains { choice, option in
      choice.options[option].name == "independent"
    }
    return Noise(.langevin, isIndependent: isIndependent, isOfRule: true)
  }
}

extension NoiseArguments {
  /// What to say of noise in a sweep of a flow.
  static func complaint(about flow: OptimizerDescription) -> String {
    flow.isStochastic
      ? "flow: \(flow.word) brings its own noise; set its temperature"
      : "noise is for the gradients of optimizers; the flow with noise is flow: langevin"
  }
}
