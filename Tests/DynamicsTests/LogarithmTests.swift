import Foundation
import SweepPlan
import Testing

/// The kernels' own logarithm, seen through `rate`: gradient descent for one step, so made that one of
/// the two gradients is 1 and the rate is ±ln of the other, with no rounding but the logarithm's.
struct LogarithmTests {
  /// From x = (y, 2⁶⁰) with λ = (1, 2⁻⁶⁰) and η = 1 the first coordinate falls to 0, the second is too
  /// large to move: the gradient goes from y to 1.
  @Test(arguments: Precision.allCases) func `of numbers above 1`(precision: Precision) throws {
    let values = precision.spread(from: 0, to: precision.largestExponent)
    let all = try rates(
      precision, learningRate: .fixed(1), eigenvalues: [.fixed(1), .fixed(0x1p-60)],
      start: [.columns(values), .fixed(0x1p60)])
    for rates in all {
      for (y, rate) in zip(values, rates) { expect(-rate, isLogarithmOf: y, precision) }
    }
  }

  /// From x = (1, 1) with λ = (1, y) and η = 1 the first coordinate falls to 0: the gradient goes
  /// from 1 to y(1 − y).
  @Test(arguments: Precision.allCases)
  func `of numbers below a quarter`(precision: Precision) throws {
    let values = precision.spread(from: precision.smallestExponent + 1, to: -2)
    let all = try rates(
      precision, learningRate: .fixed(1), eigenvalues: [.fixed(1), .columns(values)],
      start: [.fixed(1), .fixed(1)])
    for rates in all {
      for (y, rate) in zip(values, rates) {
        let gradient =
          switch precision {
          case .float32: Double(Float(y) * (1 - Float(y)))
          case .float64: y * (1 - y)
          }
        expect(rate, isLogarithmOf: gradient, precision)
      }
    }
  }

  /// From x = 1 with λ = 1 the gradient goes from 1 to |1 − η|.
  @Test(arguments: Precision.allCases) func `of numbers around 1`(precision: Precision) throws {
    var values = (0..<4096).map { Double($0 - 2048) / 1024 * 0.9 }
    values += (1..<300).flatMap { [Double($0) * precision.half, -2 * Double($0) * precision.half] }
    if precision == .float32 { values = values.map { Double(Float($0)) } }
    let all = try rates(
      precision, learningRate: .columns(values), eigenvalues: [.fixed(1), .fixed(0)],
      start: [.fixed(1), .fixed(0)])
    for rates in all {
      for (learningRate, rate) in zip(values, rates) {
        let gradient =
          switch precision {
          case .float32: Double((1 - Float(learningRate)).magnitude)
          case .float64: (1 - learningRate).magnitude
          }
        expect(rate, isLogarithmOf: gradient, precision)
      }
    }
  }

  /// Of every kernel of this machine.
  private func rates(
    _ precision: Precision, learningRate: Question.Values, eigenvalues: [Question.Values],
    start: [Question.Values]
  ) throws -> [[Double]] {
    var columns = 1
    for case .columns(let values) in [learningRate] + eigenvalues + start { columns = values.count }
    let question = try Question(
      "gradient_descent", [learningRate], on: "quadratic", eigenvalues, start: start, precision,
      columns: columns, steps: 1,
      rule: VerdictRule(
        escapeRadius: Double(Float.greatestFiniteMagnitude), tolerance: 0, every: 1))
    return try question.kernels.map { question.answer(of: $0.kernel).rates }
  }

  /// Less than one unit in the last place from the true value, as `naturalLogarithm` promises.
  private func expect(_ rate: Double, isLogarithmOf y: Double, _ precision: Precision) {
    let errorInUnits: Double
    switch precision {
    case .float32:
      errorInUnits = (rate - log(y)) / Double(Float(log(y)).ulp)
    case .float64:
      #if arch(x86_64)
        let exact = log(Float80(y))
        errorInUnits = Double((Float80(rate) - exact) / Float80(Double(exact).ulp))
      #else
        // The system's logarithm may be off by half a unit or a little more itself.
        errorInUnits = (rate - log(y)) / log(y).ulp / 1.6
      #endif
    }
    #expect(errorInUnits.magnitude < 1, "ln \(y) came out as \(rate)")
  }
}

extension Precision {
  fileprivate var largestExponent: Int { self == .float32 ? 127 : 1023 }
  fileprivate var smallestExponent: Int { self == .float32 ? -126 : -1022 }
  /// Half a unit in the last place of 1.
  fileprivate var half: Double { self == .float32 ? 0x1p-24 : 0x1p-53 }

  /// Numbers of this precision with every exponent of a range, their significands random and extreme.
  fileprivate func spread(from low: Int, to high: Int) -> [Double] {
    var random = SplitMix64(state: 1)
    return (low...high).flatMap { exponent in
      [1, 2.squareRoot(), 2 - 2 * half].map { $0 }
        + (0..<6).map { _ in Double.random(in: 1..<2, using: &random) }
    }.enumerated().map { index, significand in
      let value = Double(sign: .plus, exponent: low + index / 9, significand: significand)
      guard self == .float32 else { return value }
      return min(Double(Float(value)), Double(Float.greatestFiniteMagnitude))
    }
  }
}
