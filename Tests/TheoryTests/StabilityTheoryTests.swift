import Foundation
import SweepPlan
import Testing
import Theory

struct StabilityTheoryTests {
  @Test func `rules and their variants are unique, and formulas are equations`() {
    let names = PlainRule.all.map(\.testDescription)
    #expect(Set(names).count == names.count)
    for theory in StabilityTheory.all {
      for formula in [theory.boundaryFormula, theory.complexBoundaryFormula] {
        #expect(formula.contains(" = "))
      }
    }
  }

  private func eigenvalue(using random: inout SplitMix, isReal: Bool) -> Complex {
    Complex(
      Double.random(in: -2...5, using: &random),
      isReal ? 0 : Double.random(in: -3...3, using: &random))
  }

  @Test(arguments: PlainRule.all, [true, false])
  func `the matrix does what the update rule says`(rule: PlainRule, isReal: Bool) {
    var random = SplitMix(state: 3)
    for _ in 0..<100 {
      let eigenvalue = eigenvalue(using: &random, isReal: isReal)
      let h = rule.hyperparameters(using: &random)
      var x = Plane(Double.random(in: -1...1, using: &random), 0.5)
      let velocity = rule.startsWithVelocity ? Plane(0.3, -0.7) : .zero
      var memory = rule.memory(at: x, velocity: velocity)
      var state = (x: Complex(x[0], x[1]), v: Complex(velocity[0], velocity[1]))
      let map = rule.theory.updateMap(eigenvalue, h)
      var largest = 1.0
      for _ in 0..<12 {
        rule.step(&x, &memory, h, field: field(eigenvalue))
        state = map.step(x: state.x, v: state.v)
        largest = max(largest, abs(x[0]), abs(x[1]))
        #expect((state.x - Complex(x[0], x[1])).magnitude <= 1e-12 * largest, "\(eigenvalue) \(h)")
      }
    }
  }

  @Test(arguments: PlainRule.all, [true, false])
  func `the spectral radius is the growth of the rule itself`(rule: PlainRule, isReal: Bool) {
    var random = SplitMix(state: 8)
    var worst = 0.0
    for _ in 0..<200 {
      let eigenvalue = eigenvalue(using: &random, isReal: isReal)
      let h = rule.hyperparameters(using: &random)
      let radius = gelfandRadius(rule.matrix(h, field: field(eigenvalue)))
      let error = abs(rule.theory.updateMap(eigenvalue, h).spectralRadius - radius)
      worst = max(worst, error / max(radius, 0.1))
    }
    // Where two eigenvalues nearly meet, half of the digits go.
    #expect(worst < 1e-9)
  }

  @Test(arguments: StabilityTheory.all.indices, [true, false])
  func `the margin is positive exactly where the spectral radius is below 1`(
    index: Int, isReal: Bool
  ) {
    let theory = StabilityTheory.all[index]
    let rule = PlainRule(theory: theory, option: "")
    var random = SplitMix(state: 4)
    var (stable, unstable) = (0, 0)
    var mismatches: [String] = []
    for _ in 0..<20_000 {
      let eigenvalue = eigenvalue(using: &random, isReal: isReal)
      let h = rule.hyperparameters(using: &random)
      let margin = theory.margin(eigenvalue, h)
      if abs(margin) < 1e-11 { continue }
      let radius = theory.updateMap(eigenvalue, h).spectralRadius
      if (margin > 0) != (radius < 1) {
        mismatches.append("\(h), λ \(eigenvalue): margin \(margin), ρ \(radius)")
      }
      if margin > 0 { stable += 1 } else { unstable += 1 }
    }
    #expect(mismatches == [])
    #expect(stable > 400 && unstable > 400)
  }

  /// A known place where a rule's verdict changes, on the way of one number from 0 up.
  struct Edge: Sendable, CustomTestStringConvertible {
    let rule: PlainRule
    let eigenvalue: Complex
    let edge: Double
    /// What is stable lies below.
    let isUpper: Bool
    let hyperparameters: @Sendable (Double) -> [Double]

    var testDescription: String { "\(rule.testDescription) λ \(eigenvalue) at \(edge)" }

    init(
      _ optimizer: String, _ eigenvalue: Complex = 1, option: String? = nil, at edge: Double,
      isUpper: Bool = true, _ hyperparameters: @escaping @Sendable (Double) -> [Double] = { [$0] }
    ) {
      rule = .named(optimizer, option)
      self.eigenvalue = eigenvalue
      self.edge = edge
      self.isUpper = isUpper
      self.hyperparameters = hyperparameters
    }
  }

  static let i = Complex(0, 1)

  /// With the numbers of ORACLES' rows 1–7, 15, 17, 19, 22, 23, 25–27, 29 and 30: roots found
  /// elsewhere.
  static let edges: [Edge] = [
    Edge("gradient_descent", at: 2), Edge("gradient_descent", 100, at: 0.02),
    Edge("proximal_gradient", 4, at: 0.5),
    Edge("heavy_ball", at: 2) { [$0, 0] }, Edge("heavy_ball", at: 3.8) { [$0, 0.9] },
    Edge("heavy_ball", option: "position", at: 3.98) { [$0, 0.99] },
    Edge("heavy_ball", 0.5, option: "accumulated", at: 2) { [$0, -0.5] },
    Edge("heavy_ball", option: "dampened", at: 38) { [$0, 0.9, 0.9] },
    Edge("heavy_ball", option: "averaged", at: 38) { [$0, 0.9] },
    Edge("heavy_ball", option: "averaged", at: 398) { [$0, 0.99] },
    // h²λ = 4m − 2hγ
    Edge("heavy_ball", 4, option: "physics", at: 1) { [$0, 2, 2] },
    Edge("symplectic_euler", 4, at: 1) { [$0, 2, 2] },
    Edge("heavy_ball", option: "physics", at: 2) { [$0, 1, 0] },
    Edge("symplectic_euler", 100, at: 0.4) { [$0, 4, 0] },
    Edge("velocity_verlet", 100, at: 0.4) { [$0, 4, 0] },
    Edge("velocity_verlet", 100, at: 0.4) { [$0, 4, 7] },
    Edge("explicit_euler", 4, at: 0.125) { [$0, 3, 0.5] },
    Edge("nesterov", at: 2) { [$0, 0] }, Edge("nesterov", at: 1.5) { [$0, 0.5] },
    Edge("nesterov", at: 1.357_142_857_142_857) { [$0, 0.9] },
    Edge("nesterov", option: "accumulated", at: 1.335_570_469_798_658) { [$0, 0.99] },
    // A strip beyond β = 1: from β(1 − z) = 1 on.
    Edge("nesterov", at: 0.5, isUpper: false) { [$0, 2] },
    Edge("nesterov", at: 1.2) { [$0, 2] },
    Edge("implicit_gradient_descent", -1, at: 2, isUpper: false),
    Edge("extragradient", at: 1), Edge("optimistic_gradient", at: 2.0 / 3),
    Edge("runge_kutta_4", at: 2.785_293_563_405_282) { [$0, 0] },
    Edge("runge_kutta_4", at: 2.785_293_563_405_282) { [$0, 0.9] },
    Edge("newton", 7, at: 2),
    Edge("flow.gradient", at: 2.785_293_563_405_282) { [$0, 1] },
    Edge("flow.gradient", 0.5, at: 16.711_761_380_431_692) { [$0, 3] },
    Edge("flow.gradient", i, at: 5.656_854_249_492_38) { [$0, 2] },
    // Without friction ω = √(λ/m) = 2.
    Edge("flow.heavy_ball", 4, at: 1.414_213_562_373_095) { [$0, 1, 0, 1] },
    Edge("flow.heavy_ball", 8, at: 2.828_427_124_746_190) { [$0, 2, 0, 2] },
    // μ = −1 and −2, so that the faster one decides.
    Edge("flow.heavy_ball", 2, at: 1.392_646_781_702_641) { [$0, 1, 3, 1] },
    // Games: σ = 1, or σ = 3 with μ = 2.
    Edge("gradient_descent_ascent", i, option: "alternating", at: 2),
    Edge("gradient_descent_ascent", Complex(2, -3), option: "alternating", at: 0.4),
    Edge("gradient_descent_ascent", Complex(2, -3), option: "simultaneous", at: 4.0 / 13),
    Edge("gradient_descent", Complex(2, 3), at: 4.0 / 13),
    Edge("extragradient", i, at: 1), Edge("optimistic_gradient", i, at: 1 / sqrt(3.0)),
    Edge("runge_kutta_4", i, at: 2.828_427_124_746_190) { [$0, 0] },
  ]

  @Test(arguments: edges)
  func `edges of stability, found by bisection`(edge: Edge) {
    let theory = edge.rule.theory
    func isBelow(_ value: Double) -> Bool {
      (theory.margin(edge.eigenvalue, edge.hyperparameters(value)) > 0) == edge.isUpper
    }
    var (below, above) = (0.9 * edge.edge, 1.1 * edge.edge)
    #expect(isBelow(below) && !isBelow(above))
    while above - below > 1e-12 * edge.edge {
      let middle = (below + above) / 2
      if isBelow(middle) { below = middle } else { above = middle }
    }
    #expect(abs(below - edge.edge) < 1e-11 * edge.edge)

    // The radius says the same; ρ = 1 is conservative.
    func radius(_ value: Double) -> Double {
      theory.updateMap(edge.eigenvalue, edge.hyperparameters(value)).spectralRadius
    }
    let (inside, outside) = (edge.isUpper ? -1e-9 : 1e-9, edge.isUpper ? 1e-9 : -1e-9)
    #expect(radius(edge.edge * (1 + inside)) < 1 + 1e-14)
    #expect(radius(edge.edge * (1 + outside)) > 1 + 1e-13)
  }

  @Test func `radii in the bilinear game`() {
    func radius(_ optimizer: String, _ h: [Double], option: String? = nil) -> Double {
      PlainRule.named(optimizer, option).theory.updateMap(Self.i, h).spectralRadius
    }
    // ORACLES, rows 24, 26, 27 and 28.
    #expect(abs(radius("gradient_descent_ascent", [0.1]) - sqrt(1.01)) < 1e-15)
    #expect(abs(radius("extragradient", [sqrt(0.5)]) - sqrt(0.75)) < 1e-15)
    #expect(abs(radius("optimistic_gradient", [0.5]) - sqrt(0.5)) < 1e-8)
    #expect(abs(radius("implicit_gradient_descent", [3]) - sqrt(0.1)) < 1e-15)
    for eta in [0.1, 0.5, 0.9] {
      let square = eta * eta
      #expect(
        abs(radius("extragradient", [eta]) - (1 - square + square * square).squareRoot()) < 1e-15)
    }
  }

  /// Steps so small that 1 − ρ is 0 in Double: the margin still has the right sign.
  @Test(arguments: [1e-3, 1e-6, 1e-9, 1e-12])
  func `the smallest steps in the bilinear game`(eta: Double) {
    func margin(_ optimizer: String, _ h: [Double], option: String? = nil) -> Double {
      PlainRule.named(optimizer, option).theory.margin(Self.i, h)
    }
    #expect(margin("gradient_descent", [eta]) < 0)
    #expect(margin("gradient_descent_ascent", [eta], option: "simultaneous") < 0)
    #expect(margin("gradient_descent_ascent", [eta], option: "alternating") > 0)
    #expect(margin("implicit_gradient_descent", [eta]) > 0)
    #expect(margin("extragradient", [eta]) > 0)
    #expect(margin("optimistic_gradient", [eta]) > 0)
    #expect(margin("runge_kutta_4", [eta, 0]) > 0)
    for momentum in [-0.5, 0, 0.5] {
      #expect(margin("heavy_ball", [eta, momentum]) < 0)
      #expect(margin("nesterov", [eta, momentum]) < 0)
    }
  }

  /// An optimizer with the best constant hyperparameters for curvatures in [1, 100].
  struct Optimum: Sendable {
    let optimizer: String
    let learningRate: Double
    let momentum: Double
    let rate: Double
  }

  /// ORACLES, rows 1, 3 and 9.
  static let optima = [
    Optimum(
      optimizer: "gradient_descent", learningRate: 0.019_801_980_198_019_8, momentum: 0,
      rate: 0.980_198),
    Optimum(
      optimizer: "heavy_ball", learningRate: 0.033_057_851_239_669_42,
      momentum: 0.669_421_487_603_305_8, rate: 0.818_182),
    Optimum(
      optimizer: "nesterov", learningRate: 0.013_289_036_544_850_5,
      momentum: 0.793_274_726_290_943_1, rate: 0.884_722),
  ]

  @Test(arguments: optima) func `optimal rates`(optimum: Optimum) throws {
    let fixed = ["learning_rate": optimum.learningRate, "momentum": optimum.momentum]
    let prediction = try #require(
      Prediction(plan(optimum.optimizer, eigenvalues: [100, 1], fixed: fixed, axes: [])))
    let radius = prediction.spectralRadius(at: prediction.plan.values(at: []))
    // At the optimum two eigenvalues meet, which costs half of the digits.
    #expect(abs(radius - optimum.rate) < 1e-6)
  }

  @Test func `heavy ball's radius is √β exactly in the disc of complex roots`() {
    var random = SplitMix(state: 6)
    var mismatches: [String] = []
    for _ in 0..<20_000 {
      let z = Double.random(in: 0.001...4, using: &random)
      let momentum = Double.random(in: 0...1, using: &random)
      let difference = (1 - z.squareRoot()) * (1 - z.squareRoot()) - momentum
      if abs(difference) < 1e-9 { continue }
      let radius = StabilityTheory.heavyBall.updateMap(1.0, [z, momentum]).spectralRadius
      if (difference < 0) != (abs(radius - momentum.squareRoot()) < 1e-14 * (1 + radius)) {
        mismatches.append("z \(z), β \(momentum): ρ \(radius)")
      }
    }
    #expect(mismatches == [])
  }

  @Test func `Nesterov is stable beyond β = 1 while β(1 − z) < 1`() {
    let theory = StabilityTheory.nesterov
    #expect(theory.margin(1.0, [0.5, 1.9]) > 0)
    #expect(theory.updateMap(1.0, [0.5, 1.9]).spectralRadius < 1)
    #expect(theory.margin(1.0, [0.5, 2]) == 0)
    #expect(theory.margin(1.0, [0.5, 2.1]) < 0)
    #expect(theory.updateMap(1.0, [0.5, 2.1]).spectralRadius > 1)
  }

  /// Without friction, and in the bilinear game with players that alternate, nothing is lost.
  @Test(arguments: [
    ("heavy_ball", "physics", Complex(1)), ("symplectic_euler", "", Complex(1)),
    ("velocity_verlet", "", Complex(1)), ("gradient_descent_ascent", "alternating", i),
  ])
  func `the margin of a conservative map is the distance to where its eigenvalues meet`(
    optimizer: String, option: String, eigenvalue: Complex
  ) {
    let rule = PlainRule.named(optimizer, option)
    let isGame = optimizer == "gradient_descent_ascent"
    for h in stride(from: 0.01, to: 3, by: 0.01) {
      let values = isGame ? [h] : [h, 1, 0]
      let margin = rule.theory.margin(eigenvalue, values)
      // The trace is 2 − h².
      let distance = isGame ? min(h, 2 - h) : min(h * h, 4 - h * h)
      #expect(abs(margin - distance) < 1e-14)
      let radius = rule.theory.updateMap(eigenvalue, values).spectralRadius
      if h < 1.995 { #expect(abs(radius - 1) < 1e-15) }
      if h > 2.005 { #expect(radius > 1.1) }
      var (x, v) = (Plane(1, 0.5), Plane(0, 0))
      for _ in 0..<3_000 { rule.step(&x, &v, values, field: field(eigenvalue)) }
      let isBounded = abs(x[0]) < 1e3 && abs(x[1]) < 1e3
      if (h - 2).magnitude > 0.005 { #expect(isBounded == (h < 2)) }
    }
    if !isGame { #expect(rule.theory.margin(Complex(1, 0.1), [1, 1, 0]) < 0) }
  }
}
