import Testing
import Theory

struct RationalTests {
  @Test(arguments: [
    ("3", 3, 1), ("-4/3", -4, 3), ("−4/3", -4, 3), ("0.9", 9, 10), ("+.5", 1, 2), ("1e-3", 1, 1000),
    ("2.5E2", 250, 1), ("1.5/2", 3, 4), ("6/-4", -3, 2), ("0", 0, 1), ("-0.0", 0, 1), ("007", 7, 1),
  ])
  func `text is read exactly`(text: String, numerator: Int, denominator: Int) {
    #expect(Rational(text: text) == Rational(numerator, over: denominator))
  }

  @Test(arguments: [
    "", "-", "x", "1/0", "1/", "/2", "1/2/3", "1.2.3", "1e", "1e5.", "e5", "nan", "inf", "0x10",
    "١",
    "1e99", "1 2", "123456789012345678901", "--1",
  ])
  func `what is no number is refused`(text: String) {
    #expect(Rational(text: text) == nil)
  }

  @Test func `fractions of numbers are the numbers again`() {
    var random = SplitMix(state: 1)
    for _ in 0..<2000 {
      let number = Double.random(in: -1...1, using: &random) * 0x1p80.squareRoot()
      #expect(Rational(exactly: number)?.double == number)
      let (a, b) = (
        Int.random(in: -9999...9999, using: &random), Int.random(in: 1...999, using: &random)
      )
      // A quotient of whole numbers is rounded once.
      #expect(Rational(a, over: b).double == Double(a) / Double(b))
    }
    #expect(Rational(exactly: .nan) == nil && Rational(exactly: .infinity) == nil)
    for number in [
      0, 1, -3.5, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
    ] {
      #expect(Rational(exactly: number)?.double == number)
    }
  }

  @Test func `arithmetic keeps to lowest terms`() {
    let (a, b) = (Rational(3, over: 4), Rational(-5, over: 6))
    #expect(a + b == Rational(-1, over: 12) && a - b == Rational(19, over: 12))
    #expect(a * b == Rational(-5, over: 8) && a / b == Rational(-9, over: 10))
    #expect("\(a / b)" == "−9/10" && "\(a + Rational(1, over: 4))" == "1")
    #expect(b < a && !(a < a) && (-a).magnitude == a)
  }
}
