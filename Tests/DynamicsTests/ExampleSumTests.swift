import CLanes
import Dynamics
import SweepPlan
import Testing

#if canImport(DynamicsV4)
  import DynamicsV4
#endif

/// Sums over examples are taken in one order, however many lanes and examples are computed together.
struct ExampleSumTests {
  struct Size: Sendable, CustomTestStringConvertible {
    let examples: Int
    let features: Int
    var testDescription: String { "\(examples) × \(features)" }
  }

  /// Around the sizes in which examples and features are taken together: 16 and 2, 32 and 2.
  static let sizes = [
    Size(examples: 1, features: 1), Size(examples: 2, features: 3),
    Size(examples: 16, features: 32),
    Size(examples: 17, features: 33), Size(examples: 37, features: 70),
    Size(examples: 47, features: 65),
  ]

  private static func rows(_ size: Size, using random: inout SplitMix64) -> [[Double]] {
    (0..<size.examples).map { _ in
      (0...size.features).map { feature in
        let value = Double(Float.random(in: -1...1, using: &random))
        return feature < size.features ? value : value < 0 ? -1 : 1
      }
    }
  }

  private static func question(_ size: Size, using random: inout SplitMix64)
    -> Dynamics.ObjectiveQuestion
  {
    func numbers() -> [Double] {
      (0..<size.features).map { _ in Double(Float.random(in: -1...1, using: &random)) }
    }
    return ([], numbers(), numbers(), 0.5)
  }

  @Test(arguments: sizes)
  func `least squares by the plainest loop give the same bits`(size: Size) throws {
    var random = SplitMix64(state: 7)
    let rows = Self.rows(size, using: &random)
    let question = Self.question(size, using: &random)
    let answers = Dynamics.scalarProbe("linear_regression", .float64, examples: rows, [question])
    let answer = try #require(answers?.first)
    let share = 1 / Double(size.examples)
    var gradient = [Double](repeating: 0, count: size.features)
    var product = gradient
    for row in rows {
      var (s, t) = (0.0, 0.0)
      for i in 0..<size.features {
        s.addProduct(row[i], question.x[i])
        t.addProduct(row[i], question.v[i])
      }
      for i in 0..<size.features {
        gradient[i].addProduct(row[i], share * (s - row[size.features]))
        product[i].addProduct(row[i], share * t)
      }
    }
    #expect(answer.gradient == gradient)
    #expect(answer.hessianProduct == product)
  }

  @Test(
    arguments: ["linear_regression", "logistic_regression", "sigmoid_erm", "lasso"],
    [Precision.float32, .float64])
  func `every width gives the same bits`(name: String, precision: Precision) throws {
    let control = lanes_flush_subnormals()
    defer { lanes_restore_floating_point_control(control) }
    for size in Self.sizes {
      var random = SplitMix64(state: 11)
      let rows = Self.rows(size, using: &random)
      let questions = (0..<70).map { _ in
        var question = Self.question(size, using: &random)
        if name != "linear_regression" { question.coefficients = [0.25] }
        return question
      }
      let alone = Dynamics.scalarProbe(name, precision, examples: rows, questions)
      let one = try #require(alone)
      var others = [Dynamics.probe(name, precision, examples: rows, questions)]
      #if canImport(DynamicsV4)
        if lanes_x86_64_level() >= 4 {
          others.append(DynamicsV4.probe(name, precision, examples: rows, questions))
        }
      #endif
      for answers in others {
        for (a, b) in zip(one, try #require(answers)) {
          #expect(a.value == b.value, "\(size)")
          #expect(a.gradient == b.gradient, "\(size)")
          #expect(a.hessianProduct == b.hessianProduct, "\(size)")
        }
      }
    }
  }

  @Test func `the sigmoid loss of many examples is the mean of each one's`() throws {
    let size = Size(examples: 37, features: 70)
    var random = SplitMix64(state: 5)
    let rows = Self.rows(size, using: &random)
    var question = Self.question(size, using: &random)
    question.coefficients = [0.125]
    func answer(_ rows: [[Double]]) throws -> Dynamics.ObjectiveAnswer {
      let answers = Dynamics.scalarProbe("sigmoid_erm", .float64, examples: rows, [question])
      return try #require(answers?.first)
    }
    let all = try answer(rows)
    let each = try rows.map { try answer([$0]) }
    func mean(_ number: (Dynamics.ObjectiveAnswer) -> Double) -> Double {
      each.reduce(0) { $0 + number($1) } / Double(size.examples)
    }
    // Some hundred roundings.
    #expect((all.value - mean(\.value)).magnitude < 1e-13)
    for i in 0..<size.features {
      #expect((all.gradient[i] - mean { $0.gradient[i] }).magnitude < 1e-13)
      #expect((all.hessianProduct[i] - mean { $0.hessianProduct[i] }).magnitude < 1e-13)
    }
  }
}
