import SweepPlan
import Testing
import Theory

struct EscapeTests {
  /// The first step at which a coordinate exceeds the radius.
  private func escape(
    _ rule: PlainRule, _ h: [Double], field: (Plane) -> Plane, start: Plane,
    velocity: Plane = .zero,
    radius: Double
  ) -> Int? {
    var x = start
    var memory = rule.memory(at: x, velocity: velocity)
    for n in 1...2_000_000 {
      rule.step(&x, &memory, h, field: field)
      if !(abs(x[0]) <= radius && abs(x[1]) <= radius) { return n }
    }
    return nil
  }

  private static let rule = VerdictRule(escapeRadius: 1e20, tolerance: 1e-6, every: 1)

  @Test(arguments: PlainRule.all, [true, false])
  func `the bound holds, and is close near the line`(rule: PlainRule, isReal: Bool) throws {
    var random = SplitMix(state: 7)
    var (judged, near) = (0, 0)
    var (missed, loose) = ([String](), [String]())
    let optimizer = description(rule.theory.optimizer, rule.theory)
    for _ in 0..<300 {
      let eigenvalue = Complex(
        Double.random(in: -1...4, using: &random),
        isReal ? 0 : Double.random(in: -2...2, using: &random))
      let h = rule.hyperparameters(using: &random)
      let start = Plane(
        Double.random(in: 0.01...10, using: &random),
        isReal ? 0 : Double.random(in: -3...3, using: &random))
      let velocity =
        rule.startsWithVelocity ? Plane(Double.random(in: -2...2, using: &random), 0) : .zero
      let drawn =
        isReal
        ? plan(
          optimizer, objective: quadratic, coefficients: [eigenvalue.real, 0, 0], start: [start[0]],
          velocity: [velocity[0]], verdict: Self.rule)
        : plan(
          optimizer, objective: bilinear, coefficients: [-eigenvalue.imaginary, eigenvalue.real],
          start: [start[0], start[1]], velocity: [velocity[0], velocity[1]], verdict: Self.rule)
      let prediction = try #require(Prediction(drawn))
      let values = h + drawn.values(at: []).dropFirst(h.count)
      let radius = prediction.spectralRadius(at: values)
      let bound = prediction.stepsToEscape(at: values)
      if radius < 1 { #expect(bound == nil) }
      if radius < 1.003 || !radius.isFinite { continue }
      let steps = try #require(
        escape(
          rule, h, field: field(eigenvalue), start: start, velocity: velocity, radius: 1e20))
      let most = try #require(bound)
      let cell = "\(h), λ \(eigenvalue), x \(start), v \(velocity)"
      if steps > most { missed.append(cell) }
      judged += 1
      if radius < 1.05 {
        near += 1
        if Double(most) > 1.6 * Double(steps) + 3 { loose.append("\(most) for \(steps): \(cell)") }
      }
    }
    #expect(missed == [])
    // Roots of nearly the same magnitude may hold each other back at first.
    #expect(loose.count * 10 <= near, "\(loose)")
    #expect(judged > 20)
  }

  @Test func `gradient descent in numbers`() throws {
    // |1 − 2.5| = 1.5; 1.5ⁿ > 10²⁰ from n = 114 on, one step to spare, next check at 128.
    let plan = plan("gradient_descent", eigenvalues: [1, 0.1], axes: [])
    let prediction = try #require(Prediction(plan))
    #expect(prediction.stepsToEscape(at: [2.5, 1, 0.1, 1, 1]) == 128)
    #expect(prediction.stepsToEscape(at: [1.5, 1, 0.1, 1, 1]) == nil)
  }

  @Test func `a turned quadratic escapes along its own axes`() throws {
    // Start and minimum differ along the first coordinate; the steep mode has 0.6 of that.
    let angle = 0.927_295_218_001_612_2  // cos = 0.6
    let turned = plan(
      description("gradient_descent"), objective: quadratic,
      coefficients: [1, 0.1, 5, -1, angle], start: [8, -1], verdict: Self.rule)
    let prediction = try #require(Prediction(turned))
    let values = [2.5] + turned.values(at: []).dropFirst()
    // 0.6 · 3 · 1.5ⁿ > √2 · 10²⁰ from n = 113 on.
    #expect(prediction.stepsToEscape(at: values) == 114)
    var x = Plane(8, -1)
    var n = 0
    while max(abs(x[0]), abs(x[1])) <= 1e20 {
      let (a, b) = (x[0] - 5, x[1] + 1)
      let (p, q) = (0.6 * a + 0.8 * b, 0.1 * (0.6 * b - 0.8 * a))
      x -= 2.5 * Plane(0.6 * p - 0.8 * q, 0.8 * p + 0.6 * q)
      n += 1
    }
    #expect((112...114).contains(n))
  }

  @Test func `cells one cell width beyond the line escape in the steps named`() throws {
    for optimizer in ["heavy_ball", "nesterov"] {
      let plan = plan(
        optimizer, eigenvalues: [1],
        axes: [axis(.momentum, 0, 1, 20), axis(.learningRate, 0, 5, 100)])
      let prediction = try #require(Prediction(plan))
      for row in 0..<20 {
        let momentum = plan.axes[0][row]
        let critical = try #require(prediction.criticalValues(along: 1, at: [row, 0]).first)
        let most = try #require(prediction.stepsToEscape(along: 1, at: [row, 0]))
        let steps = try #require(
          escape(
            .named(optimizer), [critical + 0.05, momentum], field: field(1), start: Plane(1, 0),
            radius: 1e20))
        #expect(steps <= most && most.isMultiple(of: 16))
        #expect(Double(most) <= 1.2 * Double(steps) + 18)
      }
      #expect(prediction.stepsToEscape(along: 0, at: [0, 0]) == nil)
    }
  }
}
