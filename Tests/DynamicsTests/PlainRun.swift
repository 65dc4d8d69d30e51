import Foundation
import SweepPlan

/// A rule as papers write it, in plain `Double`.
enum PlainRule: String, CaseIterable {
  case gradientDescent = "gradient_descent"
  case heavyBall = "heavy_ball"
  case nesterov

  /// - Parameter numbers: the optimizer's hyperparameters, in the catalog's order.
  func step(
    _ x: inout [Double], _ v: inout [Double], _ numbers: [Double],
    gradient: ([Double]) -> [Double]
  ) {
    let learningRate = numbers[0]
    switch self {
    case .gradientDescent:
      let g = gradient(x)
      for i in x.indices { x[i] = x[i] - learningRate * g[i] }
    case .heavyBall:
      let g = gradient(x)
      for i in x.indices {
        v[i] = numbers[1] * v[i] - learningRate * g[i]
        x[i] = x[i] + v[i]
      }
    case .nesterov:
      let g = gradient(x.indices.map { x[$0] + numbers[1] * v[$0] })
      for i in x.indices {
        v[i] = numbers[1] * v[i] - learningRate * g[i]
        x[i] = x[i] + v[i]
      }
    }
  }
}

/// An objective as papers write it.
enum PlainObjective {
  case quadratic(eigenvalues: [Double])
  case rosenbrock(a: Double, b: Double)

  func value(_ x: [Double]) -> Double {
    switch self {
    case .quadratic(let eigenvalues): zip(eigenvalues, x).reduce(0) { $0 + $1.0 * $1.1 * $1.1 } / 2
    case .rosenbrock(let a, let b): pow(a - x[0], 2) + b * pow(x[1] - pow(x[0], 2), 2)
    }
  }

  func gradient(_ x: [Double]) -> [Double] {
    switch self {
    case .quadratic(let eigenvalues): zip(eigenvalues, x).map { $0 * $1 }
    case .rosenbrock(let a, let b):
      [
        -2 * (a - x[0]) - 4 * b * x[0] * (x[1] - x[0] * x[0]),
        2 * b * (x[1] - x[0] * x[0]),
      ]
    }
  }
}

/// One cell's answers by DESIGN.md §5 and `Variable`, written down once more: no lanes, no marks that
/// come and go, the whole trajectory kept.
struct PlainRun {
  var verdict = Verdict.bounded
  var step = 0
  var objective = 0.0
  var rate = 0.0
  var peak = 0.0
  /// By how much the objective changes if the iterate changes by a unit of 10⁻¹³ of itself.
  var fuzz = 0.0
  /// The largest magnitude of a coordinate at each check.
  var trail: [Double] = []

  init(
    _ rule: PlainRule, _ numbers: [Double], _ objective: PlainObjective, start: [Double],
    steps: Int, by verdictRule: VerdictRule
  ) {
    var x = start
    var v = start.map { _ in 0.0 }
    var gradients = [largest(objective.gradient(x))]
    while true {
      let previous = x
      rule.step(&x, &v, numbers, gradient: objective.gradient)
      step += 1
      let gradient = largest(objective.gradient(x))
      gradients.append(gradient)

      guard step % verdictRule.every == 0 || step == steps else { continue }
      let isNumber = x.allSatisfy { !$0.isNaN }
      peak = isNumber ? max(peak, largest(x)) : .infinity
      trail.append(largest(x))
      let moved = largest(zip(x, previous).map { $0 - $1 })
      if !isNumber || largest(x) > verdictRule.escapeRadius {
        verdict = .diverged
        break
      }
      if gradient <= verdictRule.tolerance && moved <= verdictRule.tolerance {
        verdict = .converged
        break
      }
      if step == steps { break }
    }
    self.objective = objective.value(x)
    fuzz = 1e-13 * (gradients.last ?? 0) * largest(x)
    rate = meanLogChange(gradients, every: verdictRule.every)
  }

  /// Whether another run came to the same, and on the same way, but for a small share.
  func isClose(to other: PlainRun, within share: Double) -> Bool {
    guard verdict == other.verdict, step == other.step,
      agree(objective, other.objective, within: share), agree(peak, other.peak, within: share),
      agree(rate, other.rate, within: share, orBy: share)
    else { return false }
    var farthest = 0.0
    return zip(trail, other.trail).allSatisfy { one, other in
      farthest = max(farthest, one)
      return agree(one, other, within: 0, orBy: share * farthest)
    }
  }
}

/// max |xᵢ|; NaN if one is.
private func largest(_ x: [Double]) -> Double {
  x.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, $1.magnitude) }
}

/// `Variable.rate`'s definition: the mean change of ln g from the last of the steps 0, e, 2e, 4e, …
/// that lies in the first half of the trajectory to its end.
func meanLogChange(_ gradients: [Double], every: Int) -> Double {
  let end = gradients.count - 1
  let mark = referenceStep(end: end, every: every)
  let last = gradients[end]
  if last == 0 { return -.infinity }
  guard last.isFinite, gradients[mark] > 0 else { return .infinity }
  return (log(last) - log(gradients[mark])) / Double(end - mark)
}

/// The last of the steps 0, e, 2e, 4e, … that lies in the first half of `end` steps.
func referenceStep(end: Int, every: Int) -> Int {
  var mark = 0
  var next = every
  while 2 * next <= end {
    mark = next
    next *= 2
  }
  return mark
}
