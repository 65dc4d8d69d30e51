/// An initial point that is drawn: every coordinate uniform between −`radius` and `radius`.
///
///     xᵢ = radius · (2k + 1 − 2²⁴)/2²⁴,   k = the upper 24 bits of word i mod 4 of block ⌊i/4⌋
///
/// of Philox4x32-10 with the key (start seed, 3); 3 is a stream that no noise uses. The fraction is a
/// number of both precisions, so with a radius that is a power of two starts are the same in both, and
/// otherwise up to the rounding of the product.
public struct RandomStart: Sendable, Hashable {
  public let radius: Double

  public init(radius: Double) { self.radius = radius }

  /// Coordinate `index` of the start that the seed stands for.
  public func value(seed: Double, _ index: Int) -> Double {
    let words = philoxWords(
      counter: (UInt32(truncatingIfNeeded: index / 4), 0, 0, 0),
      key: (UInt32(exactly: seed) ?? 0, Self.stream))
    let word = [words.0, words.1, words.2, words.3][index % 4]
    return radius * ((Double(2 * Int(word >> 8) + 1) - 0x1p24) / 0x1p24)
  }

  static var stream: UInt32 { 3 }
  /// Seeds that may be chosen.
  static var seeds: ClosedRange<Int> { 0...Int(UInt32.max) }
}
