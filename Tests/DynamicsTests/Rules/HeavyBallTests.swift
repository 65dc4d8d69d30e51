import Foundation
import SweepPlan
import Testing

struct HeavyBallTests {
  static let forms = ["velocity", "position", "accumulated"]

  /// β = ½, η = ¼, λ = 2 and x₀ = 1, by hand, in halves that are exact:
  /// v = −½, x = ½; v = −¼ − ¼, x = 0; v = −¼ − 0, x = −¼.
  @Test(arguments: forms, Precision.allCases)
  func `three steps by hand`(form: String, precision: Precision) throws {
    let run = RuleRun(
      "heavy_ball", ["form": form], ["learning_rate": 0.25, "momentum": 0.5], on: .quadratic([2]),
      precision)
    #expect(try run.path(3) == [1, 0.5, 0, -0.25])
    #expect(try run.points(3).map(\.objective) == [1, 0.25, 0, 0.0625])
  }

  /// As above; dampened with τ = ½: v = 2, 1 + ½, ¾ + ⅛; averaged: v = 1, ½ + ¾.
  @Test func `the first step is not dampened, and every one is averaged`() throws {
    func path(_ form: String, _ others: [String: Double], _ steps: Int) throws -> [Double] {
      let numbers = ["learning_rate": 0.25, "momentum": 0.5].merging(others) { $1 }
      return try RuleRun("heavy_ball", ["form": form], numbers, on: .quadratic([2])).path(steps)
    }
    #expect(try path("dampened", ["dampening": 0.5], 3) == [1, 0.5, 0.125, -0.09375])
    #expect(try path("averaged", [:], 2) == [1, 0.75, 0.4375])
  }

  @Test func `without momentum it is gradient descent, bit for bit`() throws {
    let ground = RuleRun.Ground.quadratic([3.7, 0.3])
    let descent = try RuleRun(
      "gradient_descent", ["learning_rate": 0.123], on: ground, from: [1.1, -0.7]
    ).iterates(50)
    let numbers = ["learning_rate": 0.123, "momentum": 0]
    for form in ["position", "accumulated"] {
      let ball = RuleRun("heavy_ball", ["form": form], numbers, on: ground, from: [1.1, -0.7])
      #expect(try ball.iterates(50) == descent, "\(form)")
    }
  }

  @Test func `at a constant η the forms agree to rounding`() throws {
    let paths = try Self.forms.map { form in
      try RuleRun(
        "heavy_ball", ["form": form], ["learning_rate": 0.01, "momentum": 0.9],
        on: .quadratic([100, 3]), from: [1, -2]
      ).iterates(200)
    }
    for path in paths {
      for (one, other) in zip(path, paths[0]) {
        #expect(zip(one, other).allSatisfy { agree($0, $1, within: 0, orBy: 1e-13) })
      }
    }
  }

  @Test func `under a schedule only accumulated goes another way`() throws {
    let paths = try Self.forms.map { form in
      var run = RuleRun(
        "heavy_ball", ["form": form], ["learning_rate": 0.5, "momentum": 0.9, "final": 0],
        schedule: .linear)
      run.scheduledSteps = 50
      return try run.path(50)
    }
    let distance = { (form: Int) in zip(paths[form], paths[0]).map { abs($0 - $1) }.max() ?? 0 }
    #expect(distance(1) < 1e-14)
    #expect(distance(2) > 0.1)
  }

  /// η = h²/m, β = 1 − hγ/m, without rounding at h = ½, m = 2, γ = ½.
  @Test func `a mass with friction is a heavy ball, bit for bit`() throws {
    let ground = RuleRun.Ground.quadratic([1.7, 0.3])
    let physics = RuleRun(
      "heavy_ball", ["form": "physics"], ["time_step": 0.5, "mass": 2, "friction": 0.5],
      on: ground, from: [1, 3])
    let ball = RuleRun(
      "heavy_ball", ["learning_rate": 0.125, "momentum": 0.875], on: ground, from: [1, 3])
    #expect(try physics.iterates(100) == ball.iterates(100))
  }

  /// Oracle d1.2.
  @Test(arguments: forms, [-0.9, -0.5, 0, 0.5, 0.9, 0.99])
  func `the edge of stability is 2(1 + β)`(form: String, momentum: Double) throws {
    try expectEdge(
      at: 2 * (1 + momentum), of: RuleRun("heavy_ball", ["form": form], ["momentum": momentum]))
  }

  /// Oracle d1.7: 38 at β = 0.9, 398 at 0.99.
  @Test(arguments: zip([-0.5, 0.5, 0.9, 0.99], [2.0 / 3, 6, 38, 398]))
  func `the edge of averaged is 2(1 + β)/(1 − β)`(momentum: Double, edge: Double) throws {
    try expectEdge(
      at: edge, of: RuleRun("heavy_ball", ["form": "averaged"], ["momentum": momentum]))
  }

  /// Oracle d1.6: 38 at β = τ = 0.9.
  @Test(arguments: zip([0.5, 0.9, 0.9], [0.5, 0.5, 0.9]))
  func `the edge of dampened is 2(1 + β)/(1 − τ)`(momentum: Double, dampening: Double) throws {
    try expectEdge(
      at: 2 * (1 + momentum) / (1 - dampening),
      of: RuleRun(
        "heavy_ball", ["form": "dampened"], ["momentum": momentum, "dampening": dampening]))
  }

  @Test(arguments: forms) func `|β| < 1`(form: String) throws {
    for (momentum, grows) in [(-1.001, true), (-0.999, false), (0.999, false), (1.001, true)] {
      let run = RuleRun(
        "heavy_ball", ["form": form], ["learning_rate": 0.001, "momentum": momentum])
      #expect(try run.grows() == grows, "\(momentum)")
    }
  }

  /// Oracle d1.3: inside (1 − √z)² ≤ β every run shrinks by √β a step, whatever its curvature.
  @Test(arguments: [0.25, 0.5, 0.81])
  func `the radius is √β where the roots are complex`(momentum: Double) throws {
    for z in [0.7, 1.0, 1.9] {
      let run = RuleRun("heavy_ball", ["learning_rate": z, "momentum": momentum])
      // The amplitude is a cosine's: it changes the mean over 256 steps by ln(its change)/256.
      #expect(agree(try run.rate(512), log(momentum) / 2, within: 0, orBy: log(1000) / 256))
    }
  }

  /// Oracle d1.3: over curvatures 1 … 100 the best is ρ = (√κ − 1)/(√κ + 1) = 9/11, where the roots
  /// are double: xₙ ~ n ρⁿ, so the rate over the last half is ln ρ + ln 2/(n/2) at most.
  @Test func `the best rate`() throws {
    let radius = 9.0 / 11
    let numbers = ["learning_rate": 4.0 / 121, "momentum": radius * radius]
    let rate = try RuleRun("heavy_ball", numbers, on: .quadratic([1, 100]), from: [1, 1]).rate()
    #expect(agree(rate, log(radius), within: 0, orBy: 2 * log(2) / 1024))
    #expect(agree(exp(rate), 0.818182, within: 2e-3))
  }
}
