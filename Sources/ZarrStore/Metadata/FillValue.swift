/// The value of every element that no chunk holds, kept as its bits.
///
/// In JSON an integer, a number, `"NaN"`, `"Infinity"`, `"-Infinity"`, or, for a NaN with other bits
/// than the usual ones, those bits as in `"0x7fc00001"`.
///
/// - Reference: https://zarr-specs.readthedocs.io/en/latest/v3/data-types/index.html
public struct FillValue: Hashable, Sendable {
  public let dataType: DataType

  /// The element's bits, extended with zeros. In memory the element is their first
  /// `dataType.size` bytes, least significant first.
  public let bits: UInt64

  public init<Element: ArrayElement>(_ value: Element) {
    dataType = Element.dataType
    bits = value.wideBits
  }

  private init(dataType: DataType, bits: UInt64) {
    self.dataType = dataType
    self.bits = bits
  }

  public static func zero(_ dataType: DataType) -> FillValue {
    FillValue(dataType: dataType, bits: 0)
  }

  var json: JSONValue {
    switch dataType {
    case .uint8, .uint32, .uint64: JSONValue(bits)
    case .int64: JSONValue(Int64(bitPattern: bits))
    case .float32: json(Float(bitPattern: UInt32(truncatingIfNeeded: bits)), usualNaN: 0x7FC0_0000)
    case .float64: json(Double(bitPattern: bits), usualNaN: 0x7FF8_0000_0000_0000)
    }
  }

  private func json(_ value: some BinaryFloatingPoint, usualNaN: UInt64) -> JSONValue {
    guard value.isNaN && bits != usualNaN else { return .number(exactly(value)) }
    let digits = String(bits, radix: 16)
    return .string("0x" + String(repeating: "0", count: dataType.size * 2 - digits.count) + digits)
  }

  /// The shortest decimal of a `Float`, not of the `Double` that equals it, is what people write.
  private func exactly(_ value: some BinaryFloatingPoint) -> Double {
    guard let float = value as? Float, float.isFinite else { return Double(value) }
    return Double(float.description) ?? Double(float)
  }

  init(_ field: MetadataField, dataType: DataType) throws(StoreError) {
    let bits: UInt64?
    switch dataType {
    case .uint8: bits = Self.integer(field.value, as: UInt8.self)?.wideBits
    case .uint32: bits = Self.integer(field.value, as: UInt32.self)?.wideBits
    case .uint64: bits = Self.integer(field.value, as: UInt64.self)?.wideBits
    case .int64: bits = Self.integer(field.value, as: Int64.self)?.wideBits
    case .float32:
      bits =
        Self.hexadecimal(field.value, digits: 8)
        ?? Self.number(field.value).map { Float($0).wideBits }
    case .float64:
      bits = Self.hexadecimal(field.value, digits: 16) ?? Self.number(field.value)?.wideBits
    }
    guard let bits else { throw field.error(expected: "a fill value of type \(dataType.rawValue)") }
    self.init(dataType: dataType, bits: bits)
  }

  private static func integer<Integer: FixedWidthInteger>(
    _ value: JSONValue?, as type: Integer.Type
  ) -> Integer? {
    if case .integer(let integer)? = value { Integer(exactly: integer) } else { nil }
  }

  private static func number(_ value: JSONValue?) -> Double? {
    switch value?.string {
    case "NaN": .nan
    case "Infinity": .infinity
    case "-Infinity": -.infinity
    default: value?.double
    }
  }

  private static func hexadecimal(_ value: JSONValue?, digits: Int) -> UInt64? {
    guard let text = value?.string, text.hasPrefix("0x"), text.utf8.count == digits + 2 else {
      return nil
    }
    return UInt64(text.dropFirst(2), radix: 16)
  }
}
