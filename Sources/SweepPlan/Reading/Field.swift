/// A value of the sweep under its name, asked for what it should be.
///
/// Every question has one answer or throws one message: the name, what was written, what was
/// expected.
struct Field {
  /// The dotted path that `--set` also takes, `axes.momentum.count`; empty for the whole sweep.
  let name: String
  let written: Written

  func error(_ message: String) -> SweepError { written.place.error(message) }

  /// steps is a list; expected a whole number
  func error(expected: String) -> SweepError {
    error("\(name.isEmpty ? "the sweep" : name) is \(written.phrase); expected \(expected)")
  }

  var isEmpty: Bool {
    if case .empty = written.content { true } else { false }
  }

  var isList: Bool {
    if case .list = written.content { true } else { false }
  }

  var isMapping: Bool {
    if case .mapping = written.content { true } else { false }
  }

  /// The plain text, if it is not in quotes.
  private var plain: String? {
    if case .text(let text, isQuoted: false) = written.content { text } else { nil }
  }

  /// A word, in quotes or not.
  func word(expected: String) throws(SweepError) -> String {
    guard case .text(let text, _) = written.content else { throw error(expected: expected) }
    return text
  }

  /// A finite number.
  func number(expected: String = "a number") throws(SweepError) -> Double {
    guard let plain, let value = readNumber(plain) else { throw error(expected: expected) }
    guard value.isFinite else {
      throw error(expected: expected == "a number" ? "a finite number" : expected)
    }
    return value + 0  // −0 becomes 0: equal sweeps print alike.
  }

  /// A number that `precision` can hold.
  func number(in precision: Precision) throws(SweepError) -> Double {
    let value = try number()
    guard precision == .float64 || Float(value).isFinite else {
      throw error(
        "\(name) is \(shortest(value)), beyond float32, which ends at "
          + "\(Float.greatestFiniteMagnitude); try precision: float64")
    }
    return value
  }

  /// A whole number, written in any way that is exactly one: `1000`, `1_000`, `1e3`.
  func wholeNumber(in range: ClosedRange<Int>) throws(SweepError) -> Int {
    guard let plain, let number = readNumber(plain), let value = Int(exactly: number),
      range.contains(value)
    else {
      throw error(expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// One of a type's names.
  func choice<Choice>(of _: Choice.Type) throws(SweepError) -> Choice
  where Choice: RawRepresentable<String> & CaseIterable {
    let choices = Array(Choice.allCases)
    return choices[try index(among: choices.map(\.rawValue))]
  }

  /// Which of several names was written, or a synonym of one of them.
  func index(among names: [String], synonyms: [String: String] = [:]) throws(SweepError) -> Int {
    let typed = try word(expected: alternatives(names))
    let meant = synonyms[typed.lowercased()] ?? typed
    guard let index = names.firstIndex(of: typed) ?? names.firstIndex(of: meant) else {
      throw error(expected: alternatives(names) + didYouMean(typed, among: names))
    }
    return index
  }

  /// The items of a list.
  func list(expected: String) throws(SweepError) -> [Field] {
    guard case .list(let items) = written.content else { throw error(expected: expected) }
    return items.enumerated().map { Field(name: "\(name)[\($0)]", written: $1) }
  }

  /// The entries of a mapping, in order.
  func entries(expected: String) throws(SweepError) -> [(key: String, place: Place, value: Field)] {
    guard case .mapping(let entries) = written.content else { throw error(expected: expected) }
    return entries.map { entry in
      let path = name.isEmpty ? entry.key : "\(name).\(entry.key)"
      return (entry.key, entry.place, Field(name: path, written: entry.value))
    }
  }
}
