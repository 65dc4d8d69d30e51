import Foundation
import Testing
import Theory

struct UpdateMapTests {
  /// ρ = lim ‖Mⁿ‖^(1/n) (Gelfand) with n = 2⁴⁰ by squaring: knows nothing of eigenvalues.
  private func gelfandRadius(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
    var (a, b, c, d) = (a, b, c, d)
    var logarithm = 0.0
    for k in 0...40 {
      let norm = max(max(abs(a), abs(b)), max(abs(c), abs(d)))
      if norm == 0 { return 0 }
      logarithm += log(norm) / pow(2, Double(k))
      (a, b, c, d) = (a / norm, b / norm, c / norm, d / norm)
      (a, b, c, d) = (a * a + b * c, a * b + b * d, c * a + d * c, c * b + d * d)
    }
    return exp(logarithm)
  }

  @Test func `spectral radius is the growth of the matrix's powers`() {
    var random = SplitMix64(state: 1)
    var worst = 0.0
    for _ in 0..<20_000 {
      let m = (0..<4).map { _ in Double.random(in: -3...3, using: &random) }
      let map = UpdateMap.matrix(xx: m[0], xv: m[1], vx: m[2], vv: m[3])
      let radius = gelfandRadius(m[0], m[1], m[2], m[3])
      worst = max(worst, abs(map.spectralRadius - radius) / radius)
    }
    #expect(worst < 1e-9)
  }

  @Test func `eigenvalues have the trace as sum and the determinant as product`() {
    var random = SplitMix64(state: 2)
    for _ in 0..<2_000 {
      let m = (0..<4).map { _ in Double.random(in: -3...3, using: &random) }
      let roots = UpdateMap.matrix(xx: m[0], xv: m[1], vx: m[2], vv: m[3]).eigenvalues
      let (p, q) = (roots[0], roots[1])
      #expect(p.magnitude >= q.magnitude)
      #expect(abs(p.real + q.real - (m[0] + m[3])) < 1e-13)
      #expect(abs(p.imaginary + q.imaginary) == 0)
      let product = p.real * q.real - p.imaginary * q.imaginary
      #expect(abs(product - (m[0] * m[3] - m[1] * m[2])) < 1e-13)
    }
  }

  @Test func `a small root next to a large one keeps its digits`() {
    // μ² − 10⁸ μ + 1
    let roots = UpdateMap.matrix(xx: 1e8, xv: 1, vx: -1, vv: 0).eigenvalues
    #expect(roots[0].real == 1e8)
    #expect(abs(roots[1].real - 1e-8) < 1e-23)
  }

  @Test(arguments: [
    (UpdateMap.factor(-1.5), 1.5),
    (.matrix(xx: 0, xv: 0, vx: 0, vv: 0), 0),
    (.matrix(xx: 0, xv: 1, vx: 0, vv: 0), 0),
    (.matrix(xx: 0, xv: 1, vx: -1, vv: 0), 1),
    (.matrix(xx: 1e300, xv: 0, vx: 0, vv: 1), 1e300),
    (.matrix(xx: 3e200, xv: -4e200, vx: 4e200, vv: 3e200), 5e200),
    (.matrix(xx: .infinity, xv: 0, vx: 0, vv: 1), .infinity),
    (.matrix(xx: .nan, xv: 0, vx: 0, vv: 1), .infinity),
    (.factor(.nan), .infinity),
  ])
  func `known radii, the extremes too`(map: UpdateMap, radius: Double) {
    #expect(
      map.spectralRadius == radius || abs(map.spectralRadius - radius) <= 4e-16 * radius)
  }

  @Test func `eigenvalues of a turn are complex`() {
    let roots = UpdateMap.matrix(xx: 0.6, xv: 0.8, vx: -0.8, vv: 0.6).eigenvalues
    #expect(roots[0] == Eigenvalue(real: 0.6, imaginary: 0.8))
    #expect(roots[1] == Eigenvalue(real: 0.6, imaginary: -0.8))
  }

  @Test(arguments: StabilityTheory.all.map(\.optimizer))
  func `the matrix does what the update rule says`(optimizer: String) throws {
    let theory = try #require(StabilityTheory.named(optimizer))
    var random = SplitMix64(state: 3)
    for _ in 0..<1000 {
      let curvature = Double.random(in: -5...5, using: &random)
      let learningRate = Double.random(in: -1...1, using: &random)
      let momentum = Double.random(in: -1.5...1.5, using: &random)
      var (x, v) = (1.0, 0.0)
      var state = (x: 1.0, v: 0.0)
      for _ in 0..<10 {
        step(
          optimizer, curvature: curvature, learningRate: learningRate, momentum: momentum, x: &x,
          v: &v)
        state = theory.updateMap(curvature, [learningRate, momentum]).step(x: state.x, v: state.v)
      }
      #expect(abs(state.x - x) <= 1e-11 * (1 + abs(x) + abs(v)))
    }
  }
}
