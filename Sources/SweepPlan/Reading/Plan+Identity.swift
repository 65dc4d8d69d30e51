extension Plan {
  /// The sweep with every default filled in: JSON on one line, keys sorted, which is itself a sweep
  /// file. Reading it back gives an equal plan.
  ///
  /// The axes are a list of one-key objects, because programs that read JSON forget the order of
  /// keys, and the order of axes counts. An element of a list that an axis gives is `null`. The
  /// name is left out: it changes nothing that is computed.
  public var resolved: String {
    JSONText.object([
      "axes": .list(axes.map { .object([$0.name: $0.spacing.json]) }),
      "initial_point": .list(parameters.suffix(dimension).map(\.json)),
      "objective": .object([objective.name: .object(coefficients)]),
      "optimizer": .object([optimizer.name: .object(hyperparameters)]),
      "precision": .word(precision.rawValue),
      "record": .list(record.map { .word($0.rawValue) }),
      "steps": .whole(steps),
      "tile": .list(grid.tileShape.map { .whole($0) }),
      "verdict": .object([
        "escape_radius": .number(verdict.escapeRadius),
        "every": .whole(verdict.every),
        "tolerance": .number(verdict.tolerance),
      ]),
    ]).text
  }

  /// The SHA-256 of `resolved`, hexadecimal: the identity of a store.
  public var sha256: String { SHA256.hexadecimal(resolved.utf8) }

  /// Two plans are equal if they ask for the same, whatever their names.
  public static func == (a: Plan, b: Plan) -> Bool { a.resolved == b.resolved }

  public func hash(into hasher: inout Hasher) { hasher.combine(resolved) }

  /// The optimizer's arguments; those on an axis are left out.
  private var hyperparameters: [String: JSONText] {
    var arguments: [String: JSONText] = [:]
    for parameter in parameters.prefix(optimizer.hyperparameters.count) {
      arguments[parameter.hyperparameter.name] = parameter.fixedJSON
    }
    return arguments
  }

  /// The objective's arguments; numbers on an axis are left out, those in a list `null`.
  private var coefficients: [String: JSONText] {
    var arguments: [String: JSONText] = [:]
    var rest = parameters.dropFirst(optimizer.hyperparameters.count)
    for coefficient in objective.coefficients {
      switch coefficient {
      case .scalar(let hyperparameter):
        arguments[hyperparameter.name] = rest.popFirst()?.fixedJSON
      case .list(let key, _):
        arguments[key] = .list(rest.prefix(dimension).map(\.json))
        rest = rest.dropFirst(dimension)
      }
    }
    return arguments
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
