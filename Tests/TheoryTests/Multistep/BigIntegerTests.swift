import Testing
import Theory

struct BigIntegerTests {
  /// Numbers of up to 400 digits, some with limbs of zeros and of ones, on which divisions stumble.
  private func numbers(_ count: Int, seed: UInt64) -> [BigInteger] {
    var random = SplitMix(state: seed)
    return (0..<count).map { _ in
      let limbs = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        switch Int.random(in: 0..<4, using: &random) {
        case 0: 0
        case 1: Int(UInt32.max)
        default: Int(UInt32.random(in: 0...UInt32.max, using: &random))
        }
      }
      let magnitude = limbs.reduce(BigInteger(0)) { $0.timesPowerOfTwo(32) + BigInteger($1) }
      return Bool.random(using: &random) ? magnitude : -magnitude
    }
  }

  @Test func `division undoes multiplication and addition`() {
    let (a, b) = (numbers(500, seed: 1), numbers(500, seed: 2))
    for (a, b) in zip(a, b) where !b.isZero {
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      #expect(quotient * b + remainder == a)
      #expect(remainder.magnitude < b.magnitude)
      #expect(remainder.isZero || remainder.isNegative == a.isNegative)
      #expect((a * b).quotientAndRemainder(dividingBy: b).quotient == a)
      #expect(a - b + b == a && a - a == 0)
      #expect((a < b) == (a - b).isNegative)
    }
  }

  @Test func `a common divisor divides both`() {
    let (a, b, c) = (numbers(60, seed: 3), numbers(60, seed: 4), numbers(60, seed: 5))
    for ((a, b), c) in zip(zip(a, b), c) where !a.isZero && !b.isZero && !c.isZero {
      let divisor = BigInteger.gcd(a * c, b * c)
      for number in [a * c, b * c] {
        #expect(number.quotientAndRemainder(dividingBy: divisor).remainder.isZero)
      }
      #expect(divisor.quotientAndRemainder(dividingBy: c).remainder.isZero)
      #expect(!divisor.isNegative)
    }
    #expect(BigInteger.gcd(0, -12) == 12 && BigInteger.gcd(18, -12) == 6)
  }

  @Test func `small numbers are as the machine has them`() {
    var random = SplitMix(state: 6)
    for _ in 0..<1000 {
      let a = Int.random(in: -2_000_000_000...2_000_000_000, using: &random)
      let b = Int.random(in: 1...2_000_000_000, using: &random)
      let (quotient, remainder) = BigInteger(a).quotientAndRemainder(dividingBy: BigInteger(b))
      #expect(quotient == BigInteger(a / b) && remainder == BigInteger(a % b))
      #expect(BigInteger(a) * BigInteger(b) == BigInteger(a * b))
      #expect("\(BigInteger(a * b))" == "\(a * b)")
    }
  }

  @Test func `digits`() {
    let factorial = (1...50).reduce(BigInteger(1)) { $0 * BigInteger($1) }
    let text = "30414093201713378043612608166064768844377641568960512000000000000"
    #expect("\(factorial)" == text)
    #expect(BigInteger(digits: text) == factorial)
    #expect(BigInteger(digits: "") == nil && BigInteger(digits: "1x") == nil)
    #expect("\(BigInteger(Int.min))" == "\(Int.min)" && "\(BigInteger(0))" == "0")
  }
}
