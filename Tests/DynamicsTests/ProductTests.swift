import Dynamics
import Foundation
import SweepPlan
import Testing

/// Every optimizer with every option on every objective, in both precisions, by every kernel of this
/// machine: fused or not, in vectors or in one lane, all answers are the same to the last bit.
///
/// It walks the catalog: a new line there is tested by being there.
struct ProductTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let optimizer: OptimizerDescription
    let precision: Precision
    var testDescription: String { "\(optimizer.name), \(precision.rawValue)" }

    static let all = catalog.rules.flatMap { optimizer in
      Precision.allCases.map { Case(optimizer: optimizer, precision: $0) }
    }

    func map(_ options: [Int], on objective: ObjectiveDescription) -> Question {
      .map(optimizer, options, on: objective, precision)
    }
  }

  @Test(arguments: Case.all)
  func `all kernels give the same bits on every objective`(run: Case) throws {
    var verdicts: Set<Verdict> = []
    let variants = Wish.isLong ? run.optimizer.combinations : run.optimizer.variants
    for options in variants {
      for objective in catalog.objectives {
        for question in run.map(options, on: objective).withExtras {
          let answer = try question.expectSameOfAllKernels(run.optimizer.words(for: options))
          verdicts.formUnion(answer.verdicts)
        }
      }
    }
    #expect(verdicts.count >= 2, "maps of one fate say little")
    #expect(!verdicts.contains(.missing))
  }

  /// On a parabola, where most rules step straight, and on a curved valley.
  private static let grounds = catalog.objectives.filter {
    ["quadratic", "rosenbrock"].contains($0.name)
  }

  @Test(arguments: Case.all)
  func `under every schedule, warm-up being an axis`(run: Case) throws {
    for options in Wish.isLong ? run.optimizer.variants : [run.optimizer.defaultOptions] {
      for objective in Self.grounds {
        for schedule in Schedule.allCases {
          var question = run.map(options, on: objective)
          question.schedule = schedule
          question.scheduleNumbers = schedule.hyperparameters.map { hyperparameter in
            hyperparameter == .warmup ? .rows(spread(question.rows) { 60 * $0 * $0 }) : .fixed(0.25)
          }
          question.fixRows(of: \.hyperparameters)
          question.fixRows(of: \.start)
          try question.expectSameOfAllKernels("\(schedule), \(run.optimizer.words(for: options))")
          // The other number too, and the two together with clipping.
          guard schedule != .constant else { continue }
          question.scheduleNumbers = [.fixed(12.5), .rows(spread(question.rows) { 2 * $0 })]
          question.clipNorm = .fixed(0.75)
          try question.expectSameOfAllKernels("\(schedule) with its end as an axis, clipped")
        }
      }
    }
  }

  @Test(arguments: Case.all)
  func `clipped, the largest norm being an axis`(run: Case) throws {
    for options in run.optimizer.variants {
      for objective in Self.grounds {
        var question = run.map(options, on: objective)
        question.clipNorm = .rows(spread(question.rows) { pow(10, 6 * $0 - 4) })
        question.fixRows(of: \.hyperparameters)
        question.fixRows(of: \.start)
        try question.expectSameOfAllKernels("clipped, \(run.optimizer.words(for: options))")
      }
    }
  }
}

extension Question {
  /// A map of a rule on an objective, made from their descriptions: the step size along the columns,
  /// along the rows the rule's second number, or the start if it has only one.
  static func map(
    _ optimizer: OptimizerDescription, _ options: [Int], on objective: ObjectiveDescription,
    _ precision: Precision
  ) -> Question {
    var question = Question(
      optimizer, options: options, on: objective, dimension: objective.mapDimension, precision,
      steps: Wish.isLong ? 1000 : 150,
      rule: VerdictRule(escapeRadius: 1e6, tolerance: 1e-2, every: 8))
    (question.rows, question.columns) = (5, 37)
    question.cycle = CycleRule(longest: 6, tolerance: precision == .float32 ? 1e-4 : 1e-8)

    let described = optimizer.hyperparameters(options: options)
    question.hyperparameters = described.map { .fixed($0.sample) }
    question.hyperparameters[0] = .columns(spread(question.columns) { pow(10, 4.5 * $0 - 3.5) })
    if described.count > 1 {
      question.hyperparameters[1] = .rows(spread(question.rows, described[1].around))
    } else if case .fixed(let start) = question.start[0] {
      question.start[0] = .rows(spread(question.rows) { start + 4 * $0 - 2 })
    }
    question.coefficients = objective.hyperparameters(dimension: question.start.count).map {
      .fixed($0.sample)
    }
    return question
  }

  /// This, and the same with the coefficients at work that a plain kernel leaves out.
  var withExtras: [Question] {
    guard !objective.extras.isEmpty else { return [self] }
    var other = self
    let described = objective.hyperparameters(dimension: start.count)
    for (index, coefficient) in described.enumerated()
    where objective.extras.contains(where: { coefficient.name.hasPrefix($0) }) {
      other.coefficients[index] = .fixed(0.25)
    }
    return [self, other]
  }

  /// Puts what varies along the rows back to its middle value.
  mutating func fixRows(of part: WritableKeyPath<Question, [Values]>) {
    self[keyPath: part] = self[keyPath: part].map { values in
      if case .rows(let list) = values { .fixed(list[list.count / 2]) } else { values }
    }
  }
}

extension ObjectiveDescription {
  /// Two coordinates where there may be two.
  fileprivate var mapDimension: Int {
    if case .listed(let range) = dimensions, range.contains(2) { return max(2, usualDimension) }
    return usualDimension
  }
}

extension Hyperparameter {
  /// Its default; where a sweep must say, something usual.
  fileprivate var sample: Double {
    let known = [
      "learning_rate": 0.05, "time_step": 0.05, "momentum": 0.9, "re_z": -1, "im_z": 2,
      "eigenvalue_0": 3, "eigenvalue_1": 1,
    ]
    return defaultValue ?? known[name] ?? 0.5
  }

  /// Values around it, for u from 0 to 1: a share may pass 1, what is off is switched on.
  fileprivate var around: (_ u: Double) -> Double {
    switch sample {
    case 1 where name == Hyperparameter.substeps.name: { (1 + 4 * $0).rounded(.down) }
    case 0: { $0 }
    case 0.1...1: { 1.05 * $0 }
    case let value: { value * pow(16, $0 - 0.5) }
    }
  }
}
