/// A complex number: an eigenvalue of a field or of an update map, or an amplitude.
///
/// Our own rather than swift-numerics': a dozen lines of operations, products with real numbers
/// among them, and the one place that needs care, the roots of a quadratic, works on the real
/// parts anyway (`UpdateMap.eigenvalues`). Operations on real numbers stay exactly real.
public struct Complex: Sendable, Hashable {
  public let real: Double
  public let imaginary: Double

  public init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// Whether the imaginary part is exactly 0.
  public var isReal: Bool { imaginary == 0 }

  public var isFinite: Bool { real.isFinite && imaginary.isFinite }

  /// |z|, without overflow on the way.
  public var magnitude: Double {
    let larger = max(real.magnitude, imaginary.magnitude)
    guard larger > 0, larger < .infinity else { return larger }
    let (x, y) = (real / larger, imaginary / larger)
    return larger * (x * x + y * y).squareRoot()
  }

  /// |z|²
  public var squaredMagnitude: Double { real * real + imaginary * imaginary }

  /// The root in the right half-plane (the upper half of the imaginary axis included), by the
  /// formula that subtracts nothing:
  ///
  ///     t = √((|x| + |z|)/2)     √z = t + i y/2t  if x ≥ 0,   |y|/2t ± i t  else
  public func squareRoot() -> Complex {
    let root = (real.magnitude / 2 + magnitude / 2).squareRoot()
    if root == 0 { return 0 }
    if real >= 0 { return Complex(root, imaginary / (2 * root)) }
    return Complex(imaginary.magnitude / (2 * root), imaginary < 0 ? -root : root)
  }
}

extension Complex: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  public init(integerLiteral value: Int) { self.init(Double(value)) }
  public init(floatLiteral value: Double) { self.init(value) }
}

extension Complex {
  public static prefix func - (z: Complex) -> Complex { Complex(-z.real, -z.imaginary) }

  public static func + (a: Complex, b: Complex) -> Complex {
    Complex(a.real + b.real, a.imaginary + b.imaginary)
  }

  public static func - (a: Complex, b: Complex) -> Complex {
    Complex(a.real - b.real, a.imaginary - b.imaginary)
  }

  public static func * (a: Complex, b: Complex) -> Complex {
    Complex(
      a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  public static func * (a: Double, b: Complex) -> Complex { Complex(a * b.real, a * b.imaginary) }

  public static func / (a: Complex, b: Double) -> Complex { Complex(a.real / b, a.imaginary / b) }

  /// Divides numerator and denominator by the larger part of the denominator first (R. L. Smith,
  /// 1962, doi:10.1145/368637.368661): neither overflows where the quotient does not.
  public static func / (a: Complex, b: Complex) -> Complex {
    if b.real.magnitude >= b.imaginary.magnitude {
      let ratio = b.imaginary / b.real
      let denominator = b.real + b.imaginary * ratio
      return Complex(a.real + a.imaginary * ratio, a.imaginary - a.real * ratio) / denominator
    }
    let ratio = b.real / b.imaginary
    let denominator = b.real * ratio + b.imaginary
    return Complex(a.real * ratio + a.imaginary, a.imaginary * ratio - a.real) / denominator
  }
}
