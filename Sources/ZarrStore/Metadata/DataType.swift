/// The element type of an array.
///
/// - Reference: https://zarr-specs.readthedocs.io/en/latest/v3/data-types/index.html
public enum DataType: String, CaseIterable, Hashable, Sendable {
  case uint8, uint32, uint64, int64, float32, float64

  /// Bytes per element.
  public var size: Int {
    switch self {
    case .uint8: 1
    case .uint32, .float32: 4
    case .uint64, .int64, .float64: 8
    }
  }
}

/// A Swift type that an array can hold.
public protocol ArrayElement: BitwiseCopyable, Sendable {
  static var dataType: DataType { get }
  static var zero: Self { get }

  /// The element's bits, extended with zeros.
  var wideBits: UInt64 { get }
}

extension UInt8: ArrayElement {
  public static var dataType: DataType { .uint8 }
  public var wideBits: UInt64 { UInt64(self) }
}

extension UInt32: ArrayElement {
  public static var dataType: DataType { .uint32 }
  public var wideBits: UInt64 { UInt64(self) }
}

extension UInt64: ArrayElement {
  public static var dataType: DataType { .uint64 }
  public var wideBits: UInt64 { self }
}

extension Int64: ArrayElement {
  public static var dataType: DataType { .int64 }
  public var wideBits: UInt64 { UInt64(bitPattern: self) }
}

extension Float: ArrayElement {
  public static var dataType: DataType { .float32 }
  public var wideBits: UInt64 { UInt64(bitPattern) }
}

extension Double: ArrayElement {
  public static var dataType: DataType { .float64 }
  public var wideBits: UInt64 { bitPattern }
}
