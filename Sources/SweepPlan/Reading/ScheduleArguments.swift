/// A schedule as a sweep writes it, `{cosine: {final: 0.1, warmup: 50}}`.
///
/// A sweep that names none has a constant one: so `warmup` alone can be an axis.
struct ScheduleArguments {
  private let schedule: Schedule
  let group: SlotGroup

  /// - Parameter field: In the long form (`Written.longForm`).
  init(
    _ field: Field?, of sweep: Field, steps: Int, _ precision: Precision
  ) throws(SweepError) {
    var owner = Owner(name: "the schedule", place: sweep.written.place)
    var section: Section?
    if let field {
      let choice = try NamedChoice("schedule", field, from: Schedule.allCases, name: \.rawValue)
      schedule = choice.description
      owner = choice.owner
      section = try Section(
        choice.arguments, kind: "hyperparameter",
        KnownNames(choice.name, schedule.hyperparameters.map(\.name)), absent: absent,
        expected: "hyperparameters of \(choice.name), as {name: value}")
    } else {
      schedule = .constant
    }
    var slots: [Slot] = []
    for hyperparameter in schedule.hyperparameters {
      slots.append(
        try Slot(
          hyperparameter, of: owner, section?[hyperparameter.name],
          default: hyperparameter.defaultValue,
          limits: hyperparameter == .warmup ? .warmup(steps: steps, precision) : .share, precision))
    }
    group = SlotGroup(owner: owner.name, slots: slots, absent: absent)
  }

  /// The schedule and its numbers in every cell; none if the step size never changes.
  func parameters(on axes: [Axis]) throws(SweepError) -> (Schedule?, [Parameter]) {
    let parameters = try group.slots.parameters(on: axes)
    let changes = schedule != .constant || parameters.contains { $0.source != .fixed(0) }
    return changes ? (schedule, parameters) : (nil, [])
  }
}

/// What to say of a number that only other schedules have.
private func absent(_ hyperparameter: String) -> String? {
  let having = Schedule.allCases.filter { schedule in
    schedule.hyperparameters.contains { $0.name == hyperparameter }
  }
  guard !having.isEmpty else { return nil }
  return "a sweep has \(hyperparameter) only with schedule: "
    + alternatives(having.map(\.rawValue))
}

extension Limits {
  /// What is left of the steps after the warmup divides the schedule: it must not be nothing.
  fileprivate static func warmup(steps: Int, _ precision: Precision) -> Limits {
    Limits { value in
      let isShort = precision.rounded(value) < precision.rounded(Double(steps))
      return value >= 0 && isShort ? nil : "a number from 0 to below steps, \(steps)"
    }
  }

  /// Above 1 the steps grow.
  fileprivate static var share: Limits {
    Limits { $0 >= 0 ? nil : "a number that is not below 0, where steps would lead uphill" }
  }
}

extension Precision {
  fileprivate func rounded(_ value: Double) -> Double {
    switch self {
    case .float32: Double(Float(value))
    case .float64: value
    }
  }
}
