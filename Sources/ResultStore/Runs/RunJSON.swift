import Foundation

/// How a run's files are written: JSON with keys in snake case, sorted, on one line. Keys that are not
/// known are passed over.
enum RunJSON {
  /// A line, with its break.
  static func line(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return try Array(encoder.encode(value)) + [UInt8(ascii: "\n")]
  }

  /// `nil` for what cannot be read: a torn line is what a killed process leaves.
  static func value<Value: Decodable>(_ type: Value.Type, _ bytes: some Sequence<UInt8>) -> Value? {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try? decoder.decode(type, from: Data(bytes))
  }
}
