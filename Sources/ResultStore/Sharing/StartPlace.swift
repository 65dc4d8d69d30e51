/// Where among the tiles to do a process begins, so that processes that know nothing of each other begin
/// far apart, however many there are.
///
/// Element i of an array begins at the fractional part of i·φ, where φ = (√5 − 1)/2: of the first n of
/// these places no two are nearer than about 0.38/n, for every n.
///
/// - Reference: D. E. Knuth, The Art of Computer Programming, volume 3, §6.4 (Fibonacci hashing)
public struct StartPlace: Sendable, Hashable {
  /// In units of 2⁻⁶⁴.
  private let fraction: UInt64
  private static var goldenRatio: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  public static let first = StartPlace(fraction: 0)

  public init(element: Int) { fraction = UInt64(truncatingIfNeeded: element) &* Self.goldenRatio }

  /// Of a process without a number: by its ID's hash (FNV-1a, spread by φ).
  public init(of run: RunID) {
    let hash = run.text.utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    fraction = (hash ^ hash >> 32) &* Self.goldenRatio
  }

  private init(fraction: UInt64) { self.fraction = fraction }

  /// One of 0 ..< `count`; 0 if there are none.
  package func index(among count: Int) -> Int {
    Int(fraction.multipliedFullWidth(by: UInt64(count)).high)
  }
}
