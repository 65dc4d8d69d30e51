extension Plan {
  /// The sweep with every default filled in: JSON on one line, keys sorted, which is itself a sweep
  /// file. Reading it back gives an equal plan.
  ///
  /// The axes are a list of one-key objects, because programs that read JSON forget the order of
  /// keys, and the order of axes counts. An element of a list that an axis gives is `null`; what a
  /// sweep does not have is left out. So is the name: it changes nothing that is computed.
  public var resolved: String {
    let layout = layout
    var sweep: [String: JSONText] = [
      "axes": .list(axes.map { .object([$0.name: $0.spacing.json]) }),
      "initial_point": initialPoint(layout),
      "objective": .object([objective.name: .object(objectiveArguments)]),
      optimizer.kind.rawValue: .object([optimizer.word: .object(optimizerArguments)]),
      "precision": .word(precision.rawValue),
      "record": .list(quantities.map { .word($0.rawValue) }),
      "steps": .whole(steps),
      "tile": .list(grid.tileShape.map { .whole($0) }),
      "verdict": .object([
        "escape_radius": .number(verdict.escapeRadius),
        "every": .whole(verdict.every),
        "tolerance": .number(verdict.tolerance),
      ]),
    ]
    if optimizer.startsWithVelocity {
      sweep["initial_velocity"] = .list(parameters[layout.initialVelocity].map(\.json))
    }
    if let schedule {
      sweep["schedule"] = .object([schedule.rawValue: .object(fixed(layout.schedule))])
    }
    // An axis of that name says by itself that gradients are clipped.
    sweep["clip_norm"] = parameters[layout.clipping].first?.fixedJSON
    if let noise, !noise.isOfRule {
      sweep["noise"] = .object([noise.kind.rawValue: .object(arguments(of: noise))])
    }
    if let seeds {
      sweep["seeds"] = .whole(seeds.count)
      if !seeds.quantiles.isEmpty {
        sweep["quantiles"] = .list(seeds.quantiles.map { .number($0) })
      }
      let kept =
        (seeds.keepsVerdicts ? ["verdict"] : []) + (seeds.keepsObjectives ? ["objective"] : [])
      if !kept.isEmpty { sweep["per_seed"] = .list(kept.map { .word($0) }) }
    }
    sweep["measure"] = measure.map { .object(arguments(of: $0)) }
    sweep["period"] = cycle.map { cycle in
      .object(["up_to": .whole(cycle.longest), "tolerance": .number(cycle.tolerance)])
    }
    return JSONText.object(sweep).text
  }

  /// The SHA-256 of `resolved`, hexadecimal: the identity of a store.
  public var sha256: String { SHA256.hexadecimal(resolved.utf8) }

  /// Two plans are equal if they ask for the same, whatever their names.
  public static func == (a: Plan, b: Plan) -> Bool { a.resolved == b.resolved }

  public func hash(into hasher: inout Hasher) { hasher.combine(resolved) }

  /// The numbers that are the same in every cell, by name.
  private func fixed(_ range: Range<Int>) -> [String: JSONText] {
    var numbers: [String: JSONText] = [:]
    for parameter in parameters[range] {
      numbers[parameter.hyperparameter.name] = parameter.fixedJSON
    }
    return numbers
  }

  private func initialPoint(_ layout: ParameterLayout) -> JSONText {
    guard let randomStart else { return .list(parameters[layout.initialPoint].map(\.json)) }
    var draw: [String: JSONText] = ["uniform": .number(randomStart.radius)]
    draw[Hyperparameter.startSeed.name] = parameters[layout.startSeed].first?.fixedJSON
    return .object(draw)
  }

  private var optimizerArguments: [String: JSONText] {
    var arguments = fixed(layout.hyperparameters)
    for (choice, option) in zip(optimizer.choices, options) {
      arguments[choice.name] = .word(choice.options[option].name)
    }
    return arguments
  }

  private func arguments(of noise: Noise) -> [String: JSONText] {
    var arguments: [String: JSONText] = [:]
    if noise.hasCovariance {
      arguments[Hyperparameter.covariance.name] = .list(parameters[layout.noise].map(\.json))
    } else {
      arguments = fixed(layout.noise)
    }
    for (choice, option) in zip(noise.kind.choices, noise.options) {
      arguments[choice.name] = .word(choice.options[option].name)
    }
    arguments["independent"] = .word(noise.isIndependent ? "true" : "false")
    arguments["sample"] = .word(noise.isSampledOncePerStep ? "each_step" : "each_gradient")
    return arguments
  }

  /// The point is left out where the objective's own minimiser is varied by an axis.
  private func arguments(of measure: MeasureRule) -> [String: JSONText] {
    var arguments: [String: JSONText] = ["from": .number(measure.from)]
    let point = parameters[layout.reference].compactMap(\.fixedJSON)
    if point.count == layout.reference.count, !point.isEmpty { arguments["about"] = .list(point) }
    return arguments
  }

  private var objectiveArguments: [String: JSONText] {
    var arguments: [String: JSONText] = [:]
    var rest = parameters[layout.coefficients]
    for coefficient in objective.coefficients {
      switch coefficient {
      case .scalar(let hyperparameter):
        arguments[hyperparameter.name] = rest.popFirst()?.fixedJSON
      case .list(let key, _):
        arguments[key] = .list(rest.prefix(dimension).map(\.json))
        rest = rest.dropFirst(dimension)
      }
    }
    arguments["examples"] = examples.json
    return arguments
  }
}

extension ExampleSet {
  /// Those of files by what they are, wherever those files were.
  fileprivate var json: JSONText? {
    switch self {
    case .rows(let rows):
      rows.isEmpty ? nil : .list(rows.map { row in .list(row.map { .number($0) }) })
    case .images(let images, _):
      .object([
        "images": .word(StoredExamples.images), "labels": .word(StoredExamples.labels),
        "classes": .list(images.classes.map { .whole($0) }), "sha256": .word(images.sha256),
      ])
    }
  }
}

extension Parameter {
  /// `nil` if an axis gives the value.
  fileprivate var fixedJSON: JSONText? {
    if case .fixed(let value) = source { .number(value) } else { nil }
  }

  fileprivate var json: JSONText { fixedJSON ?? .empty }
}

extension Axis.Spacing {
  fileprivate var json: JSONText {
    switch self {
    case .interval(let from, let to, let count, let scale):
      .object([
        "from": .number(from), "to": .number(to), "count": .whole(count),
        "scale": .word(scale.rawValue),
      ])
    case .values(let values): .object(["values": .list(values.map { .number($0) })])
    }
  }
}
