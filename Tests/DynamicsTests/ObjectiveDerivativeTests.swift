import CLanes
import Dynamics
import SweepPlan
import Testing

#if canImport(DynamicsV4)
  import DynamicsV4
#endif

/// What is true of every objective of the catalog: derivatives are derivatives, lanes are alone.
struct ObjectiveDerivativeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let objective: ObjectiveDescription
    var testDescription: String { objective.name }

    /// Dimensions to try.
    var dimensions: [Int] {
      switch objective.dimensions {
      case .listed(let range):
        [range.lowerBound, objective.usualDimension, min(range.upperBound, 5)]
      case .features: [objective.usualDimension]
      case .units(let perUnit, let others, _):
        [perUnit + others, objective.usualDimension, 5 * perUnit + others]
      }
    }

    func samples(_ count: Int, state: UInt64) -> [ObjectiveSample] {
      var random = SplitMix64(state: state)
      return dimensions.flatMap { dimension in
        (0..<count).map { _ in
          ObjectiveSample(objective, dimension: dimension, using: &random)
        }
      }
    }
  }

  static let cases = Dynamics.catalog.objectives.map(Case.init)

  // A central difference errs by h² f‴/6 and by rounding, ε |f|/h. Third derivatives stay below 10⁵
  // here, which gives 6·10⁻⁸, and the rounding is 10⁻¹⁰ |f|.
  static let h = 0x1p-19
  static let share = 1e-6

  @Test(arguments: cases)
  func `the field is the derivative of the value`(subject: Case) throws {
    if subject.objective.kind == .field { return }
    for sample in subject.samples(8, state: 3) {
      let answer = try sample.answer()
      for i in sample.x.indices {
        let values = try [-Self.h, Self.h].map { shift in
          var moved = sample.x
          moved[i] += shift
          return try sample.answer(at: moved).value
        }
        let isMaximised = subject.objective.kind == .game && i >= sample.x.count / 2
        let slope = (values[1] - values[0]) / (2 * Self.h) * (isMaximised ? -1 : 1)
        let scale = 1 + answer.value.magnitude + slope.magnitude
        #expect(
          agree(answer.gradient[i], slope, within: 0, orBy: Self.share * scale),
          "∂\(i) at \(sample): \(answer.gradient[i]), by differences \(slope)")
      }
    }
  }

  @Test(arguments: cases)
  func `the product is the derivative of the field`(subject: Case) throws {
    for sample in subject.samples(8, state: 4) {
      let answer = try sample.answer()
      let fields = try [-Self.h, Self.h].map { step in
        try sample.answer(at: zip(sample.x, sample.v).map { $0 + step * $1 }).smoothGradient
      }
      let change = zip(fields[0], fields[1]).map { ($1 - $0) / (2 * Self.h) }
      let scale = 1 + (change + answer.gradient).reduce(0) { max($0, $1.magnitude) }
      for i in sample.x.indices {
        #expect(
          agree(answer.hessianProduct[i], change[i], within: 0, orBy: 4 * Self.share * scale),
          "(∇²f v)\(i) at \(sample): \(answer.hessianProduct[i]), by differences \(change[i])")
      }
    }
  }

  /// Only the objectives with a penalty do anything in a proximal map, or beside the smooth gradient.
  @Test(arguments: cases)
  func `without a penalty there is nothing to map`(subject: Case) throws {
    for sample in subject.samples(2, state: 5) where subject.objective.name != "lasso" {
      let answer = try sample.answer()
      #expect(answer.proximalPoint == sample.x)
      #expect(answer.smoothGradient == answer.gradient)
    }
  }

  /// The same formula in float32: roundings 10⁻⁷, which slopes of a few hundred multiply.
  @Test(arguments: cases)
  func `float32 is as float64, roughly`(subject: Case) throws {
    for sample in subject.samples(4, state: 6) {
      let (rough, exact) = try (sample.answer(.float32), sample.answer(.float64))
      #expect(agree(rough.value, exact.value, within: 1e-4, orBy: 1e-3))
      #expect(agree(rough.gradient, exact.gradient, within: 1e-4, orBy: 1e-3))
      #expect(agree(rough.hessianProduct, exact.hessianProduct, within: 1e-4, orBy: 1e-2))
    }
  }

  /// A diverging cell must be seen to, whatever the objective.
  @Test(arguments: cases)
  func `a coordinate that is no number leaves none`(subject: Case) throws {
    for precision in Precision.allCases {
      for sample in subject.samples(1, state: 7) {
        for i in sample.x.indices {
          var x = sample.x
          x[i] = .nan
          let answer = try sample.answer(precision, at: x)
          #expect(answer.value.isNaN)
          #expect(answer.gradient.contains { $0.isNaN })
        }
      }
    }
  }

  /// One question to a lane: what it answers is what one lane answers, whatever the neighbours.
  @Test(arguments: cases, Precision.allCases)
  func `lanes are alone`(subject: Case, precision: Precision) throws {
    let control = lanes_flush_subnormals()
    defer { lanes_restore_floating_point_control(control) }
    let odd = [0, -0.0, .nan, .infinity, -.infinity, 1e30, -1e-30, 1e8]
    for dimension in Set(subject.dimensions) {
      var random = SplitMix64(state: 8)
      var questions: [Dynamics.ObjectiveQuestion] = []
      for number in 0..<100 {
        let sample = ObjectiveSample(subject.objective, dimension: dimension, using: &random)
        var x = sample.x
        if number % 3 == 1 { x[number % x.count] = odd[number % odd.count] }
        questions.append(sample.question(at: x))
      }
      let examples = subject.objective.examples?.defaults ?? []
      let name = subject.objective.name
      let scalars = Dynamics.scalarProbe(name, precision, examples: examples, questions)
      let alone = try #require(scalars)
      var together = [Dynamics.probe(name, precision, examples: examples, questions)]
      #if canImport(DynamicsV4)
        if lanes_x86_64_level() >= 4 {
          together.append(DynamicsV4.probe(name, precision, examples: examples, questions))
        }
      #endif
      for answers in together {
        let answers = try #require(answers)
        #expect(answers.count == questions.count)
        for ((question, one), many) in zip(zip(questions, alone), answers) {
          #expect(bits(many) == bits(one), "\(question)")
        }
      }
    }
  }

  /// All numbers of an answer, every NaN alike.
  private func bits(_ answer: Dynamics.ObjectiveAnswer) -> [UInt64] {
    ([answer.value] + answer.gradient + answer.smoothGradient + answer.hessianProduct
      + answer.proximalPoint)
      .map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
  }
}
