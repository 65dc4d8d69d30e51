import Dynamics
import Foundation
import SweepPlan
import Testing

/// `Schedule`, step by step. On −½x² gradient descent multiplies x by 1 + ηs in every step, which
/// shows s as it was.
struct StepSizeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let schedule: Schedule
    let warmup: Double
    /// Of the schedules that have one.
    let final: Double
    let steps: Int

    var testDescription: String { "\(schedule), warmup \(warmup), final \(final), \(steps) steps" }

    /// s(t) of N steps, as `Schedule` says it.
    func share(_ t: Int) -> Double {
      let t = Double(t)
      if t < warmup { return t / warmup }
      let u = (t - warmup) / (Double(steps) - warmup)
      switch schedule {
      case .constant: return 1
      case .linear: return 1 - (1 - final) * u
      case .cosine: return final + (1 - final) * (1 + cos(.pi * u)) / 2
      }
    }

    static let all = Schedule.allCases.flatMap { schedule in
      [1, 2, 100].flatMap { steps in
        [0, 0.5, 1, 17.25, 60, 99.5].filter { $0 < Double(steps) }.flatMap { warmup in
          (schedule == .constant ? [0] : [0, 0.125, 1, 1.5]).map { final in
            Case(schedule: schedule, warmup: warmup, final: final, steps: steps)
          }
        }
      }
    }
  }

  private func descent(_ run: Case, _ precision: Precision) throws -> Question {
    var question = try Question(
      "gradient_descent", [.fixed(0.5)], on: "quadratic", [.fixed(-1)], start: [.fixed(1)],
      precision, steps: run.steps, rule: VerdictRule(escapeRadius: 1e30, tolerance: 0, every: 1))
    question.schedule = run.schedule
    question.scheduleNumbers = run.schedule.hyperparameters.map {
      .fixed($0 == .warmup ? run.warmup : run.final)
    }
    return question
  }

  @Test(arguments: Case.all, Precision.allCases)
  func `the step size is the schedule's at every step`(run: Case, precision: Precision) throws {
    let points = try descent(run, precision).trace()
    let unit = precision == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    for t in 0..<run.steps {
      let share = 2 * (points[t + 1].x[0] / points[t].x[0] - 1)
      // The quotient's rounding, doubled; and the formula's own.
      #expect(agree(share, run.share(t), within: 0, orBy: 8 * unit), "step \(t + 1)")
    }
    if run.warmup > 0 { #expect(points[1].x == points[0].x, "the first step of a warmup is none") }
  }

  /// The search for cycles goes on past the last step, with the step size that it had there: a linear
  /// schedule down to nothing leaves the iterate where it is.
  @Test(arguments: Precision.allCases)
  func `past the last step the step size stays`(precision: Precision) throws {
    for schedule in [Schedule.linear, .cosine] {
      for (final, period) in [(0.0, 1), (0.5, 2), (0.375, 0)] {
        var question = try descent(
          Case(schedule: schedule, warmup: 3, final: final, steps: 20), precision)
        // At the end ηsλ is 0, 2 and 1.5, with which x shrinks.
        question.hyperparameters = [.fixed(4)]
        question.coefficients[0] = .fixed(1)
        question.rule = VerdictRule(escapeRadius: 1e30, tolerance: 0, every: 16)
        question.cycle = CycleRule(longest: 8, tolerance: 1e-4)
        let answer = try question.expectSameOfAllKernels("\(schedule), \(final)")
        #expect(answer.verdicts == [.bounded])
        #expect(answer.periods == [period], "\(schedule), \(final)")
      }
    }
  }

  /// What the forms of heavy ball differ in: `accumulated` keeps η out of the memory.
  @Test(arguments: ["velocity", "accumulated"])
  func `a schedule acts on η alone`(form: String) throws {
    let run = Case(schedule: .cosine, warmup: 7.5, final: 0.25, steps: 60)
    let (rate, momentum, curvature) = (0.3, 0.75, 1.25)
    var question = try Question(
      "heavy_ball", [.fixed(rate), .fixed(momentum)], options: ["form": form], on: "quadratic",
      [.fixed(curvature)], start: [.fixed(1)], .float64, steps: run.steps,
      rule: VerdictRule(escapeRadius: 1e30, tolerance: 0, every: 1))
    question.schedule = run.schedule
    question.scheduleNumbers = [.fixed(run.warmup), .fixed(run.final)]
    var (x, v) = (1.0, 0.0)
    for (t, point) in try question.trace().enumerated() {
      #expect(agree(point.x[0], x, within: 1e-12, orBy: 1e-14), "step \(t)")
      let scheduled = rate * run.share(t)
      if form == "velocity" {
        v = momentum * v - scheduled * curvature * x
        x += v
      } else {
        v = momentum * v + curvature * x
        x -= scheduled * v
      }
    }
  }

  /// A constant schedule without warmup is none at all, though another loop runs it.
  @Test(arguments: Pair.all)
  func `a schedule that changes nothing changes no bit`(pair: Pair) throws {
    let plain = pair.map(rows: 5, columns: 37)
    var scheduled = plain
    scheduled.schedule = .constant
    scheduled.scheduleNumbers = [.fixed(0)]
    let expected = try plain.answer()
    let answer = try scheduled.expectSameOfAllKernels()
    for variable in Variable.plain {
      #expect(answer.bytes(variable) == expected.bytes(variable), "\(variable)")
    }
  }
}
