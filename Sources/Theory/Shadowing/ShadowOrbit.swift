/// The orbit of a rule that stays near its flow past a saddle, found by going forward along what shrinks
/// and backward along what grows.
///
/// With e_k = x_k − y_k, A the map of the quadratic part and r_k what is left over,
///
///     e_{k+1} = A e_k + r_k(e_k)     r_k(e) = Ψ(y_k + e) − y_{k+1} − A e
///     shrinking parts                e₀ = 0,   e_{k+1} = ρ e_k + r_k
///     growing parts                  e_K = 0,  e_k = (e_{k+1} − r_k)/ρ
///
/// On a quadratic r does not depend on e, and this is the answer. A perturbation makes it a map of
/// sequences, which contracts while Lφ is small against the curvatures; its fixed point is an orbit of
/// Ψ. The growing parts of e₀ move the starting point.
///
/// - Source: A. Orvieto, A. Lucchi, 2019, arXiv:1911.05206, Theorem 3 (after O. Perron, 1929).
public struct ShadowOrbit: Sendable {
  /// The state it starts from.
  public let start: [Double]
  /// ‖x_k − y_k‖ of iterates, by step.
  public let distances: [Double]
  /// Passes over the sequence until the change was below the tolerance.
  public let passes: Int
  /// The last change, of any state.
  public let change: Double
  /// The iterates, one after the other.
  public let iterates: [[Double]]

  /// ε
  public var distance: Double { distances.max() ?? 0 }

  public enum Failure: Error, Hashable {
    /// Some direction neither shrinks nor grows, or the rule is unstable where the objective curves up.
    case notHyperbolic
    /// The perturbation is too large: passes do not come nearer to each other.
    case noContraction(passes: Int, change: Double)
  }

  public static var passLimit: Int { 500 }

  /// - Parameters:
  ///   - flow: y_k, all finite, at least one.
  ///   - tolerance: Of the last change, as a share of ε.
  public init(
    _ rule: MatchedRule, _ form: QuadraticForm, along flow: [[Double]], tolerance: Double,
    _ field: MatchedRule.Gradient
  ) throws(Failure) {
    guard form.isSaddle, let modes = HyperbolicModes(rule, form.eigenvalues) else {
      throw .notHyperbolic
    }
    let dimension = form.eigenvalues.count
    var passage = Passage(rule: rule, form: form, modes: modes, dimension: dimension, flow: flow)
    // Nothing smaller can be told from rounding, of y and of what is summed.
    let size = flow.reduce(0) { max($0, norm($1, 0..<$1.count)) }
    let rounding = 64 * size.ulp
    var passes = 0
    var change = Double.infinity
    repeat {
      let earlier = change
      change = passage.pass(field)
      passes += 1
      guard change.isFinite, passes < 3 || change < 2 * earlier || change <= rounding,
        passes < Self.passLimit
      else { throw .noContraction(passes: passes, change: change) }
    } while change > tolerance * passage.largest && change > rounding
    self.passes = passes
    self.change = change
    start = zip(flow[0], passage.errors[0]).map { $0 + $1 }
    distances = passage.errors.map { norm($0, 0..<dimension) }
    iterates = zip(flow, passage.errors).map { y, e in (0..<dimension).map { y[$0] + e[$0] } }
  }
}

/// The sequence e, and one pass over it.
private struct Passage {
  let rule: MatchedRule
  let form: QuadraticForm
  let modes: HyperbolicModes
  let dimension: Int
  let flow: [[Double]]
  var errors: [[Double]]
  /// max ‖e_k‖
  var largest = 0.0

  init(
    rule: MatchedRule, form: QuadraticForm, modes: HyperbolicModes, dimension: Int,
    flow: [[Double]]
  ) {
    self.rule = rule
    self.form = form
    self.modes = modes
    self.dimension = dimension
    self.flow = flow
    errors = flow.map { $0.map { _ in 0 } }
  }

  /// Makes a new e of the old; answers with the largest change.
  mutating func pass(_ field: MatchedRule.Gradient) -> Double {
    var parts = rest(field)
    let steps = parts.count
    for (i, mode) in modes.modes.enumerated() {
      solve(mode, i, &parts, steps)
    }
    var change = 0.0
    largest = 0
    for k in errors.indices {
      let e = vector(parts[k])
      for i in e.indices {
        let difference = (e[i] - errors[k][i]).magnitude
        change = difference.isNaN ? .infinity : max(change, difference)
      }
      errors[k] = e
      largest = max(largest, norm(e, 0..<dimension))
    }
    return change
  }

  /// r_k in the quadratic's directions, at index k + 1; zero at index 0.
  private func rest(_ field: MatchedRule.Gradient) -> [[Double]] {
    var gradient = Array(repeating: 0.0, count: dimension)
    var image = flow[0]
    var linear = flow[0]
    var parts = [flow[0].map { _ in 0.0 }]
    parts.reserveCapacity(flow.count)
    for k in 0..<flow.count - 1 {
      let e = errors[k]
      let x = zip(flow[k], e).map { $0 + $1 }
      field(x, &gradient)
      rule.map(x, gradient, into: &image)
      rule.map(e, form.product(Array(e.prefix(dimension))), into: &linear)
      parts.append(coordinates(e.indices.map { image[$0] - flow[k + 1][$0] - linear[$0] }))
    }
    return parts
  }

  private func coordinates(_ state: [Double]) -> [Double] {
    let x = form.coordinates(of: Array(state.prefix(dimension)))
    guard state.count > dimension else { return x }
    return x + form.coordinates(of: Array(state.dropFirst(dimension)))
  }

  private func vector(_ parts: [Double]) -> [Double] {
    let x = form.vector(Array(parts.prefix(dimension)))
    guard parts.count > dimension else { return x }
    return x + form.vector(Array(parts.dropFirst(dimension)))
  }

  /// Puts e of direction i in the place of r.
  private func solve(
    _ mode: HyperbolicModes.Mode, _ i: Int, _ parts: inout [[Double]], _ count: Int
  ) {
    let j = i + dimension
    switch mode {
    case .scalar(let factor):
      let e = line(parts.map { $0[i] }, factor)
      for k in 0..<count { parts[k][i] = e[k] }
    case .pair(let a, let b, let c, let d):
      for k in 1..<max(count, 1) {
        let (x, v) = (parts[k - 1][i], parts[k - 1][j])
        parts[k][i] += a * x + b * v
        parts[k][j] += c * x + d * v
      }
    case .split(let grows, let shrinks, let grow, let shrink):
      let determinant = grow.0 * shrink.1 - shrink.0 * grow.1
      let up = line(
        parts.map { ($0[i] * shrink.1 - shrink.0 * $0[j]) / determinant }, grows)
      let down = line(
        parts.map { (grow.0 * $0[j] - $0[i] * grow.1) / determinant }, shrinks)
      for k in 0..<count {
        parts[k][i] = up[k] * grow.0 + down[k] * shrink.0
        parts[k][j] = up[k] * grow.1 + down[k] * shrink.1
      }
    }
  }

  /// e of one number: forward if it shrinks, backward if it grows.
  ///
  /// - Parameter rest: r_{k−1} at index k.
  private func line(_ rest: [Double], _ factor: Double) -> [Double] {
    var e = Array(repeating: 0.0, count: rest.count)
    if factor.magnitude < 1 {
      for k in 1..<max(rest.count, 1) { e[k] = factor * e[k - 1] + rest[k] }
    } else {
      for k in (0..<max(rest.count - 1, 0)).reversed() {
        e[k] = (e[k + 1] - rest[k + 1]) / factor
      }
    }
    return e
  }
}
