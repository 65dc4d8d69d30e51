import Foundation

/// y = c xᵖ fitted by least squares between the logarithms.
public struct PowerLaw: Sendable, Hashable {
  /// p
  public let exponent: Double
  /// c
  public let factor: Double
  /// Pairs that took part: finite and above 0.
  public let count: Int

  /// `nil` unless there are two different x at least.
  public init?(_ pairs: [(x: Double, y: Double)]) {
    let usable = pairs.filter { $0.x > 0 && $0.y > 0 && $0.x.isFinite && $0.y.isFinite }
      .map { (x: log($0.x), y: log($0.y)) }
    let n = Double(usable.count)
    let x = usable.reduce(0) { $0 + $1.x } / n
    let y = usable.reduce(0) { $0 + $1.y } / n
    let square = usable.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
    guard usable.count > 1, square > 0 else { return nil }
    exponent = usable.reduce(0) { $0 + ($1.x - x) * ($1.y - y) } / square
    factor = exp(y - exponent * x)
    count = usable.count
  }
}
