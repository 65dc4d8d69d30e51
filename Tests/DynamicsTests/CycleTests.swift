import Dynamics
import Foundation
import SweepPlan
import Testing

/// `period`: after how many steps a trajectory returns, where that is known.
struct CycleTests {
  /// The periods that every kernel finds, with runs of several lengths: the cycle must be found
  /// wherever on it the search begins.
  private func periods(
    _ question: Question, upTo longest: Int = 64, tolerance: Double? = nil,
    steps: [Int] = [300, 301, 302, 303, 304, 305, 306]
  ) throws -> [[Int]] {
    let usual = question.precision == .float32 ? 1e-4 : 1e-8
    return try steps.map { steps in
      var question = question
      question.steps = steps
      question.cycle = CycleRule(longest: longest, tolerance: tolerance ?? usual)
      let answer = try question.expectSameOfAllKernels("\(steps) steps")
      for (verdict, period) in zip(answer.verdicts, answer.periods) {
        if verdict == .converged { #expect(period == 1) }
        if verdict == .diverged { #expect(period == 0) }
      }
      return answer.periods
    }
  }

  private func descent(_ learningRates: [Double], _ precision: Precision) throws -> Question {
    try Question(
      "gradient_descent", [.columns(learningRates)], on: "quadratic", [.fixed(1)],
      start: [.fixed(1)], precision, columns: learningRates.count, steps: 1,
      rule: VerdictRule(escapeRadius: 1e6, tolerance: 1e-6, every: 16))
  }

  /// A heavy ball without friction turns by the angle θ in each step, 2 cos θ = 2 − ηλ.
  private func circle(_ z: [Double], _ precision: Precision) throws -> Question {
    try Question(
      "heavy_ball", [.columns(z), .fixed(1)], on: "quadratic", [.fixed(1)], start: [.fixed(1)],
      precision, columns: z.count, steps: 1,
      rule: VerdictRule(escapeRadius: 1e6, tolerance: 1e-6, every: 16))
  }

  @Test(arguments: Precision.allCases)
  func `gradient descent at ηλ = 2 swings between two points`(precision: Precision) throws {
    // Beside it: fast to rest, slow to rest, to infinity.
    for periods in try periods(descent([2, 0.5, 1e-5, 2.5], precision)) {
      #expect(periods == [2, 1, 0, 0])
    }
  }

  /// In whole numbers: 1, 0, −1, −1, 0, 1; 1, −1, −1, 1; 1, −2, 1.
  @Test(arguments: Precision.allCases)
  func `a heavy ball without friction turns in six, four or three steps`(precision: Precision)
    throws
  {
    for periods in try periods(circle([1, 2, 3], precision)) { #expect(periods == [6, 4, 3]) }
  }

  /// θ = 2πp/q returns after q steps, whatever p; beyond the longest that is looked for it does not.
  @Test func `any rational rotation, up to the longest period`() throws {
    let turns = [(1, 5), (2, 5), (3, 8), (5, 12), (1, 12), (7, 31), (1, 63), (1, 64), (31, 64)]
    let z = turns.map { 2 - 2 * cos(2 * .pi * Double($0) / Double($1)) }
    for periods in try periods(circle(z, .float64)) { #expect(periods == turns.map(\.1)) }
    for periods in try periods(circle(z, .float64), upTo: 12) {
      #expect(periods == turns.map { $0.1 <= 12 ? $0.1 : 0 })
    }
    for periods in try periods(circle(z, .float64), upTo: 4096, steps: [300]) {
      #expect(periods == turns.map(\.1))
    }
  }

  @Test(arguments: Precision.allCases)
  func `an irrational rotation never returns`(precision: Precision) throws {
    // cos θ = ¾, ⅖ and (√5 − 1)/2 of a turn.
    let golden = 2 - 2 * cos(.pi * (5.0.squareRoot() - 1))
    for periods in try periods(circle([0.5, 1.2, golden], precision)) {
      #expect(periods == [0, 0, 0])
    }
  }

  /// It stays near its anchor for a while, but not for twice the longest period.
  @Test func `a slow drift is no rest`() throws {
    for periods in try periods(descent([1e-5, 1e-7, 1e-9], .float64)) {
      #expect(periods == [0, 0, 0])
    }
    for periods in try periods(descent([1e-3, 1e-5], .float32)) { #expect(periods == [0, 0]) }
  }

  /// A spiral that closes slowly, and one that opens, are no cycles.
  @Test func `what still shrinks or grows is no cycle`() throws {
    let question = try Question(
      "heavy_ball", [.fixed(2), .columns([0.999, 1, 1.001])], on: "quadratic", [.fixed(1)],
      start: [.fixed(1)], .float64, columns: 3, steps: 1,
      rule: VerdictRule(escapeRadius: 1e6, tolerance: 1e-6, every: 16))
    for periods in try periods(question) { #expect(periods == [0, 4, 0]) }
  }

  @Test func `the tolerance is of the size of the cycle`() throws {
    var question = try circle([2 - 2 * cos(.pi / 2 + 1e-7)], .float64)
    for size in [1e-200, 1, 1e200] {
      question.start = [.fixed(size)]
      question.rule = VerdictRule(escapeRadius: 1e300, tolerance: 0, every: 16)
      for periods in try periods(question, upTo: 8, tolerance: 1e-5) { #expect(periods == [4]) }
      for periods in try periods(question, upTo: 8, tolerance: 1e-8) { #expect(periods == [0]) }
    }
  }

  /// Every coordinate must return: 3 and 4 steps are 12.
  @Test(arguments: Precision.allCases)
  func `coordinates of several periods`(precision: Precision) throws {
    let question = try Question(
      "heavy_ball", [.fixed(1), .fixed(1)], on: "quadratic", [.fixed(3), .fixed(2), .fixed(0)],
      start: [.fixed(1), .fixed(-0.5), .fixed(0)], precision, steps: 1,
      rule: VerdictRule(escapeRadius: 1e6, tolerance: 1e-6, every: 16))
    for periods in try periods(question) { #expect(periods == [12]) }
  }

  /// A sweep that does not look for cycles says of rest only.
  @Test func `nothing is searched unless it is asked for`() throws {
    var question = try descent([0.5, 2], .float64)
    question.steps = 300
    #expect(try question.expectSameOfAllKernels().periods == [1, 0])
  }

  /// Oracle d4.39: on x²/2 − x³/3 the period doubles at η = 2 and √6, and on to 2.5699.
  @Test(arguments: Precision.allCases)
  func `the road to chaos`(precision: Precision) throws {
    let learningRates = [1, 2.1, 2.46, 2.55]
    let question = try Question(
      "gradient_descent", [.columns(learningRates)], on: "cubic", [], start: [.fixed(0.5)],
      precision, columns: 4, steps: 1,
      rule: VerdictRule(escapeRadius: 1e6, tolerance: 1e-6, every: 16))
    for periods in try periods(question, steps: [5000, 5001, 5003, 5005]) {
      #expect(periods == [1, 2, 4, 8])
    }
    // Chaos never returns.
    let chaos = try Question(
      "gradient_descent", [.fixed(3)], on: "cubic", [], start: [.fixed(0.4)], precision, steps: 1,
      rule: VerdictRule(escapeRadius: 1e6, tolerance: 1e-6, every: 16))
    for periods in try periods(chaos) { #expect(periods == [0]) }
  }

  /// x ← x − η sign(x) from between: x and x − η, for good.
  @Test(arguments: Precision.allCases)
  func `steps of one length end in a cycle of two`(precision: Precision) throws {
    let question = try Question(
      "sign_descent", [.fixed(0.125)], on: "quadratic", [.fixed(1)], start: [.fixed(0.9)],
      precision, steps: 1, rule: VerdictRule(escapeRadius: 1e6, tolerance: 1e-6, every: 16))
    for periods in try periods(question) { #expect(periods == [2]) }
  }
}
