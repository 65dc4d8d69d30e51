import Testing
import Theory

struct RationalPolynomialTests {
  /// Of these roots.
  private func polynomial(_ roots: [Rational]) -> RationalPolynomial {
    roots.reduce(RationalPolynomial([1])) { $0 * RationalPolynomial([-$1, 1]) }
  }

  private func roots(_ count: Int, _ random: inout SplitMix) -> [Rational] {
    var found: [Rational] = []
    while found.count < count {
      let root = Rational(
        Int.random(in: -30...30, using: &random), over: Int.random(in: 1...12, using: &random))
      if !found.contains(root) { found.append(root) }
    }
    return found
  }

  @Test func `square-free factors have the roots of each multiplicity`() {
    var random = SplitMix(state: 1)
    for _ in 0..<40 {
      let all = roots(6, &random)
      let (once, twice, thrice) = (Array(all[0..<3]), Array(all[3..<5]), [all[5]])
      let p = polynomial(once + twice + twice + thrice + thrice + thrice)
      #expect(
        (Rational(-7, over: 3) * p).squareFreeFactors
          == [polynomial(once), polynomial(twice), polynomial(thrice)])
    }
    #expect(RationalPolynomial([5]).squareFreeFactors == [])
    #expect(RationalPolynomial.zero.squareFreeFactors == [])
  }

  @Test func `roots that are fractions are found as fractions, with multiplicities`() {
    var random = SplitMix(state: 2)
    for _ in 0..<40 {
      let all = roots(4, &random)
      let p = polynomial(all + [all[0]])
      let found = p.roots
      #expect(Set(found.map(\.exact)) == Set(all))
      #expect(found.first { $0.exact == all[0] }?.multiplicity == 2)
      let sizes = found.map(\.magnitude)
      #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 >= $1 })
    }
  }

  @Test func `other roots make the polynomial zero, in pairs`() {
    // ζ³ − 18/11 ζ² + 9/11 ζ − 2/11 of BDF3: 1 and (7 ± i√39)/22
    let p = RationalPolynomial([
      Rational(-2, over: 11), Rational(9, over: 11), Rational(-18, over: 11), 1,
    ])
    let found = p.roots
    #expect(found.map(\.exact) == [1, nil, nil])
    let root = Complex(7.0 / 22, 39.0.squareRoot() / 22)
    #expect((found[1].value - root).magnitude < 1e-15)
    #expect(found[2].value == Complex(found[1].value.real, -found[1].value.imaginary))
  }

  @Test func `a common divisor, whatever the factors`() {
    var random = SplitMix(state: 3)
    for _ in 0..<40 {
      let all = roots(7, &random)
      let shared = polynomial(Array(all[0..<2]))
      let (p, q) = (polynomial(Array(all[2..<4])), polynomial(Array(all[4..<7])))
      #expect(RationalPolynomial.gcd(Rational(2, over: 9) * (p * shared), q * shared) == shared)
      #expect(RationalPolynomial.gcd(p, q) == RationalPolynomial([1]))
    }
  }

  @Test func `text has the highest power first`() {
    let p = RationalPolynomial([Rational(9, over: 10), Rational(-19, over: 10), 1])
    #expect(p.text("ζ") == "ζ² − 19/10 ζ + 9/10")
    #expect(
      RationalPolynomial([0, -1]).text("x") == "−x" && RationalPolynomial.zero.text("x") == "0")
    #expect(RationalPolynomial([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]).text("x") == "2 x¹⁰")
  }
}
