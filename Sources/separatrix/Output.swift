import ArgumentParser
import Foundation

/// How a table is printed.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case csv
  case json
}

/// JSON on standard output, keys sorted.
func printJSON(_ value: some Encodable) throws { print(try encodedJSON(value)) }

/// JSON in several lines or one, keys sorted and in snake_case; numbers that are not finite are words.
func encodedJSON(_ value: some Encodable, isOneLine: Bool = false) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  if !isOneLine { encoder.outputFormatting.insert(.prettyPrinted) }
  encoder.keyEncodingStrategy = .convertToSnakeCase
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// 1048576 → "1,048,576"
func grouped(_ count: Int) -> String {
  var digits = String(count.magnitude)
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return (count < 0 ? "−" : "") + ([digits] + groups).joined(separator: ",")
}

/// 1, "tile" → "1 tile"; 1024 → "1,024 tiles"
func counted(_ count: Int, _ noun: String) -> String {
  "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
}

/// 6.23e9 → "6.23 G"; three significant digits, for rates and times.
func scaled(_ value: Double) -> String {
  guard value.isFinite else { return "–" }
  let units = [
    (1e12, " T"), (1e9, " G"), (1e6, " M"), (1e3, " k"), (1, " "), (1e-3, " m"), (1e-6, " µ"),
  ]
  let (unit, name) = units.first { value >= $0.0 } ?? (1, " ")
  return significant(value / unit, 3) + name
}

/// A decimal number with so many significant digits, without an exponent.
func significant(_ value: Double, _ digits: Int) -> String {
  guard value != 0, value.isFinite else { return "\(value == 0 ? "0" : "–")" }
  let before = Int(log10(abs(value)).rounded(.down)) + 1
  return String(format: "%.\(max(0, digits - before))f", value)
}

/// 75.3 → "1:15"
func duration(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds < 1e9 else { return "–" }
  let whole = Int(seconds.rounded())
  let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
  return hours > 0
    ? String(format: "%d:%02d:%02d", hours, minutes, rest)
    : String(format: "%d:%02d", minutes, rest)
}

/// 3221225472 → "3.0 GiB"
func bytesText(_ bytes: UInt64) -> String {
  let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"]
  var (value, unit) = (Double(bytes), 0)
  while value >= 1024, unit < units.count - 1 { (value, unit) = (value / 1024, unit + 1) }
  return unit == 0 ? "\(bytes) bytes" : "\(significant(value, 2)) \(units[unit])"
}
