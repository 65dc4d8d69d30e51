import Foundation
import Testing
import Theory

struct UpdateMapTests {
  private func random4(_ random: inout SplitMix, real: Bool) -> [Complex] {
    (0..<4).map { _ in
      let part = Double.random(in: -3...3, using: &random)
      return real ? Complex(part) : Complex(part, Double.random(in: -3...3, using: &random))
    }
  }

  @Test(arguments: [true, false])
  func `spectral radius is the growth of the matrix's powers`(isReal: Bool) {
    var random = SplitMix(state: 1)
    var worst = 0.0
    for _ in 0..<1_000 {
      let m = random4(&random, real: isReal)
      let map = UpdateMap.matrix(xx: m[0], xv: m[1], vx: m[2], vv: m[3])
      // The same on real and imaginary parts.
      let columns = (0..<4).map { column in
        var parts = [0.0, 0, 0, 0]
        parts[column] = 1
        let next = map.step(x: Complex(parts[0], parts[1]), v: Complex(parts[2], parts[3]))
        return SIMD4(next.x.real, next.x.imaginary, next.v.real, next.v.imaginary)
      }
      let radius = gelfandRadius(columns)
      worst = max(worst, abs(map.spectralRadius - radius) / radius)
    }
    #expect(worst < 1e-10)
  }

  @Test(arguments: [true, false])
  func `eigenvalues have the trace as sum and the determinant as product`(isReal: Bool) {
    var random = SplitMix(state: 2)
    for _ in 0..<2_000 {
      let m = random4(&random, real: isReal)
      let roots = UpdateMap.matrix(xx: m[0], xv: m[1], vx: m[2], vv: m[3]).eigenvalues
      let (p, q) = (roots[0], roots[1])
      #expect(p.magnitude >= q.magnitude)
      #expect((p + q - (m[0] + m[3])).magnitude < 1e-13)
      #expect((p * q - (m[0] * m[3] - m[1] * m[2])).magnitude < 1e-13)
      if isReal { #expect(p.imaginary + q.imaginary == 0) }
    }
  }

  @Test func `a small root next to a large one keeps its digits`() {
    // μ² − 10⁸ μ + 1, and the same turned: μ² − 10⁸ i μ − 1
    let roots = UpdateMap.matrix(xx: 1e8, xv: 1, vx: -1, vv: 0).eigenvalues
    #expect(roots[0].real == 1e8)
    #expect(abs(roots[1].real - 1e-8) < 1e-23)
    let turned = UpdateMap.matrix(xx: Complex(0, 1e8), xv: 1, vx: 1, vv: 0).eigenvalues
    #expect(turned[0] == Complex(0, 1e8))
    #expect((turned[1] - Complex(0, 1e-8)).magnitude < 1e-23)
  }

  @Test(arguments: [
    (UpdateMap.factor(-1.5), 1.5),
    (.factor(Complex(3e200, 4e200)), 5e200),
    (.matrix(xx: 0, xv: 0, vx: 0, vv: 0), 0),
    (.matrix(xx: 0, xv: 1, vx: 0, vv: 0), 0),
    (.matrix(xx: 0, xv: 1, vx: -1, vv: 0), 1),
    (.matrix(xx: 1e300, xv: 0, vx: 0, vv: 1), 1e300),
    (.matrix(xx: 3e200, xv: -4e200, vx: 4e200, vv: 3e200), 5e200),
    (.matrix(xx: .init(.infinity), xv: 0, vx: 0, vv: 1), .infinity),
    (.matrix(xx: .init(.nan), xv: 0, vx: 0, vv: 1), .infinity),
    (.matrix(xx: 0, xv: 0, vx: 0, vv: .init(0, .nan)), .infinity),
    (.factor(Complex(.nan)), .infinity),
    (.plane(xx: 0, xy: 2, yx: -2, yy: 0), 2),
  ])
  func `known radii, the extremes too`(map: UpdateMap, radius: Double) {
    #expect(
      map.spectralRadius == radius || abs(map.spectralRadius - radius) <= 4e-16 * radius)
  }

  @Test func `eigenvalues of a turn are complex`() {
    let turn = UpdateMap.matrix(xx: 0.6, xv: 0.8, vx: -0.8, vv: 0.6)
    #expect(turn.eigenvalues == [Complex(0.6, 0.8), Complex(0.6, -0.8)])
    #expect(UpdateMap.plane(xx: 0.6, xy: 0.8, yx: -0.8, yy: 0.6).eigenvalues == turn.eigenvalues)
  }
}

/// ρ = lim ‖Mⁿ‖^(1/n) (Gelfand) with n = 2⁴⁰ by squaring: knows nothing of eigenvalues.
func gelfandRadius(_ columns: [SIMD4<Double>]) -> Double {
  var (a, b, c, d) = (columns[0], columns[1], columns[2], columns[3])
  var logarithm = 0.0
  for k in 0...40 {
    let norm = max(
      max(abs(a.max()), abs(a.min())), max(abs(b.max()), abs(b.min())),
      max(abs(c.max()), abs(c.min())), max(abs(d.max()), abs(d.min())))
    if norm == 0 { return 0 }
    logarithm += log(norm) / pow(2, Double(k))
    (a, b, c, d) = (a / norm, b / norm, c / norm, d / norm)
    func image(_ x: SIMD4<Double>) -> SIMD4<Double> { x[0] * a + x[1] * b + x[2] * c + x[3] * d }
    (a, b, c, d) = (image(a), image(b), image(c), image(d))
  }
  return exp(logarithm)
}
