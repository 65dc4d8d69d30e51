import Foundation
import Testing
import Theory

struct MeanSquareTests {
  /// Rules that read one gradient in a step, in every form.
  static let rules = PlainRule.all.filter { StochasticTheory.covers($0.theory) }

  private func theory(
    _ rule: PlainRule, _ curvatures: [Double], _ h: [Double], _ noise: NoiseModel
  ) throws -> StochasticTheory {
    try #require(
      StochasticTheory(rule.theory, curvatures: curvatures, hyperparameters: h, noise: noise))
  }

  private func hyperparameters(_ rule: PlainRule, first: Double, rest: Double) -> [Double] {
    [first] + rule.theory.hyperparameters.dropFirst().map { _ in rest }
  }

  @Test func `rules that read more than one gradient are not covered`() {
    let names = Set(Self.rules.map(\.theory.optimizer))
    #expect(names.isSuperset(of: ["gradient_descent", "heavy_ball", "nesterov"]))
    #expect(Self.rules.count >= 10)
    #expect(
      StochasticTheory(
        .extragradient, curvatures: [1], hyperparameters: [0.1], noise: .additive(variances: []))
        == nil)
  }

  /// With ξ = ±1 the second-moment matrix is the mean of two Kronecker squares, here of the matrices
  /// that the update rule itself gives.
  @Test(arguments: rules)
  func `the margin is positive exactly where the moments' matrix shrinks`(rule: PlainRule) throws {
    var random = SplitMix(state: 21)
    var (stable, unstable, worst) = (0, 0, 0.0)
    var mismatches: [String] = []
    for trial in 0..<2_500 {
      // Half of them where something may be stable.
      var h = rule.hyperparameters(using: &random)
      if trial % 2 == 0 { h = h.map { ($0.magnitude / 2).truncatingRemainder(dividingBy: 1) } }
      let curvature = Double.random(in: trial % 2 == 0 ? 0...3 : -1...3, using: &random)
      let relativeVariance = Double.random(in: 0...2, using: &random)
      let theory = try theory(
        rule, [curvature], h, .multiplicative(relativeVariance: relativeVariance))
      let matrix = momentMatrix(rule, curvature, h, relativeVariance)
      guard matrix.allSatisfy({ abs($0.sum()) < 1e100 }) else { continue }
      let radius = gelfandRadius(matrix)
      worst = max(worst, abs(theory.momentRadius - radius) / max(radius, 0.1))
      let margin = theory.meanSquareMargin
      if abs(margin) < 1e-9 { continue }
      if (margin > 0) != (radius < 1) {
        mismatches.append("\(h), λ \(curvature), σ² \(relativeVariance): \(margin), ρ \(radius)")
      }
      if margin > 0 { stable += 1 } else { unstable += 1 }
    }
    #expect(mismatches == [])
    #expect(stable > 100 && unstable > 100)
    // Where eigenvalues nearly meet, half of the digits go.
    #expect(worst < 1e-9)
  }

  /// E[M ⊗ M], by columns.
  private func momentMatrix(
    _ rule: PlainRule, _ curvature: Double, _ h: [Double], _ relativeVariance: Double
  ) -> [SIMD4<Double>] {
    let sigma = relativeVariance.squareRoot()
    var columns = [SIMD4<Double>](repeating: .zero, count: 4)
    for sign in [-1.0, 1] {
      let m = rule.matrix(h, field: field(Complex(curvature * (1 + sign * sigma))))
      // One coordinate's columns: what becomes of x and of the memory.
      let own = [SIMD2(m[0][0], m[0][2]), SIMD2(m[2][0], m[2][2])]
      for i in 0..<2 {
        for j in 0..<2 {
          let (p, q) = (own[i], own[j])
          let image = SIMD4(p[0] * q[0], p[0] * q[1], p[1] * q[0], p[1] * q[1])
          columns[2 * i + j] += 0.5 * image
        }
      }
    }
    return columns
  }

  /// The learning rate and momentum of the plain heavy ball with the same iterates.
  private func plain(_ form: String, _ h: [Double]) -> (learningRate: Double, momentum: Double) {
    switch form {
    case "dampened": (h[0] * (1 - h[2]), h[1])
    case "averaged": (h[0] * (1 - h[1]), h[1])
    case "physics": (h[0] * h[0] / h[1], 1 - h[0] * h[2] / h[1])
    default: (h[0], h.count > 1 ? h[1] : 0)
    }
  }

  /// ORACLES, rows 31, 32 and 33: with the mean a and the variance s² of the curvature,
  ///
  ///     heavy ball: η < 2a(1 − β²)/(a²(1 − β) + s²(1 + β)),   |β| < 1
  ///     Nesterov: a(1 − βq)(1 + q + 2βq) > s²η ((1 + 2β + 2β²)(1 + βq) − 2β(1 + β)²q)
  ///               and stable without noise, q = 1 − ηa
  private func isStable(_ rule: PlainRule, a: Double, s2: Double, _ h: [Double]) -> Bool {
    let (eta, beta) = plain(rule.option, h)
    guard eta * a > 0 else { return false }
    if rule.theory.optimizer == "nesterov" {
      let q = 1 - eta * a
      let (p, r) = (1 - beta * q, 1 + q + 2 * beta * q)
      guard abs(beta * q) < 1, r > 0 else { return false }
      let squares = 1 + 2 * beta + 2 * beta * beta
      let answer = squares * (1 + beta * q) - 2 * beta * (1 + beta) * (1 + beta) * q
      return a * p * r > s2 * eta * answer
    }
    return abs(beta) < 1
      && abs(eta) < 2 * abs(a) * (1 - beta * beta) / (a * a * (1 - beta) + s2 * (1 + beta))
  }

  @Test(
    arguments: rules.filter {
      ["gradient_descent", "heavy_ball", "nesterov"].contains($0.theory.optimizer)
    })
  func `closed forms of mean-square stability`(rule: PlainRule) throws {
    var random = SplitMix(state: 22)
    var (stable, unstable) = (0, 0)
    var mismatches: [String] = []
    for _ in 0..<10_000 {
      let h = rule.hyperparameters(using: &random)
      let a = Double.random(in: 0.01...2, using: &random)
      let relativeVariance = Double.random(in: 0...1, using: &random)
      let margin = try theory(rule, [a], h, .multiplicative(relativeVariance: relativeVariance))
        .meanSquareMargin
      if abs(margin) < 1e-12 { continue }
      if (margin > 0) != isStable(rule, a: a, s2: relativeVariance * a * a, h) {
        mismatches.append("\(h), a \(a), σ² \(relativeVariance): \(margin)")
      }
      if margin > 0 { stable += 1 } else { unstable += 1 }
    }
    #expect(mismatches == [])
    #expect(stable > 1_000 && unstable > 1_000)
  }

  /// ORACLES, row 31 with a = 1, s = 2; row 32 with the same and β = ½; the roots of row 33's cubic
  /// with s = 1, where NumPy's largest eigenvalue of E[M ⊗ M] is 1.
  @Test(
    arguments: [
      ("gradient_descent", [], 4, 0.4), ("heavy_ball", [0.5], 4, 1.5 / 6.5),
      ("heavy_ball", [0], 4, 0.4), ("heavy_ball", [0.9], 0, 3.8),
      ("nesterov", [0.5], 1, 0.651387818865997), ("nesterov", [0.9], 1, 0.423897461702657),
    ] as [(String, [Double], Double, Double)])
  func `edges by bisection`(
    optimizer: String, rest: [Double], relativeVariance: Double, edge: Double
  ) throws {
    var (below, above) = (edge / 2, edge * 1.5)
    for _ in 0..<60 {
      let middle = (below + above) / 2
      let margin = try theory(
        .named(optimizer), [1], [middle] + rest,
        .multiplicative(relativeVariance: relativeVariance)
      ).meanSquareMargin
      if margin > 0 { below = middle } else { above = middle }
    }
    #expect(abs(below - edge) < 1e-13)
  }

  @Test func `without noise in the curvature the margin is the rule's own`() throws {
    var random = SplitMix(state: 23)
    for rule in Self.rules {
      for _ in 0..<200 {
        let h = rule.hyperparameters(using: &random)
        let curvatures = [Double.random(in: -1...3, using: &random), 1]
        for noise in [
          .additive(variances: [1]), .multiplicative(relativeVariance: 0),
          .randomCurvature(batch: .infinity),
        ] as [NoiseModel] {
          let theory = try theory(rule, curvatures, h, noise)
          let margins = curvatures.map { rule.theory.margin($0, h) }
          #expect(theory.meanSquareMargin == min(margins[0], margins[1], 1))
          let radii = curvatures.map { rule.theory.updateMap($0, h).spectralRadius }
          #expect(theory.momentRadius == max(radii[0], radii[1]) * max(radii[0], radii[1]))
        }
      }
    }
  }

  /// Steps so small that 1 − ρ is 0 in Double.
  @Test(arguments: [1e-3, 1e-9, 1e-15])
  func `the smallest steps are stable`(eta: Double) throws {
    for noise in [.multiplicative(relativeVariance: 100), .randomCurvature(batch: 1)]
      as [NoiseModel]
    {
      for rule in Self.rules where rule.theory.optimizer != "explicit_euler" {
        let h = hyperparameters(rule, first: eta, rest: 0.3)
        #expect(try theory(rule, [1, 2], h, noise).meanSquareMargin > 0, "\(rule)")
        let ascent = hyperparameters(rule, first: -eta, rest: 0.3)
        #expect(
          try rule.option == "physics" || rule.theory.optimizer == "symplectic_euler"
            || theory(rule, [1, 2], ascent, noise).meanSquareMargin < 0, "\(rule)")
      }
    }
  }

  /// Gradient descent on sampled gaussian features: zᵢ = ηλᵢ < 2B/(B + 1) and
  /// Σ zᵢ/(2B − (B + 1)zᵢ) < 1.
  @Test func `descent with sampled curvatures`() throws {
    var random = SplitMix(state: 24)
    var (stable, unstable) = (0, 0)
    for _ in 0..<5_000 {
      let batch = Double(Int.random(in: 1...5, using: &random))
      let curvatures = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        Double.random(in: 0.01...1, using: &random)
      }
      let eta = Double.random(in: 0...2, using: &random)
      let margin = try theory(
        .named("gradient_descent"), curvatures, [eta], .randomCurvature(batch: batch)
      ).meanSquareMargin
      if abs(margin) < 1e-12 { continue }
      let rests = curvatures.map { 2 * batch - (batch + 1) * eta * $0 }
      let sum = zip(curvatures, rests).reduce(0) { $0 + eta * $1.0 / $1.1 }
      #expect((margin > 0) == (rests.allSatisfy { $0 > 0 } && sum < 1))
      if margin > 0 { stable += 1 } else { unstable += 1 }
    }
    #expect(stable > 500 && unstable > 500)
  }

  @Test func `a margin without jumps`() throws {
    for noise in [.multiplicative(relativeVariance: 0.5), .randomCurvature(batch: 2)]
      as [NoiseModel]
    {
      for rule in Self.rules {
        var last: Double?
        for step in 0...4_000 {
          let rate = Double(step) * 5e-4 - 0.2
          let h = hyperparameters(rule, first: rate, rest: 0.4)
          let margin = try theory(rule, [1, 1.5], h, noise).meanSquareMargin
          if let last, rule.theory.optimizer != "explicit_euler", rule.option != "physics" {
            #expect(abs(margin - last) < 0.05, "\(rule) at \(rate): \(last), \(margin)")
          }
          last = margin
        }
      }
    }
  }

  @Test func `what is no number is unstable`() throws {
    for h in [[Double.nan, 0.5], [0.1, .nan], [.infinity, 0.5]] {
      let theory = try theory(.named("heavy_ball"), [1], h, .multiplicative(relativeVariance: 1))
      #expect(theory.meanSquareMargin < 0)
      #expect(theory.momentRadius == .infinity)
      #expect(theory.stationaryVariances == nil)
    }
  }
}
