extension JSONValue {
  /// The value as text, two blanks per level, members sorted by name: the same value always gives the
  /// same bytes.
  ///
  /// Arrays of plain values stand on one line. JSON has no word for NaN and the infinities; they become
  /// the strings `"NaN"`, `"Infinity"` and `"-Infinity"`, as the Zarr specification spells them.
  public var prettyPrinted: String {
    var text = ""
    print(to: &text, indentation: "")
    return text + "\n"
  }

  private func print(to text: inout String, indentation: String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += "\(value)"
    case .number(let value): text += Self.spelling(of: value)
    case .string(let value): Self.quote(value, to: &text)
    case .array(let values): Self.print(values, to: &text, indentation: indentation)
    case .object(let members): Self.print(members, to: &text, indentation: indentation)
    }
  }

  private static func print(_ values: [JSONValue], to text: inout String, indentation: String) {
    if values.allSatisfy(\.isPlain) {
      text += "["
      for (position, value) in values.enumerated() {
        if position > 0 { text += ", " }
        value.print(to: &text, indentation: "")
      }
      text += "]"
      return
    }
    let inner = indentation + "  "
    text += "["
    for (position, value) in values.enumerated() {
      text += (position > 0 ? ",\n" : "\n") + inner
      value.print(to: &text, indentation: inner)
    }
    text += "\n" + indentation + "]"
  }

  private static func print(
    _ members: [String: JSONValue], to text: inout String, indentation: String
  ) {
    guard !members.isEmpty else {
      text += "{}"
      return
    }
    let inner = indentation + "  "
    text += "{"
    let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (position, member) in sorted.enumerated() {
      text += (position > 0 ? ",\n" : "\n") + inner
      quote(member.key, to: &text)
      text += ": "
      member.value.print(to: &text, indentation: inner)
    }
    text += "\n" + indentation + "}"
  }

  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private static func spelling(of value: Double) -> String {
    if value.isNaN { return "\"NaN\"" }
    if value.isInfinite { return value < 0 ? "\"-Infinity\"" : "\"Infinity\"" }
    return value.description
  }

  private static func quote(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
