import Testing
import Theory

struct RootConditionTests {
  private func factor(_ root: Rational) -> RationalPolynomial { RationalPolynomial([-root, 1]) }

  /// A pair r(cos θ ± i sin θ) with the cosine given.
  private func pair(_ radius: Rational, cosine: Rational) -> RationalPolynomial {
    RationalPolynomial([radius * radius, -2 * radius * cosine, 1])
  }

  private func random(_ from: Int, _ to: Int, _ generator: inout SplitMix) -> Rational {
    Rational(Int.random(in: from...to, using: &generator), over: 100)
  }

  @Test func `roots inside, on and outside the circle are told apart`() {
    var generator = SplitMix(state: 1)
    for _ in 0..<150 {
      // Cosines differ, so that no pair comes twice.
      var cosines: Set<Rational> = []
      while cosines.count < 4 { cosines.insert(random(-99, 99, &generator)) }
      let list = Array(cosines)
      let inner =
        pair(random(1, 99, &generator), cosine: list[0]) * factor(random(-99, 99, &generator))
        * pair(random(1, 99, &generator), cosine: list[0])
      let circle = pair(1, cosine: list[1])
      #expect(RootCondition(inner * inner) == .inside)
      #expect(RootCondition(inner * circle * pair(1, cosine: list[2])) == .simpleOnCircle)
      #expect(RootCondition(inner * circle * factor(1) * factor(-1)) == .simpleOnCircle)
      #expect(RootCondition(inner * circle * circle * factor(1)) == .multipleOnCircle)
      let outer = pair(random(101, 300, &generator), cosine: list[3])
      #expect(RootCondition(inner * outer) == .outside)
      #expect(RootCondition(circle * circle * outer) == .outside)
      // r and 1/r, whose product hides from conditions on single coefficients.
      let r = random(101, 300, &generator)
      #expect(RootCondition(circle * factor(r) * factor(1 / r)) == .outside)
      #expect(
        RootCondition(circle * pair(r, cosine: list[3]) * pair(1 / r, cosine: list[3])) == .outside)
    }
  }

  @Test func `a root on the circle is not one a trillionth beside it`() {
    let near = Rational(text: "0.00000000000000001") ?? 0
    #expect(RootCondition(factor(1) * factor(1 - near)) == .simpleOnCircle)
    #expect(RootCondition(factor(1) * factor(1)) == .multipleOnCircle)
    #expect(RootCondition(factor(1) * factor(1 + near)) == .outside)
    #expect(RootCondition(pair(1 - near, cosine: Rational(1, over: 3))) == .inside)
    #expect(RootCondition(pair(1 + near, cosine: Rational(1, over: 3))) == .outside)
    #expect(RootCondition(RationalPolynomial([3])) == .inside)
    #expect(RootCondition(RationalPolynomial([0, 0, 1])) == .inside)
  }
}
