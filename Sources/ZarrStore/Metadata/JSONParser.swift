/// Why a text is not JSON, and where. Lines and columns count from 1; a column is a byte.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  public let line: Int
  public let column: Int
  public let problem: String
  /// Whether it may be JSON, but nested deeper than is read.
  var isOfDepth = false

  public var description: String { "line \(line), column \(column): \(problem)" }
}

extension JSONValue {
  /// Reads one JSON text (RFC 8259), in UTF-8.
  ///
  /// - Throws: `JSONSyntaxError`, also for values nested more than 100 deep.
  public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.parse()
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  private var position = 0
  private let deepest = 100

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func parse() throws(JSONSyntaxError) -> JSONValue {
    let value = try parseValue(depth: 0)
    skipBlanks()
    if position < bytes.count { throw error("there is more text after the value") }
    return value
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func error(_ problem: String) -> JSONSyntaxError {
    let before = bytes[..<min(position, bytes.count)]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    return JSONSyntaxError(line: line, column: before.count - lineStart + 1, problem: problem)
  }

  private func unexpected(_ wanted: String) -> JSONSyntaxError {
    guard let next else { return error("the text ends where \(wanted) was expected") }
    return error("found '\(Character(UnicodeScalar(next)))' where \(wanted) was expected")
  }

  private mutating func skipBlanks() {
    while let next, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func parseValue(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    guard depth <= deepest else {
      var tooDeep = error("values are nested more than \(deepest) deep")
      tooDeep.isOfDepth = true
      throw tooDeep
    }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try parseObject(depth: depth)
    case UInt8(ascii: "["): return try parseArray(depth: depth)
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
    case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
    case UInt8(ascii: "n"): return try parseWord("null", .null)
    case UInt8(ascii: "-"): return try parseNumber()
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try parseNumber()
    default: throw unexpected("a value")
    }
  }

  private mutating func parseWord(
    _ word: String, _ value: JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw unexpected("'\(word)'") }
    position += word.utf8.count
    return value
  }

  private mutating func parseObject(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    position += 1
    var members: [String: JSONValue] = [:]
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw unexpected("a member's name in quotes") }
      let name = try parseString()
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw unexpected("':'") }
      members[name] = try parseValue(depth: depth + 1)
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw unexpected("',' or '}'") }
    }
  }

  private mutating func parseArray(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    position += 1
    var values: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array(values) }
    while true {
      values.append(try parseValue(depth: depth + 1))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(values) }
      guard take(UInt8(ascii: ",")) else { throw unexpected("',' or ']'") }
    }
  }

  private mutating func takeDigits() -> Int {
    let start = position
    while let next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { position += 1 }
    return position - start
  }

  private mutating func parseNumber() throws(JSONSyntaxError) -> JSONValue {
    let start = position
    _ = take(UInt8(ascii: "-"))
    let leadingZero = next == UInt8(ascii: "0")
    let digits = takeDigits()
    guard digits > 0 else { throw unexpected("a digit") }
    if leadingZero && digits > 1 { throw error("a number may not begin with a superfluous 0") }
    var isInteger = true
    if take(UInt8(ascii: ".")) {
      isInteger = false
      guard takeDigits() > 0 else { throw unexpected("a digit after the point") }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isInteger = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard takeDigits() > 0 else { throw unexpected("a digit of the exponent") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger, let value = Int128(text) { return .integer(value) }
    guard let value = Double(text) else { throw error("'\(text)' is not a number") }
    return .number(value)
  }

  private mutating func parseString() throws(JSONSyntaxError) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw error("a string is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"):
        position += 1
        text += try parseEscape()
      case 0..<0x20: throw error("a control character in a string must be escaped")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw error("the text ends inside a string")
  }

  private mutating func parseEscape() throws(JSONSyntaxError) -> [UInt8] {
    guard let letter = next else { throw error("the text ends inside a string") }
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try parseUnicodeEscape()
    default: throw error("'\\\(Character(UnicodeScalar(letter)))' is not an escape of JSON")
    }
  }

  private mutating func parseUnicodeEscape() throws(JSONSyntaxError) -> [UInt8] {
    var units = [try parseFourDigits()]
    if UTF16.isLeadSurrogate(units[0]) {
      guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
        throw error("half of a surrogate pair")
      }
      units.append(try parseFourDigits())
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw error("half of a surrogate pair")
    }
    return Array(text.utf8)
  }

  private mutating func parseFourDigits() throws(JSONSyntaxError) -> UInt16 {
    let digits = bytes[position...].prefix(4)
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.count == 4, !text.hasPrefix("+"), !text.hasPrefix("-"),
      let unit = UInt16(text, radix: 16)
    else { throw error("'\\u' needs four hexadecimal digits") }
    position += 4
    return unit
  }
}
