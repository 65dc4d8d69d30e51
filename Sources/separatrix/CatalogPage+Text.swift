extension CatalogPage {
  /// The page as people read it in a terminal, 80 columns wide.
  var text: String {
    var lines = ["\(name) · \(kind)", "", summary, ""] + equation.map { "    \($0)" } + [""]
    if !numbers.isEmpty {
      lines += ["numbers"] + table(numbers, indent: "  ") + [""]
    }
    for choice in choices {
      lines.append("\(choice.name): \(choice.summary)")
      let width = choice.options.map(\.name.count).max() ?? 0
      for (index, option) in choice.options.enumerated() {
        let sentence = option.summary + (index == 0 ? " (default)" : "")
        lines += wrapped(sentence, first: "  \(option.name.padded(to: width))  ")
        let inner = String(repeating: " ", count: width + 4)
        if !option.removes.isEmpty {
          lines += wrapped("without \(option.removes.joined(separator: ", "))", first: inner)
        }
        lines += table(option.adds, indent: inner)
      }
      lines.append("")
    }
    let width = facts.map(\.title.count).max() ?? 0
    for fact in facts {
      lines += wrapped(fact.text, first: "\(fact.title.padded(to: width))  ")
    }
    return (lines + ["", "    \(example)"]).joined(separator: "\n")
  }

  /// Name, symbol, default or usual values, meaning.
  private func table(_ numbers: [Number], indent: String) -> [String] {
    let names = numbers.map(\.name.count).max() ?? 0
    let symbols = numbers.map(\.symbol.count).max() ?? 0
    let values = numbers.map(\.value)
    let width = values.map(\.count).max() ?? 0
    return zip(numbers, values).flatMap { number, value in
      wrapped(
        number.summary,
        first: "\(indent)\(number.name.padded(to: names))  \(number.symbol.padded(to: symbols))  "
          + "\(value.padded(to: width))  ")
    }
  }

  /// Lines of at most 80 columns that begin under the end of `first`.
  private func wrapped(_ text: String, first: String) -> [String] {
    var lines: [String] = []
    var line = first
    let indent = String(repeating: " ", count: first.count)
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > 80 {
        lines.append(line)
        line = indent
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}

extension CatalogPage.Number {
  /// `= 0.9`, or what is usual where there is no default.
  fileprivate var value: String {
    let range = usual.flatMap { $0.count == 2 ? "\(plain($0[0])) to \(plain($0[1]))" : nil }
    switch (`default`, range) {
    case (let value?, let range?): return "= \(plain(value)), usually \(range)"
    case (let value?, nil): return "= \(plain(value))"
    case (nil, let range?): return "usually \(range)"
    case (nil, nil): return "to be given"
    }
  }
}

extension String {
  /// Filled up with blanks.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
