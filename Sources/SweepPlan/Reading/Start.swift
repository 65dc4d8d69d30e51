/// Where trajectories start, and with which velocity under a rule that has one.
struct Start {
  /// How the initial point is drawn; `nil` if it is given.
  let random: RandomStart?
  private let points: [Slot]
  private let velocities: [Slot]
  private let seed: [Slot]
  private let dimension: Int
  private let place: Field?
  private let absent: (String) -> String?

  /// All numbers that may vary.
  var group: SlotGroup {
    SlotGroup(owner: "the start", slots: points + velocities + seed, absent: absent)
  }

  /// - Parameters:
  ///   - point: As the sweep writes it: a list, a number for all coordinates, or
  ///     `{uniform: 0.125, start_seed: 3}`.
  ///   - velocity: A list, or a number for all.
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
    if let point, point.isMapping {
      let draw = try RandomStartArguments(point, objective.owner, precision)
      (random, seed, points) = (draw.start, [draw.seed], [])
    } else {
      (random, seed) = (nil, [])
      points = try slots(point, .initialPoint, usual: description.initialPoint)
    }
    velocities =
      still == nil
      ? try slots(velocity, .initialVelocity, usual: description.initialVelocity) : []
    self.dimension = dimension
    place = point
    let isRandom = random != nil
    absent = { name in
      if name.hasPrefix("\(Hyperparameter.initialVelocity.name)_") { return still }
      return RandomStartArguments.complaint(about: name, isRandom: isRandom)
    }
  }

  /// The values in every cell, in the order of `ParameterLayout`.
  func parameters(on axes: [Axis]) throws(SweepError) -> [Parameter] {
    let others = try velocities.parameters(on: axes)
    guard let random, let seed = try seed.parameters(on: axes).first else {
      return try points.parameters(on: axes) + others
    }
    return try drawn(random, seed, axes) + others + [seed]
  }

  private func drawn(
    _ random: RandomStart, _ seed: Parameter, _ axes: [Axis]
  ) throws(SweepError) -> [Parameter] {
    if case .axis(let axis) = seed.source, let place,
      axes[axis].count > Self.drawLimit / dimension
    {
      throw place.error(
        "\(axes[axis].count) starts of \(counted(dimension, "coordinate")) are more numbers than are "
          + "kept at once, \(Self.drawLimit); expected fewer seeds on the axis \(axes[axis].name)")
    }
    return (0..<dimension).map { index in
      let source: Parameter.Source =
        switch seed.source {
        case .axis(let axis): .drawn(random, coordinate: index, seedAxis: axis)
        case .fixed(let value): .fixed(random.value(seed: value, index))
        case .drawn: seed.source
        }
      return Parameter(hyperparameter: .initialPoint.indexed(index), source: source)
    }
  }

  /// Coordinates of drawn starts that a sweep has at most, 128 MiB of them.
  private static var drawLimit: Int { 1 << 24 }
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
