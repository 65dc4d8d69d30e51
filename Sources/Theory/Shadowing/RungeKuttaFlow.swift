/// A rule's flow, followed from step to step by the classical Runge–Kutta method in n substeps δ = h/n.
///
///     y ← y + δ/6 (k₁ + 2k₂ + 2k₃ + k₄)
///
/// - Source: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, 1993,
///   §II.1.
struct RungeKuttaFlow {
  private(set) var state: [Double]
  private let rule: MatchedRule
  private let substeps: Int
  private var gradient: [Double]
  private var rate: [Double]
  private var sum: [Double]
  private var point: [Double]

  init(_ rule: MatchedRule, from state: [Double], substeps: Int) {
    self.rule = rule
    self.state = state
    self.substeps = substeps
    gradient = Array(repeating: 0, count: state.count / (1 + rule.companions))
    rate = state
    sum = state
    point = state
  }

  /// Follows the flow for h.
  mutating func advance(_ field: MatchedRule.Gradient) {
    let length = rule.step / Double(substeps)
    for _ in 0..<substeps {
      for i in state.indices {
        point[i] = state[i]
        sum[i] = 0
      }
      for (weight, reach) in [(1.0, length / 2), (2, length / 2), (2, length), (1, 0)] {
        field(point, &gradient)
        rule.rate(point, gradient, into: &rate)
        for i in state.indices {
          sum[i] += weight * rate[i]
          point[i] = state[i] + reach * rate[i]
        }
      }
      for i in state.indices { state[i] += length / 6 * sum[i] }
    }
  }
}
