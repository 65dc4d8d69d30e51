/// One step of an optimizer on ½λx², written as a matrix. The map is linear, so the matrix is its
/// Jacobian everywhere, and the iterates shrink exactly if its spectral radius is below 1.
///
/// A rule that remembers more than one number per coordinate needs another case, and that case the
/// eigenvalues of a larger matrix.
public enum UpdateMap: Sendable, Hashable {
  /// x ← m x: a rule without memory.
  case factor(Double)
  /// (x, v) ← (xx x + xv v, vx x + vv v): a rule that remembers a velocity.
  case matrix(xx: Double, xv: Double, vx: Double, vv: Double)

  /// The eigenvalues, the largest in magnitude first; of a complex pair the upper first.
  public var eigenvalues: [Eigenvalue] {
    switch self {
    case .factor(let factor):
      [Eigenvalue(real: factor)]
    case .matrix(let xx, let xv, let vx, let vv):
      Self.pair(xx, xv, vx, vv)
    }
  }

  /// The largest magnitude of an eigenvalue, ρ; +∞ if an entry is not a finite number.
  public var spectralRadius: Double {
    let radius = eigenvalues.first?.magnitude ?? 0
    return radius.isNaN ? .infinity : radius
  }

  /// What one step makes of an iterate and its velocity; a rule without memory drops the velocity.
  public func step(x: Double, v: Double) -> (x: Double, v: Double) {
    switch self {
    case .factor(let factor): (factor * x, 0)
    case .matrix(let xx, let xv, let vx, let vv): (xx * x + xv * v, vx * x + vv * v)
    }
  }

  /// The roots of μ² − (a + d)μ + (ad − bc), by the formula that subtracts nothing twice:
  ///
  ///     m = (a + d)/2     Δ = ((a − d)/2)² + bc
  ///     Δ ≥ 0:  μ₁ = m + sign(m)√Δ,  μ₂ = (ad − bc)/μ₁
  ///     Δ < 0:  μ  = m ± i√−Δ,       |μ|² = ad − bc
  ///
  /// - Reference: N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2002, §1.8.
  private static func pair(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> [Eigenvalue] {
    let largest = max(max(a.magnitude, b.magnitude), max(c.magnitude, d.magnitude))
    guard largest < .infinity else {
      return [Eigenvalue(real: .infinity), Eigenvalue(real: .infinity)]
    }
    if largest > 1e150 {
      // Squares would overflow: the eigenvalues of M are those of M/s, times s.
      return pair(a / largest, b / largest, c / largest, d / largest).map {
        Eigenvalue(real: $0.real * largest, imaginary: $0.imaginary * largest)
      }
    }
    let mean = a / 2 + d / 2
    let halfDifference = a / 2 - d / 2
    let discriminant = sum(halfDifference, halfDifference, b, c)
    let determinant = sum(a, d, -b, c)
    if discriminant < 0 {
      let imaginary = (-discriminant).squareRoot()
      return [
        Eigenvalue(real: mean, imaginary: imaginary),
        Eigenvalue(real: mean, imaginary: -imaginary),
      ]
    }
    let root = discriminant.squareRoot()
    let first = mean < 0 ? mean - root : mean + root
    // Both roots are 0 if the larger is.
    let second = first == 0 ? 0 : determinant / first
    return [Eigenvalue(real: first), Eigenvalue(real: second)]
  }

  /// pq + rs with the products' rounding errors made good (Kahan's difference of products).
  private static func sum(_ p: Double, _ q: Double, _ r: Double, _ s: Double) -> Double {
    let product = r * s
    let error = (-product).addingProduct(r, s)
    return product.addingProduct(p, q) + error
  }
}
