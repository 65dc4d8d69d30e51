import Foundation
import SweepPlan
import Testing

/// `rate` by its definition, from gradients that a trace reports and the system's logarithm.
struct RateTests {
  /// One lane, ends of trajectories all around the marks, and several `every`.
  @Test(arguments: Pair.all)
  func `rate is the mean log change from the mark in the first half`(pair: Pair) throws {
    for (momentumRow, learningRateColumn) in [(1, 2), (3, 8), (2, 14), (0, 11), (4, 19)] {
      var question = pair.map(rows: 5, columns: 20)
      func isolate(_ values: inout [Question.Values]) {
        values = values.map { values in
          switch values {
          case .fixed: values
          case .rows(let list): .fixed(list[momentumRow])
          case .columns(let list): .fixed(list[learningRateColumn])
          }
        }
      }
      isolate(&question.hyperparameters)
      isolate(&question.start)
      (question.rows, question.columns) = (1, 1)
      let gradients = try question.trace(steps: 140).map(\.gradient)
      for every in [1, 3, 16, 200] {
        for steps in [1, 2, 3, 5, 6, 7, 11, 12, 13, 31, 32, 33, 47, 48, 49, 63, 64, 127, 128, 140] {
          question.steps = steps
          question.rule = VerdictRule(
            escapeRadius: pair.precision == .float32 ? 1e30 : 1e300, tolerance: 0, every: every)
          let answer = try question.answer()
          let end = answer.steps[0]
          #expect(end == steps || answer.verdicts[0] != .bounded)
          let mark = referenceStep(end: end, every: every)
          #expect(2 * mark <= end)
          let expected = meanLogChange(Array(gradients[...end]), every: every)
          let units =
            Foundation.log(gradients[end]).magnitude
            + Foundation.log(gradients[mark]).magnitude
          let ulp = pair.precision == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
          // Each logarithm is off by a unit in its last place, their difference and the quotient
          // by half of one.
          let rounding = 2 * ulp * (units / Double(end - mark) + expected.magnitude)
          #expect(
            agree(answer.rates[0], expected, within: 0, orBy: rounding),
            "every \(every), \(steps) steps, ended at \(end), from \(mark): \(answer.rates[0])")
        }
      }
    }
  }

  @Test func `the marks are 0, e, 2e, 4e and so on, in the first half`() {
    #expect(
      [1, 31, 32, 63, 64, 127, 128].map { referenceStep(end: $0, every: 16) }
        == [0, 0, 16, 16, 32, 32, 64])
  }

  @Test func `a gradient that becomes zero, and one that leaves the numbers`() throws {
    for precision in Precision.allCases {
      func rate(_ learningRate: Double, radius: Double) throws -> Double {
        try Question(
          "gradient_descent", [.fixed(learningRate)], on: "quadratic", [.fixed(1)],
          start: [.fixed(1)], precision, steps: 8,
          rule: VerdictRule(escapeRadius: radius, tolerance: 0, every: 4)
        ).answer().rates[0]
      }
      #expect(try rate(1, radius: 10) == -.infinity)
      #expect(try rate(1e300, radius: 1e3) == .infinity)
      #expect(try rate(2, radius: 10) == 0)
    }
  }
}
