/// "1 core", "2 cores".
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}

/// Two decimals at most: "1.5", "2", "0.25".
func short(_ value: Double) -> String {
  let hundredths = (value * 100).rounded()
  guard hundredths.magnitude < 1e15 else { return "\(value)" }
  let text = "\(hundredths / 100)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// A size in bytes in the largest binary unit that keeps it above 1: "48 KiB".
func bytes(_ count: UInt64) -> String {
  var value = Double(count)
  var units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"][...]
  while value >= 1024, units.count > 1 {
    value /= 1024
    units.removeFirst()
  }
  let text = value < 100 ? short((value * 10).rounded() / 10) : short(value.rounded())
  return "\(text) \(units.first ?? "B")"
}

/// Increasing numbers with their runs drawn together: "0-3,8".
func ranges(_ numbers: [Int]) -> String {
  var runs: [ClosedRange<Int>] = []
  for number in numbers {
    if let last = runs.last, last.upperBound + 1 == number {
      runs[runs.count - 1] = last.lowerBound...number
    } else {
      runs.append(number...number)
    }
  }
  return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
    .joined(separator: ",")
}

/// Rows as lines whose columns begin below each other, three spaces apart.
func aligned(_ rows: [[String]]) -> [String] {
  let columns = rows.map(\.count).max() ?? 0
  let widths = (0..<columns).map { column in
    rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
  }
  return rows.map { row in
    var line = ""
    for (cell, width) in zip(row, widths) where width > 0 {
      line += cell + String(repeating: " ", count: width - cell.count + 3)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
