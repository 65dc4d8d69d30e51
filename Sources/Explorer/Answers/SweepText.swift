import SweepPlan

/// A sweep as people write it: YAML, a key a line, the short ones in braces.
struct SweepText {
  let text: String

  private static let keys = [
    "objective", "initial_point", "initial_velocity", "optimizer", "flow", "schedule", "clip_norm",
    "noise", "seeds", "steps", "precision", "verdict", "measure", "record", "quantiles", "per_seed",
    "period",
  ]

  init(_ plan: Plan) {
    var fields = (try? JSON(parsing: Array(plan.resolved.utf8)))?.object ?? [:]
    if let images = plan.examples.images { fields["objective"]?.name(images, plan.objective.name) }
    var lines: [String] = []
    for key in Self.keys {
      if let value = fields[key] { lines.append("\(key): \(value.flow)") }
      guard ["optimizer", "flow"].contains(key), fields[key] != nil else { continue }
      lines.append("axes:")
      for entry in (fields["axes"]?.array ?? []).compactMap(\.object) {
        lines += entry.map { "  \($0): \($1.flow)" }
      }
    }
    text = lines.joined(separator: "\n") + "\n"
  }
}

extension JSON {
  /// Names the files that examples were read from, in the place of those that a store would keep.
  fileprivate mutating func name(_ images: ImageExamples, _ objective: String) {
    guard var arguments = self[objective]?.object, var examples = arguments["examples"]?.object
    else { return }
    examples["images"] = .string(images.files.images)
    examples["labels"] = .string(images.files.labels)
    // Those that were taken of these files may be the first ones only.
    examples["first"] = .init(images.count)
    arguments["examples"] = .object(examples)
    self = [objective: .object(arguments)]
  }

  /// On one line, with words as they are: `{from: 0, to: 1, count: 1024, scale: linear}`.
  fileprivate var flow: String {
    switch self {
    case .null: "~"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let word): word.isPlainYAML ? word : JSON.string(word).prettyPrinted
    case .array(let items): "[\(items.map(\.flow).joined(separator: ", "))]"
    case .object(let members):
      "{"
        + members.sorted { Self.place($0.key) < Self.place($1.key) }
        .map { "\($0): \($1.flow)" }.joined(separator: ", ") + "}"
    }
  }

  /// An axis begins with where it begins; others are in the order of the alphabet.
  private static func place(_ key: String) -> String {
    switch key {
    case "from": "0"
    case "to": "1"
    case "count": "2"
    default: key
    }
  }
}

extension String {
  /// Whether YAML reads it as it is, in braces too.
  fileprivate var isPlainYAML: Bool {
    !isEmpty
      && unicodeScalars.allSatisfy {
        $0.isASCII
          && ($0.properties.isAlphabetic
            || $0.properties.numericType != nil || "_-./".unicodeScalars.contains($0))
      }
  }
}
