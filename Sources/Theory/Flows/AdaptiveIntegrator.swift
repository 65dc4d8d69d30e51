import Foundation

/// Solves ẏ = F(t, y) to a tolerance, whatever steps that takes: Gragg's, Bulirsch's and Stoer's
/// extrapolation.
///
/// A step H is taken by the midpoint rule in 2, 4, 6, … parts, whose errors have expansions in even
/// powers of the part, and the results are extrapolated to parts of no length:
///
///     T_{k,0} = the midpoint rule in n_k = 2(k + 1) parts
///     T_{k,j} = T_{k,j−1} + (T_{k,j−1} − T_{k−1,j−1}) / ((n_k/n_{k−j})² − 1)
///
/// The step is taken with T_{k,k}, of order 2k + 2, once it differs from T_{k,k−1} by no more than the
/// tolerance; the error is then smaller by far. Order and H follow the solution. Steps end exactly
/// where samples are asked for, so that these are as accurate as the steps.
///
/// In float64, on plain arrays: for reference values, not for maps. F must be smooth along the
/// solution: where it jumps, H shrinks or the rows agree on what is not a solution.
///
/// - Reference: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, 1993,
///   §II.9.
public struct AdaptiveIntegrator: Sendable {
  public typealias Derivative = (_ time: Double, _ state: [Double]) -> [Double]

  /// Of a step's error: the share of a component's magnitude.
  public let tolerance: Double
  /// And what is added to that, for components that pass through zero.
  public let absoluteTolerance: Double
  /// Steps after which to give up.
  public let stepLimit: Int

  public init(
    tolerance: Double = 1e-13, absoluteTolerance: Double = 1e-15, stepLimit: Int = 10_000_000
  ) {
    self.tolerance = tolerance
    self.absoluteTolerance = absoluteTolerance
    self.stepLimit = stepLimit
  }

  /// Why there is no solution.
  public enum Failure: Error, Hashable {
    /// Steps became too short to change the time: the solution escapes.
    case stepsVanish(time: Double)
    case tooManySteps(time: Double)
    case notFinite(time: Double)
  }

  /// The solution at `times`, which increase from `start` on.
  public func states(
    of derivative: Derivative, from state: [Double], at start: Double, times: [Double]
  ) throws(Failure) -> [[Double]] {
    var course = Course(state: state, time: start, step: nil, taken: 0)
    var states: [[Double]] = []
    states.reserveCapacity(times.count)
    for time in times {
      try advance(&course, to: time, derivative)
      states.append(course.state)
    }
    return states
  }

  private struct Course {
    var state: [Double]
    var time: Double
    /// What the next step should be; `nil` before the first.
    var step: Double?
    var taken: Int
  }

  private func advance(
    _ course: inout Course, to end: Double, _ derivative: Derivative
  ) throws(Failure) {
    while course.time < end {
      guard course.taken < stepLimit else { throw .tooManySteps(time: course.time) }
      let first = derivative(course.time, course.state)
      guard first.allSatisfy(\.isFinite) else { throw .notFinite(time: course.time) }
      let rest = end - course.time
      var wanted = course.step ?? firstStep(course.state, first, rest)
      while true {
        // Nothing is left that would be too short for a step.
        let isLast = wanted >= 0.999 * rest
        let step = isLast ? rest : min(wanted, rest / 2)
        guard step > 4 * max(course.time.ulp, end.ulp) || isLast && step > 0 else {
          throw .stepsVanish(time: course.time)
        }
        let attempt = extrapolate(course.state, course.time, step, first, derivative)
        if let state = attempt.state {
          course.state = state
          course.time = isLast ? end : course.time + step
          // A step cut short for a sample says little of the next.
          course.step = isLast ? max(wanted, attempt.next) : attempt.next
          course.taken += 1
          break
        }
        wanted = attempt.next
      }
    }
  }

  /// A hundredth of the time in which the state would change as much as it is large.
  private func firstStep(_ state: [Double], _ rate: [Double], _ rest: Double) -> Double {
    let size = state.reduce(0) { max($0, $1.magnitude) }
    let speed = rate.reduce(0) { max($0, $1.magnitude) }
    return speed > 0 && size > 0 ? min(rest, 0.01 * size / speed) : rest
  }

  /// Rows of the scheme.
  private static let rows = 9

  /// The state after `step`, or `nil` if no row is accurate enough, and the step to take next.
  private func extrapolate(
    _ state: [Double], _ time: Double, _ step: Double, _ first: [Double], _ derivative: Derivative
  ) -> (state: [Double]?, next: Double) {
    var row: [[Double]] = []
    for k in 0..<Self.rows {
      let parts = 2 * (k + 1)
      var next = [midpoint(state, time, step, parts, first, derivative)]
      for j in 0..<k {
        let ratio = Double(parts) / Double(2 * (k - j))
        let divisor = ratio * ratio - 1
        next.append(zip(next[j], row[j]).map { $0 + ($0 - $1) / divisor })
      }
      row = next
      guard k >= 2 else { continue }
      let error = self.error(row[k], row[k - 1], state)
      guard error.isFinite else { return (nil, step / 8) }
      if error <= 1 {
        let change = 0.9 * pow(max(error, 1e-6), -1 / Double(2 * k + 1))
        // Few rows are cheap: a longer step with more of them is cheaper.
        return (row[k], step * min(max(change, 0.3), 4) * (k < 6 ? 1.5 : 1))
      }
    }
    return (nil, step / 3)
  }

  /// The largest difference as a share of what is tolerated.
  private func error(_ a: [Double], _ b: [Double], _ start: [Double]) -> Double {
    var largest = 0.0
    for i in a.indices {
      let size = max(a[i].magnitude, start[i].magnitude)
      let share = (a[i] - b[i]).magnitude / (absoluteTolerance + tolerance * size)
      guard share.isFinite else { return .infinity }
      largest = max(largest, share)
    }
    return largest
  }

  /// Gragg's midpoint rule in `parts` parts, an even number.
  private func midpoint(
    _ state: [Double], _ time: Double, _ step: Double, _ parts: Int, _ first: [Double],
    _ derivative: Derivative
  ) -> [Double] {
    let h = step / Double(parts)
    var before = state
    var now = zip(state, first).map { $0 + h * $1 }
    for part in 1..<parts {
      let rate = derivative(time + Double(part) * h, now)
      let next = zip(before, rate).map { $0 + 2 * h * $1 }
      (before, now) = (now, next)
    }
    return now
  }
}
