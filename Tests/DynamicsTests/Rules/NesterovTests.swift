import Foundation
import SweepPlan
import Testing

struct NesterovTests {
  /// β = ½, η = ¼, λ = 2 and x₀ = 1, by hand, exact in binary:
  /// y = 1, v = −½, x = ½; y = ½ − ¼, v = −¼ − ⅛, x = ⅛; y = ⅛ − 3/16, v = −3/16 + 1/32, x = −1/32.
  /// `accumulated` has y for its iterate: x + v/2.
  @Test(arguments: Precision.allCases) func `three steps by hand`(precision: Precision) throws {
    func path(_ form: String) throws -> [Double] {
      try RuleRun(
        "nesterov", ["form": form], ["learning_rate": 0.25, "momentum": 0.5], on: .quadratic([2]),
        precision
      ).path(3)
    }
    #expect(try path("look_ahead") == [1, 0.5, 0.125, -0.03125])
    #expect(try path("accumulated") == [1, 0.25, -0.0625, -0.109375])
  }

  /// β = 0, then ¼: y = ½ − ⅛, v = −⅛ − 3/16, x = 3/16. Accumulated: v = 2, x = ½;
  /// v = ½ + 1, x = ½ − ¼(1 + ⅜).
  @Test func `growing momentum by hand`() throws {
    func path(_ form: String) throws -> [Double] {
      try RuleRun(
        "nesterov", ["form": form, "momentum_rule": "accelerating"], ["learning_rate": 0.25],
        on: .quadratic([2])
      ).path(2)
    }
    #expect(try path("look_ahead") == [1, 0.5, 0.1875])
    #expect(try path("accumulated") == [1, 0.5, 0.15625])
  }

  /// f(x_k) ≤ 2‖x₀‖²/(η(k + 1)²) for η = 1/L (W. Su, S. Boyd, E. Candès, 2014, arXiv:1503.01243).
  @Test(arguments: ["look_ahead", "accumulated"])
  func `growing momentum goes down as 1/k²`(form: String) throws {
    let run = RuleRun(
      "nesterov", ["form": form, "momentum_rule": "accelerating"], ["learning_rate": 1],
      on: .quadratic([1, 1e-2, 1e-4]), from: [1, 1, 1])
    for (k, point) in try run.points(3000).enumerated() {
      #expect(point.objective <= 2 * 3 / pow(Double(k + 1), 2))
    }
  }

  @Test func `accumulated iterates the point ahead`() throws {
    func iterates(_ form: String) throws -> [[Double]] {
      try RuleRun(
        "nesterov", ["form": form], ["learning_rate": 0.01, "momentum": 0.9],
        on: .quadratic([100, 3]), from: [1, -2]
      ).iterates(200)
    }
    let x = try iterates("look_ahead")
    let y = try iterates("accumulated")
    for k in 1...200 {
      for i in 0..<2 {
        #expect(agree(y[k][i], x[k][i] + 0.9 * (x[k][i] - x[k - 1][i]), within: 0, orBy: 1e-13))
      }
    }
  }

  /// Oracle d1.4 and d1.5: 0 < ηλ < 2(1 + β)/(1 + 2β).
  @Test(
    arguments: ["look_ahead", "accumulated"],
    [(0, 2), (0.5, 1.5), (0.9, 1.357143), (0.99, 1.335570)])
  func `the edge of stability`(form: String, known: (momentum: Double, edge: Double)) throws {
    let edge = 2 * (1 + known.momentum) / (1 + 2 * known.momentum)
    #expect(agree(edge, known.edge, within: 1e-6))
    try expectEdge(
      at: edge, of: RuleRun("nesterov", ["form": form], ["momentum": known.momentum]))
  }

  /// Oracle d1.4: a strip with β > 1 is stable, while β(1 − z) < 1.
  @Test func `momentum above 1 is stable while β(1 − z) < 1`() throws {
    let verdicts = try [0.49, 0.51, 1.0].map { z in
      try RuleRun("nesterov", ["learning_rate": z, "momentum": 2]).grows()
    }
    #expect(verdicts == [true, false, false])
  }

  /// Oracle d1.9: over curvatures 1 … 100, η = 4/(3L + μ) and β = (√(3κ + 1) − 2)/(√(3κ + 1) + 2)
  /// give ρ = 1 − 2/√(3κ + 1), at a double root: the rate is off by ln 2/(n/2) at most.
  @Test func `the best rate`() throws {
    let root = 301.0.squareRoot()
    let rate = try RuleRun(
      "nesterov", ["learning_rate": 4.0 / 301, "momentum": (root - 2) / (root + 2)],
      on: .quadratic([1, 100]), from: [1, 1]
    ).rate()
    #expect(agree(rate, log(1 - 2 / root), within: 0, orBy: 2 * log(2) / 1024))
    #expect(agree(exp(rate), 0.884722, within: 2e-3))
  }
}
