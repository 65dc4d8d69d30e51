// Phrases that several messages share.

/// What the user typed, in quotes.
package func quoted(_ text: String) -> String { "\"\(shown(text))\"" }

/// What the user typed: short, on one line, without control characters.
func shown(_ text: String, limit: Int = 40) -> String {
  var shown = ""
  for scalar in text.unicodeScalars.prefix(limit) {
    shown += scalar.properties.generalCategory.isShowable ? String(scalar) : "�"
  }
  return text.unicodeScalars.count > limit ? shown + "…" : shown
}

extension Unicode.GeneralCategory {
  fileprivate var isShowable: Bool {
    switch self {
    case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}

/// `a`, `a or b`, `a, b or c`.
func alternatives(_ names: [String], conjunction: String = "or") -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return "\(names.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
}

/// `a, b, c`, of a long list only the beginning.
func listed(_ names: [String]) -> String {
  let shown = names.prefix(24).joined(separator: ", ")
  return names.count > 24 ? "\(shown) and \(names.count - 24) more" : shown
}

/// `1 number`, `2 numbers`.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}

/// The names that a place allows, and whose they are: `heavy_ball has learning_rate, momentum`.
struct KnownNames {
  let owner: String
  let names: [String]

  init(_ owner: String, _ names: [String]) {
    self.owner = owner
    self.names = names
  }
}

/// unknown hyperparameter "momentun"; heavy_ball has learning_rate, momentum; did you mean momentum?
func unknown(_ kind: String, _ name: String, _ known: [KnownNames]) -> String {
  let owners = known.filter { !$0.names.isEmpty }.map { "; \($0.owner) has \(listed($0.names))" }
  return "unknown \(kind) \(quoted(name))" + owners.joined()
    + didYouMean(name, among: known.flatMap(\.names))
}

/// A number as people write it: the shortest text that reads back as the same number.
func shortest(_ value: Double) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
