import Foundation
import SweepPlan
import Testing

/// g ← g · min(1, c/‖g‖), seen through gradient descent on quadratics.
struct ClippingTests {
  private func descent(
    _ learningRate: Double, eigenvalues: [Double], start: [Double], clipNorm: Double,
    _ precision: Precision, steps: Int
  ) throws -> Question {
    var question = try Question(
      "gradient_descent", [.fixed(learningRate)], on: "quadratic", eigenvalues.map { .fixed($0) },
      start: start.map { .fixed($0) }, precision, steps: steps,
      rule: VerdictRule(
        escapeRadius: precision == .float32 ? Double(Float.greatestFiniteMagnitude) : 1e308,
        tolerance: 0, every: 16))
    question.clipNorm = .fixed(clipNorm)
    return question
  }

  /// ½x² from 10 with c = ½ and η = ¼: steps of ⅛ down to ½, and from there x is ¾ of itself.
  @Test(arguments: Precision.allCases)
  func `in one coordinate a step is ηc until the gradient is small`(precision: Precision) throws {
    for sign in [1.0, -1] {
      let points = try descent(
        0.25, eigenvalues: [1], start: [10 * sign], clipNorm: 0.5, precision, steps: 100
      ).trace()
      var x = 10 * sign
      for (k, point) in points.enumerated() {
        #expect(agree(point.x[0], x, within: precision == .float32 ? 1e-5 : 1e-13), "step \(k)")
        // What is reported is the gradient itself.
        #expect(point.gradient == point.x[0].magnitude)
        x -= 0.25 * (x.magnitude > 0.5 ? 0.5 * sign : x)
      }
    }
  }

  /// The direction stays: all coordinates share one factor.
  @Test(arguments: Precision.allCases)
  func `in many coordinates the norm is Euclidean`(precision: Precision) throws {
    let (eigenvalues, c, rate) = ([4.0, 1, 0.5, 3], 0.7, 0.2)
    var x = [1.0, -2, 3, 0.1]
    let points = try descent(
      rate, eigenvalues: eigenvalues, start: x, clipNorm: c, precision, steps: 80
    ).trace()
    var clippedSteps = 0
    for (k, point) in points.enumerated() {
      for i in x.indices {
        #expect(
          agree(point.x[i], x[i], within: 0, orBy: precision == .float32 ? 1e-5 : 1e-13),
          "step \(k), coordinate \(i)")
      }
      let g = zip(eigenvalues, x).map { $0 * $1 }
      let norm = g.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if norm > c { clippedSteps += 1 }
      for i in x.indices { x[i] -= rate * g[i] * min(1, c / norm) }
    }
    #expect((10...70).contains(clippedSteps))
  }

  /// Squares would overflow at 10³⁰ in single precision, and the norm itself next to the end of
  /// the numbers.
  @Test(arguments: [
    (Precision.float32, 1e30), (.float32, 3e38), (.float64, 1e200), (.float64, 1.5e308),
  ])
  func `huge gradients are clipped like others`(precision: Precision, size: Double) throws {
    for coordinates in [1, 2, 8] {
      let start = (0..<coordinates).map { $0.isMultiple(of: 2) ? size : -size }
      let question = try descent(
        size / 16, eigenvalues: start.map { _ in 1 }, start: start, clipNorm: 1, precision,
        steps: 8)
      let points = try question.trace()
      for (k, point) in points.enumerated() {
        // Each coordinate is 1/√d of the clipped gradient.
        let x = size * (1 - Double(k) / 16 / Double(coordinates).squareRoot())
        for i in 0..<coordinates {
          #expect(
            agree(point.x[i], start[i] < 0 ? -x : x, within: 1e-5), "\(coordinates), step \(k)")
        }
      }
      try question.expectSameOfAllKernels("\(size), \(coordinates) coordinates")
    }
  }

  @Test(arguments: Precision.allCases)
  func `nothing is clipped of a gradient that is zero or as long as allowed`(precision: Precision)
    throws
  {
    let still = try descent(
      0.5, eigenvalues: [1, 0], start: [0, 3], clipNorm: 1e-30, precision, steps: 5)
    #expect(try still.trace().allSatisfy { $0.x == [0, 3] })
    #expect(try still.expectSameOfAllKernels().verdicts == [.converged])
    // ‖(3, 4)‖ = 5, exactly.
    let equal = try descent(
      0.5, eigenvalues: [1, 1], start: [3, 4], clipNorm: 5, precision, steps: 1)
    #expect(try equal.trace()[1].x == [1.5, 2])
  }

  @Test(arguments: Precision.allCases)
  func `a gradient that is no number stays none`(precision: Precision) throws {
    let end = precision == .float32 ? Double(Float.greatestFiniteMagnitude) : 1.7e308
    let question = try descent(
      1, eigenvalues: [4, 1], start: [end, 1], clipNorm: 1, precision, steps: 16)
    let answer = try question.expectSameOfAllKernels()
    #expect(answer.verdicts == [.diverged])
    #expect(answer.rates == [.infinity])
  }

  /// A norm that no gradient reaches leaves every bit, though another loop runs it. (Rosenbrock's
  /// gradient reaches any.)
  @Test(arguments: Pair.all.filter { $0.objective.name == "quadratic" })
  func `clipping that never happens changes no bit`(pair: Pair) throws {
    let plain = pair.map(rows: 5, columns: 37)
    var clipped = plain
    clipped.clipNorm = .fixed(pair.precision == .float32 ? 1e38 : 1e300)
    let expected = try plain.answer()
    let answer = try clipped.expectSameOfAllKernels()
    for variable in Variable.plain {
      #expect(answer.bytes(variable) == expected.bytes(variable), "\(variable)")
    }
  }
}
