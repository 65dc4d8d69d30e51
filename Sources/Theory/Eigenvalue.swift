/// A root μ of a matrix's characteristic polynomial, complex in general.
public struct Eigenvalue: Sendable, Hashable {
  public let real: Double
  public let imaginary: Double

  public init(real: Double, imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// |μ|
  public var magnitude: Double {
    let larger = max(real.magnitude, imaginary.magnitude)
    guard larger > 0, larger < .infinity else { return larger }
    let (x, y) = (real / larger, imaginary / larger)
    return larger * (x * x + y * y).squareRoot()
  }
}
