import SweepPlan

/// What `--versus` changes, apart by `;`: `optimizer=lion; learning_rate=0.1`.
struct Variation {
  let text: String
  let changes: [String]

  init(_ text: String) {
    self.text = text
    changes = text.split(separator: ";").map(String.init).map { $0.trimmingSpaces }
      .filter { !$0.isEmpty }
  }

  /// The changes with a key and a value, of what is before `=` and after it.
  var pairs: [(key: String, value: String)] {
    changes.map { change in
      guard let equals = change.firstIndex(of: "=") else { return (change, "") }
      return (String(change[..<equals]), String(change[change.index(after: equals)...]))
    }
  }

  /// The only key that is changed, if it is an axis of the plan.
  func axis(of plan: Plan) -> String? {
    guard pairs.count == 1, let key = pairs.first?.key,
      plan.axes.contains(where: { $0.name == key })
    else { return nil }
    return key
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
