import Foundation
import Testing
import Theory

struct ReferenceFlowTests {
  /// A line of `flowValues`.
  struct Row: Sendable, CustomTestStringConvertible {
    let law: String
    let field: String
    let numbers: [Double]
    let start: [Double]
    let velocity: [Double]
    let startTime: Double
    let times: [Double]
    let values: [[Double]]
    var testDescription: String { "\(law) on \(field) \(numbers)" }

    init?(_ line: Substring) {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.split(separator: " ")
      }
      guard parts.count == 5, let law = parts[0].first, let field = parts[0].last else {
        return nil
      }
      let lists = parts.dropFirst().map { $0.compactMap { Double($0) } }
      (self.law, self.field) = (String(law), String(field))
      numbers = lists[0]
      start = Array(lists[1].prefix(2))
      velocity = Array(lists[1].dropFirst(2).prefix(2))
      startTime = lists[1][4]
      times = lists[2]
      values = stride(from: 0, to: lists[3].count, by: 2).map { Array(lists[3][$0..<$0 + 2]) }
    }

    var flow: ReferenceFlow? {
      let n = numbers
      let law: FlowLaw? =
        switch self.law {
        case "gradient": .gradient
        case "heavy_ball": .heavyBall(mass: n[0], friction: n[1])
        case "nesterov": .nesterov(damping: n[0])
        case "rmsprop": .rmsprop(learningRate: n[0], beta2: n[1], epsilon: n[2])
        case "adam": .adam(learningRate: n[0], beta1: n[1], beta2: n[2], epsilon: n[3])
        case "lion":
          .lion(gain: n[0], decay: n[1], lookAhead: n[2], weightDecay: n[3])
        default: nil
        }
      return law.map { ReferenceFlow($0, startTime: startTime, gradient: gradient) }
    }

    private var gradient: @Sendable ([Double]) -> [Double] {
      switch field {
      case "rosenbrock":
        { x in
          let r = x[1] - x[0] * x[0]
          return [-2 * (1 - x[0]) - 400 * x[0] * r, 200 * r]
        }
      default:
        { x in
          let (p, q) = (x[0] * x[0] + x[1] - 11, x[0] + x[1] * x[1] - 7)
          return [4 * x[0] * p + 2 * q, 2 * p + 4 * x[1] * q]
        }
      }
    }
  }

  static let rows = flowValues.split(separator: "\n").compactMap(Row.init)

  /// SciPy's own error is below 3 · 10⁻¹² at its tolerance of 10⁻¹³.
  @Test(arguments: rows) func `as SciPy's DOP853`(row: Row) throws {
    let flow = try #require(row.flow)
    let x = try flow.iterates(from: row.start, velocity: row.velocity, at: row.times)
    for (ours, theirs) in zip(x, row.values) {
      for (a, b) in zip(ours, theirs) { #expect(abs(a - b) < 1e-11 * max(1, abs(b)), "\(a) \(b)") }
    }
    #expect(x.count == row.values.count && !x.isEmpty)
  }

  @Test func `every flow is among them`() { #expect(Set(Self.rows.map(\.law)).count == 6) }

  @Test func `a damped oscillator`() throws {
    let flow = ReferenceFlow(.heavyBall(mass: 2, friction: 0.6)) { [1.5 * $0[0]] }
    let (rate, frequency) = (0.15, (0.75 - 0.0225).squareRoot())
    let times = (0...40).map { 0.25 * Double($0) }
    for (t, x) in zip(times, try flow.iterates(from: [1], velocity: [-0.4], at: times)) {
      let turn = cos(frequency * t) + (-0.4 + rate) / frequency * sin(frequency * t)
      #expect(abs(x[0] - exp(-rate * t) * turn) < 1e-12)
    }
  }

  /// 2 J₁(√λ t)/(√λ t), within the series and beyond it.
  @Test func `Nesterov's flow from its singular time`() throws {
    let flow = ReferenceFlow(.nesterov(damping: 3)) { [4 * $0[0]] }
    let times = [1e-4, 5e-4, 1e-3, 0.01, 0.1, 1, 5, 20]
    for (t, x) in zip(times, try flow.iterates(from: [1], at: times)) {
      #expect(abs(x[0] - j1(2 * t) / t) < 1e-12, "\(t)")
    }
  }
}
