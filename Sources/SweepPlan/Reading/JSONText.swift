/// JSON in its one canonical spelling: no spaces, keys sorted, the shortest numbers. Equal values
/// are equal texts.
enum JSONText {
  case empty
  case number(Double)
  case whole(Int)
  /// A name or a path of letters, digits, `_`, `.` and `/`.
  case word(String)
  case list([JSONText])
  case object([String: JSONText])

  var text: String {
    switch self {
    case .empty: "null"
    case .number(let value): shortest(value)
    case .whole(let value): "\(value)"
    case .word(let word): "\"\(word)\""
    case .list(let items): "[\(items.map(\.text).joined(separator: ","))]"
    case .object(let fields):
      "{"
        + fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value.text)" }
        .joined(separator: ",") + "}"
    }
  }
}
