import Theory

/// The gradient of a diagonal quadratic about the origin.
func diagonal(_ eigenvalues: [Double]) -> MatchedRule.Gradient {
  { x, gradient in
    for i in eigenvalues.indices { gradient[i] = eigenvalues[i] * x[i] }
  }
}

/// One step of a rule, written again: gradient descent, or the heavy ball as its velocity's form has it.
func step(_ rule: MatchedRule, _ state: [Double], _ field: MatchedRule.Gradient) -> [Double] {
  let d = state.count / (1 + rule.companions)
  var g = Array(repeating: 0.0, count: d)
  field(state, &g)
  switch rule {
  case .gradientDescent(let h):
    return (0..<d).map { state[$0] - h * g[$0] }
  case .heavyBall(let h, let mass, let friction):
    let (rate, momentum) = (h * h / mass, 1 - h * friction / mass)
    let moves = (0..<d).map { momentum * h * state[d + $0] - rate * g[$0] }
    return (0..<d).map { state[$0] + moves[$0] } + moves.map { $0 / h }
  }
}

/// An orbit of a rule beside the flow from the same state.
func measured(
  _ rule: MatchedRule, from state: [Double], form: QuadraticForm?, steps: Int, substeps: Int = 8,
  _ field: MatchedRule.Gradient
) -> (measure: ShadowingMeasure, flow: MatchedFlow) {
  let dimension = state.count / (1 + rule.companions)
  var flow = MatchedFlow(rule, from: state, form: form, substeps: substeps)
  var measure = ShadowingMeasure(rule, dimension: dimension)
  var x = state
  measure.add(x: x, y: flow.state, field)
  for _ in 0..<steps {
    x = step(rule, x, field)
    flow.advance(field)
    measure.add(x: x, y: flow.state, field)
  }
  return (measure, flow)
}

/// The flow's states at the times of so many steps.
func states(
  _ rule: MatchedRule, from state: [Double], form: QuadraticForm?, steps: Int, substeps: Int = 8,
  _ field: MatchedRule.Gradient
) -> [[Double]] {
  var flow = MatchedFlow(rule, from: state, form: form, substeps: substeps)
  var states = [flow.state]
  for _ in 0..<steps {
    flow.advance(field)
    states.append(flow.state)
  }
  return states
}

/// ‖a − b‖ of the first `count` numbers.
func separation(_ a: [Double], _ b: [Double], _ count: Int) -> Double {
  zip(a, b).prefix(count).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
}
