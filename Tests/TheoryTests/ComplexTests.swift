import Foundation
import Testing
import Theory

struct ComplexTests {
  private let numbers: [Complex] = {
    var random = SplitMix(state: 11)
    return (0..<1000).map { _ in
      Complex(Double.random(in: -3...3, using: &random), Double.random(in: -3...3, using: &random))
    }
  }()

  @Test func `products, quotients and roots undo each other`() {
    for (a, b) in zip(numbers, numbers.reversed()) {
      #expect((a * b / b - a).magnitude <= 1e-15 * a.magnitude)
      let root = a.squareRoot()
      #expect((root * root - a).magnitude <= 1e-15 * a.magnitude)
      #expect(root.real >= 0)
    }
  }

  @Test func `magnitudes are hypotenuses, huge and tiny ones too`() {
    for a in numbers {
      #expect(abs(a.magnitude - hypot(a.real, a.imaginary)) <= 4e-16 * a.magnitude)
      for scale in [1e300, 1e-300] {
        let scaled = (scale * a).magnitude / scale
        #expect(abs(scaled - a.magnitude) <= 1e-15 * a.magnitude)
      }
    }
    #expect(Complex(0).magnitude == 0)
    #expect(Complex(.infinity, 1).magnitude == .infinity)
  }

  @Test func `what is real stays real`() {
    let (a, b) = (Complex(-2), Complex(0.3))
    for result in [a + b, a - b, a * b, a / b, 3 * a, a / 3, -a, b.squareRoot()] {
      #expect(result.isReal)
    }
    #expect(Complex(-4).squareRoot() == Complex(0, 2))
    #expect(Complex(0).squareRoot() == 0)
  }
}
