import Foundation

extension RationalPolynomial {
  /// A root with its multiplicity.
  package struct Root: Hashable, Sendable {
    package let value: Complex
    /// Of a root that is a fraction.
    package let exact: Rational?
    package let multiplicity: Int

    package var magnitude: Double { exact?.magnitude.double ?? value.magnitude }
  }

  /// All roots, the largest in magnitude first, of a pair the upper first. Multiplicities and fractions
  /// are exact; the others are as good as the coefficients' 53 digits allow for simple roots.
  package var roots: [Root] {
    let found = squareFreeFactors.enumerated().flatMap { index, factor in
      factor.simpleRoots.map {
        Root(value: $0.0, exact: $0.1, multiplicity: index + 1)
      }
    }
    return found.sorted { a, b in
      let difference = a.magnitude - b.magnitude
      if abs(difference) > 1e-12 * a.magnitude { return difference > 0 }
      return (a.value.real, a.value.imaginary) > (b.value.real, b.value.imaginary)
    }
  }

  /// Roots of a polynomial that has none twice; fractions are divided out before the rest is found.
  private var simpleRoots: [(Complex, Rational?)] {
    var rest = self
    var found: [(Complex, Rational?)] = []
    for root in rest.approximateRoots where abs(root.imaginary) <= 1e-6 * (1 + root.magnitude) {
      let exact = Rational.convergents(of: root.real).first {
        abs($0.double - root.real) <= 1e-6 * (1 + root.magnitude) && rest.sign(at: $0) == 0
      }
      guard let exact, rest.degree > 0 else { continue }
      found.append((Complex(exact.double), exact))
      rest = rest / RationalPolynomial([-exact, 1])
    }
    return found + rest.approximateRoots.map { ($0, nil) }
  }

  private var approximateRoots: [Complex] {
    guard degree > 0 else { return [] }
    // Of real coefficients: what is real but for rounding is real, and the others come in pairs.
    return RootFinder(coefficients.map { Complex(($0 / leading).double) }).roots.flatMap { root in
      if abs(root.imaginary) <= 1e-13 * (1 + root.magnitude) { return [Complex(root.real)] }
      return root.imaginary > 0 ? [root, Complex(root.real, -root.imaginary)] : []
    }
  }
}

/// All roots of a complex polynomial at once, by Aberth's iteration.
///
///     zₖ ← zₖ − N/(1 − N Σ 1/(zₖ − zⱼ)),  N = p(zₖ)/p′(zₖ)
///
/// - Reference: O. Aberth, 1973, doi:10.1090/S0025-5718-1973-0329236-7.
struct RootFinder {
  /// From the constant term up.
  private let coefficients: [Complex]

  /// - Parameter coefficients: From the constant term up; the last is not 0.
  init(_ coefficients: [Complex]) { self.coefficients = coefficients }

  var roots: [Complex] {
    var roots = start
    refine(&roots)
    return roots
  }

  private var start: [Complex] {
    var roots: [Complex] = []
    let degree = coefficients.count - 1
    // Off the axes, so that no symmetry holds the iteration up.
    let size = coefficients.dropLast().map(\.magnitude).max() ?? 0
    let radius = min(1 + size / coefficients[degree].magnitude, 2)
    for k in 0..<degree {
      let angle = 2 * Double.pi * (Double(k) + 0.3) / Double(degree)
      roots.append(Complex(radius * cos(angle), radius * sin(angle)))
    }
    return roots
  }

  /// Moves approximations to the roots; near ones take few rounds. It begins anew where two have met,
  /// where there are not as many as roots, and where they do not settle: real approximations never leave
  /// the axis if the coefficients are real.
  func refine(_ roots: inout [Complex], tolerance: Double = 1e-15) {
    let isUsable = roots.count == coefficients.count - 1 && Set(roots).count == roots.count
    if isUsable, settle(&roots, tolerance, rounds: 30) { return }
    roots = start
    _ = settle(&roots, tolerance, rounds: 200)
  }

  /// - Returns: Whether the last steps were shorter than `tolerance`.
  private func settle(_ roots: inout [Complex], _ tolerance: Double, rounds: Int) -> Bool {
    for _ in 0..<rounds {
      var largest = 0.0
      for k in roots.indices {
        var (value, slope): (Complex, Complex) = (0, 0)
        for coefficient in coefficients.reversed() {
          slope = slope * roots[k] + value
          value = value * roots[k] + coefficient
        }
        guard value != 0 else { continue }
        var others: Complex = 0
        for j in roots.indices where j != k && roots[j] != roots[k] {
          others = others + 1 / (roots[k] - roots[j])
        }
        let step = value / (slope - value * others)
        guard step.isFinite else { continue }
        roots[k] = roots[k] - step
        largest = max(largest, step.magnitude / (1e-3 + roots[k].magnitude))
      }
      if largest < tolerance { return true }
    }
    return false
  }
}
