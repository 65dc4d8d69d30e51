import Foundation
import QueryEngine

extension SQLValue {
  var isNumberOrNull: Bool {
    switch self {
    case .null, .integer, .real: true
    case .text, .bytes: false
    }
  }

  /// In a table for people: seven digits, as many as `float32` has.
  var tableText: String {
    switch self {
    case .null: ""
    case .integer(let integer): "\(integer)"
    case .real(let number): String(format: "%.7g", number)
    // What would break the table's lines is shown as it is written in JSON.
    case .text(let text):
      text.contains(where: \.isNewline) ? separatrix.jsonText(text) : text.printable()
    case .bytes(let bytes): hexadecimal(bytes)
    }
  }

  /// Numbers to the last bit, `inf` and `-inf`, nothing for NULL.
  var csvText: String {
    switch self {
    case .null: ""
    case .integer(let integer): "\(integer)"
    case .real(let number): "\(number)"
    case .text(let text): csvField(text)
    case .bytes(let bytes): hexadecimal(bytes)
    }
  }

  /// Numbers to the last bit; JSON has none that are not finite, they are texts.
  var jsonText: String {
    switch self {
    case .null: "null"
    case .integer(let integer): "\(integer)"
    case .real(let number): number.isFinite ? "\(number)" : "\"\(number)\""
    case .text(let text): separatrix.jsonText(text)
    case .bytes(let bytes): separatrix.jsonText(hexadecimal(bytes))
    }
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String(format: "%02x", $0) }.joined()
  }
}

/// A field as RFC 4180 has it.
func csvField(_ text: String) -> String {
  let isPlain = !text.isEmpty && !text.contains { ",\"".contains($0) || $0.isNewline }
  return isPlain ? text : "\"\(text.replacing("\"", with: "\"\""))\""
}

/// A text in quotes.
func jsonText(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\u{0}"..<" ": result += String(format: "\\u%04x", scalar.value)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
