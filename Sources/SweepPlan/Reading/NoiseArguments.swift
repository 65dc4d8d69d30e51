/// What a sweep's noise acts on.
struct NoiseContext {
  let optimizer: OptimizerDescription
  /// By choice of the optimizer: the index of the option.
  let options: [Int]
  let objective: ObjectiveDescription
  let dimension: Int
  let exampleCount: Int
  let precision: Precision
}

/// Noise as a sweep writes it: `{gaussian: {sigma: 0.1, independent: true}}`, or `{gaussian: 0.1}`.
struct NoiseArguments {
  let noise: Noise?
  let group: SlotGroup

  private static let independent = "independent"
  private static let sample = "sample"
  private static let covariance = Hyperparameter.covariance.name

  /// - Parameter field: In the long form (`Written.longForm`); `nil` if the sweep has no noise.
  init(_ field: Field?, _ context: NoiseContext) throws(SweepError) {
    if context.optimizer.kind == .flow {
      if let field { throw field.error(Self.complaint(about: context.optimizer)) }
      noise = context.optimizer.noise(options: context.options)
      group = SlotGroup(owner: "the noise", slots: [], absent: Self.absent)
      return
    }
    guard let field else {
      noise = nil
      group = SlotGroup(owner: "the noise", slots: [], absent: Self.absent)
      return
    }
    if let (typed, place, _) = try field.entries(expected: "a kind of noise").first,
      readNumber(typed) != nil
    {
      throw place.error(
        "noise is \(typed); expected a kind of noise, as in {gaussian: \(typed)}")
    }
    let choice = try NamedChoice("noise", field, from: NoiseKind.allCases, name: \.rawValue)
    let kind = choice.description
    let hasCovariance = try choice.arguments.entries(expected: Self.form(kind))
      .contains { $0.key == Self.covariance }
    var names = kind.hyperparameters.map(\.name) + kind.choices.map(\.name)
    if kind == .gaussian { names.append(Self.covariance) }
    let section = try Section(
      choice.arguments, kind: "hyperparameter",
      KnownNames(choice.name, names + [Self.independent, Self.sample]), absent: Self.absent,
      expected: Self.form(kind))
    if hasCovariance, let sigma = section[Hyperparameter.sigma.name] {
      throw sigma.error("\(sigma.name) and \(Self.covariance) say the same; keep one of the two")
    }

    var options: [Int] = []
    for choice in kind.choices {
      options.append(try section[choice.name]?.index(among: choice.options.map(\.name)) ?? 0)
    }
    let noise = Noise(
      kind, hasCovariance: hasCovariance, options: options,
      isIndependent: try section[Self.independent]?.isOn() ?? false,
      isSampledOncePerStep: try Self.isSampledOncePerStep(section[Self.sample], context))
    try kind.check(choice.place, context)

    var slots: [Slot] = []
    let items = try section[Self.covariance]?.coordinates(context.dimension)
    let hyperparameters = noise.hyperparameters(dimension: context.dimension)
    for (index, hyperparameter) in hyperparameters.enumerated() {
      slots.append(
        try Slot(
          hyperparameter, of: choice.owner,
          hasCovariance ? items?[index] : section[hyperparameter.name],
          default: hyperparameter.defaultValue, isListed: hasCovariance,
          limits: noise.limits(of: hyperparameter, context), context.precision))
    }
    self.noise = noise
    group = SlotGroup(owner: choice.name, slots: slots, absent: Self.absent)
  }

  private static func form(_ kind: NoiseKind) -> String {
    "hyperparameters of \(kind.rawValue), as {name: value}"
  }

  /// `sample: each_gradient` or `each_step`. A rule that solves for its step has one sample a step.
  private static func isSampledOncePerStep(
    _ field: Field?, _ context: NoiseContext
  ) throws(SweepError) -> Bool {
    let isImplicit = context.optimizer.isImplicit
    guard let field else { return isImplicit }
    let isOnce = try field.index(among: ["each_gradient", "each_step"]) == 1
    guard isOnce || !isImplicit else {
      throw field.error(
        "\(context.optimizer.name) solves an equation for its step, which must stay the same "
          + "meanwhile; expected \(field.name): each_step")
    }
    return isOnce
  }

  /// What to say of a number that only (other) noise has.
  private static func absent(_ name: String) -> String? {
    let having = NoiseKind.allCases.filter { kind in
      kind.hyperparameters.contains { $0.name == name }
        || kind == .gaussian && name.hasPrefix("\(covariance)_")
    }
    guard !having.isEmpty else { return nil }
    return "a sweep has \(name) only with noise: \(alternatives(having.map(\.rawValue)))"
  }
}

extension NoiseKind {
  /// Whether the rule and the objective have what the noise needs.
  fileprivate func check(_ place: Place, _ context: NoiseContext) throws(SweepError) {
    let objective = context.objective
    switch self {
    case .gaussian, .studentT, .multiplicative:
      break
    case .langevin:
      guard context.optimizer.hasTemperature(options: context.options) else {
        throw place.error(
          "langevin noise is not defined for \(context.optimizer.name) as it is here; it is for "
            + "gradient_descent, implicit_gradient_descent, proximal_gradient and heavy_ball in the "
            + "forms velocity, position and accumulated; try gaussian")
      }
    case .randomCurvature:
      guard objective.name == "quadratic" else {
        throw place.error(
          "random_curvature is for the objective quadratic, not \(objective.name); try "
            + (objective.examples == nil ? "multiplicative" : "minibatch"))
      }
    case .minibatch:
      guard objective.examples != nil else {
        throw place.error(
          "\(objective.name) has no examples to take batches of; try "
            + "linear_regression or logistic_regression, or another noise")
      }
    }
  }
}

extension Noise {
  /// Whether curvatures are the variances that random ones need.
  ///
  /// - Parameters:
  ///   - coefficients: The objective's numbers in every cell.
  ///   - objective: Where it was named.
  func check(_ coefficients: [Parameter], on axes: [Axis], _ objective: Place) throws(SweepError) {
    guard kind == .randomCurvature else { return }
    for parameter in coefficients where parameter.hyperparameter.name.hasPrefix("eigenvalue_") {
      let least = parameter.source.value { axes[$0][0] }
      guard least < 0 else { continue }
      throw objective.error(
        "\(parameter.hyperparameter.name) is \(shortest(least)); with random_curvature the Hessian is "
          + "a covariance, and expected eigenvalues are not below 0")
    }
  }
}

extension OptimizerDescription {
  /// Whether a gradient's noise can keep the iterate at a temperature: the step is −η G(x), after
  /// which momentum may follow.
  fileprivate func hasTemperature(options: [Int]) -> Bool {
    switch name {
    case "gradient_descent", "implicit_gradient_descent", "proximal_gradient": true
    case "heavy_ball":
      zip(choices, options).allSatisfy { choice, option in
        ["velocity", "position", "accumulated"].contains(choice.options[option].name)
      }
    default: false
    }
  }
}

extension Noise {
  /// Batches larger than this are not drawn with replacement.
  private static var batchLimit: Int { 4096 }

  fileprivate func limits(of hyperparameter: Hyperparameter, _ context: NoiseContext) -> Limits {
    switch hyperparameter {
    case .degreesOfFreedom: return .positive(in: context.precision)
    case _ where hyperparameter.name == Hyperparameter.batchSize.name:
      let isDistinct = kind == .minibatch && option(of: "sampling") != "with_replacement"
      return .wholeNumber(in: 1...(isDistinct ? context.exampleCount : Self.batchLimit))
    default: return .notNegative
    }
  }
}

extension Field {
  /// A switch.
  fileprivate func isOn() throws(SweepError) -> Bool {
    let synonyms = ["on": "true", "yes": "true", "off": "false", "no": "false"]
    return try index(among: ["true", "false"], synonyms: synonyms) == 0
  }
}
