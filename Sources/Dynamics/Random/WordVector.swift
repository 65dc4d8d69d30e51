/// One 32-bit word of each of several counters, every one in the lower half of 64 bits, as vectors
/// multiply them. What stands in the upper half does not matter.
///
/// Integers, so the bits are the same at every width. `UInt64` conforms as one lane.
protocol WordVector: BitwiseCopyable, Sendable {
  init(repeating word: UInt32)
  static func ^ (a: Self, b: Self) -> Self
  /// The product with the word, of 64 bits.
  func times(_ factor: UInt32) -> Self
  /// The upper half.
  var upper: Self { get }
  /// With `other`'s word as the upper half.
  func joined(upper other: Self) -> Self
}
