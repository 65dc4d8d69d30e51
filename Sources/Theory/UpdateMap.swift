/// One step of a linear rule on the field F(x) = λx, written as a matrix. The iterates shrink
/// exactly if its spectral radius is below 1.
///
/// A real λ is a curvature, one coordinate x, and every entry is real. A complex λ = a + ib is a
/// plane that F turns, x = x₁ + ix₂:
///
///     F₁ = a x₁ − b x₂
///     F₂ = b x₁ + a x₂
///
/// A rule that remembers more than one number per coordinate needs another case, and that case the
/// eigenvalues of a larger matrix.
public enum UpdateMap: Sendable, Hashable {
  /// x ← m x: a rule without memory.
  case factor(Complex)
  /// (x, v) ← (xx x + xv v, vx x + vv v): a rule that remembers v, such as a velocity.
  case matrix(xx: Complex, xv: Complex, vx: Complex, vv: Complex)
  /// (x₁, x₂) ← (xx x₁ + xy x₂, yx x₁ + yy x₂): a rule without memory that treats the two
  /// coordinates of a plane differently.
  case plane(xx: Double, xy: Double, yx: Double, yy: Double)

  /// The eigenvalues, the largest in magnitude first; of a complex pair the upper first.
  public var eigenvalues: [Complex] {
    switch self {
    case .factor(let factor):
      [factor]
    case .matrix(let xx, let xv, let vx, let vv):
      Self.pair(xx, xv, vx, vv)
    case .plane(let xx, let xy, let yx, let yy):
      Self.pair(Complex(xx), Complex(xy), Complex(yx), Complex(yy))
    }
  }

  /// The largest magnitude of an eigenvalue, ρ; +∞ if an entry is not a finite number.
  public var spectralRadius: Double {
    guard let first = eigenvalues.first, first.isFinite else { return .infinity }
    return first.magnitude
  }

  /// What one step makes of an iterate and what is remembered; a rule without memory drops it.
  public func step(x: Complex, v: Complex) -> (x: Complex, v: Complex) {
    switch self {
    case .factor(let factor):
      (factor * x, 0)
    case .matrix(let xx, let xv, let vx, let vv):
      (xx * x + xv * v, vx * x + vv * v)
    case .plane(let xx, let xy, let yx, let yy):
      (Complex(xx * x.real + xy * x.imaginary, yx * x.real + yy * x.imaginary), 0)
    }
  }

  /// The same for the one coordinate of a real λ.
  public func step(x: Double, v: Double) -> (x: Double, v: Double) {
    let next = step(x: Complex(x), v: Complex(v))
    return (next.x.real, next.v.real)
  }

  /// The roots of μ² − (a + d)μ + (ad − bc), by the formula that subtracts nothing twice:
  ///
  ///     m = (a + d)/2     Δ = ((a − d)/2)² + bc
  ///     μ₁ = m ± √Δ, the sign for which Re(m̄√Δ) ≥ 0     μ₂ = (ad − bc)/μ₁
  ///
  /// If √Δ stands at a right angle to m, as for a real matrix with complex roots, both are m ± √Δ.
  ///
  /// - Reference: N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2002, §1.8.
  private static func pair(_ a: Complex, _ b: Complex, _ c: Complex, _ d: Complex) -> [Complex] {
    let entries = [a, b, c, d]
    guard entries.allSatisfy(\.isFinite) else { return [Complex(.infinity), Complex(.infinity)] }
    let largest = entries.reduce(0) { max($0, $1.magnitude) }
    if largest > 1e150 {
      // Squares would overflow: the eigenvalues of M are those of M/s, times s.
      return pair(a / largest, b / largest, c / largest, d / largest).map { largest * $0 }
    }
    let mean = a / 2 + d / 2
    let halfDifference = a / 2 - d / 2
    let root = dot([(halfDifference, halfDifference), (b, c)]).squareRoot()
    let along = mean.real * root.real + mean.imaginary * root.imaginary
    if along == 0 { return [mean + root, mean - root] }
    let first = along < 0 ? mean - root : mean + root
    return [first, dot([(a, d), (-b, c)]) / first]
  }

  private static func dot(_ products: [(Complex, Complex)]) -> Complex {
    Complex(
      dot(products.flatMap { [($0.real, $1.real), (-$0.imaginary, $1.imaginary)] }),
      dot(products.flatMap { [($0.real, $1.imaginary), ($0.imaginary, $1.real)] }))
  }

  /// Σ pₖqₖ as if computed with twice the digits: the rounding errors of products and sums are
  /// found and added at the end.
  ///
  /// - Reference: T. Ogita, S. M. Rump, S. Oishi, 2005, doi:10.1137/030601818, algorithm 5.3.
  private static func dot(_ products: [(Double, Double)]) -> Double {
    var (sum, error) = (0.0, 0.0)
    for (p, q) in products {
      let product = p * q
      let next = sum + product
      let added = next - sum
      error += (sum - (next - added)) + (product - added) + (-product).addingProduct(p, q)
      sum = next
    }
    return sum + error
  }
}
