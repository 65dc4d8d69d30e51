/// An opaque colour in sRGB.
public struct Color: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  /// `Color(0xRRGGBB)`.
  public init(_ hex: UInt32) {
    red = UInt8(truncatingIfNeeded: hex >> 16)
    green = UInt8(truncatingIfNeeded: hex >> 8)
    blue = UInt8(truncatingIfNeeded: hex)
  }

  /// The colour at `fraction` of the way to another, channel by channel.
  public func mixed(with other: Color, _ fraction: Double) -> Color {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt32 {
      UInt32((Double(a) + (Double(b) - Double(a)) * min(max(fraction, 0), 1)).rounded())
    }
    return Color(mix(red, other.red) << 16 | mix(green, other.green) << 8 | mix(blue, other.blue))
  }

  /// The pixel Cairo calls RGB24.
  package var pixel: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

  public static let white = Color(0xFFFFFF)
  /// Lines, frames and text.
  public static let ink = Color(0x222222)
  /// What is said in a lower voice: subtitles and notes.
  public static let quiet = Color(0x6A6A6A)
  /// Lines that only guide the eye.
  public static let faint = Color(0xE4E4E4)
  /// Cells that hold no value.
  public static let absent = Color(0xDEDEDE)
}
