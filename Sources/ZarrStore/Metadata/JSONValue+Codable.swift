import Foundation

extension JSONValue {
  /// The JSON of any encodable value, for attributes that are defined as Swift types.
  public init(encoding value: some Encodable) throws {
    self = try JSONValue(parsing: Array(JSONEncoder().encode(value)))
  }

  /// The Swift value that this JSON describes.
  public func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(type, from: Data(prettyPrinted.utf8))
  }
}
