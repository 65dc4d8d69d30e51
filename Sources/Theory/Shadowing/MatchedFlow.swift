/// The flow's states at the times of a rule's steps: y_k = y(kh).
///
/// In closed form on quadratics. Elsewhere by Runge–Kutta twice, in n and in 2n substeps of a step;
/// the second is the answer, and as the method has order four, its error is about a fifteenth of the
/// difference (step doubling).
public struct MatchedFlow {
  /// y_k
  public private(set) var state: [Double]
  /// k
  public private(set) var step = 0
  /// The largest error of an iterate so far, estimated; 0 in closed form.
  public private(set) var error = 0.0
  private let dimension: Int
  private let solution: QuadraticFlow?
  private var coarse: RungeKuttaFlow
  private var fine: RungeKuttaFlow

  /// - Parameters:
  ///   - form: Of the objective, if it is a quadratic.
  ///   - substeps: n, where there is no closed form.
  public init(
    _ rule: MatchedRule, from state: [Double], form: QuadraticForm?, substeps: Int
  ) {
    self.state = state
    dimension = state.count / (1 + rule.companions)
    solution = form.flatMap {
      $0.perturbation == 0 ? QuadraticFlow(rule, $0, from: state) : nil
    }
    coarse = RungeKuttaFlow(rule, from: state, substeps: substeps)
    fine = RungeKuttaFlow(rule, from: state, substeps: 2 * substeps)
  }

  public var isInClosedForm: Bool { solution != nil }

  /// Goes on to y_{k+1}.
  public mutating func advance(_ field: MatchedRule.Gradient) {
    step += 1
    if let solution {
      state = solution.state(after: step)
      return
    }
    coarse.advance(field)
    fine.advance(field)
    state = fine.state
    error = max(error, distance(coarse.state, fine.state, dimension) / 15)
  }
}

/// ‖a − b‖₂ over the first `count` numbers; NaN if one is.
func distance(_ a: [Double], _ b: [Double], _ count: Int) -> Double {
  length(count) { a[$0] - b[$0] }
}

/// ‖a‖₂ over some of its numbers.
func norm(_ a: [Double], _ range: Range<Int>) -> Double {
  length(range.count) { a[range.lowerBound + $0] }
}

/// The root of the sum of squares, whatever the numbers' size.
@inline(__always)
private func length(_ count: Int, _ number: (Int) -> Double) -> Double {
  func root(scale: Double) -> Double {
    var sum = 0.0
    for i in 0..<count {
      let share = number(i) / scale
      sum += share * share
    }
    return scale * sum.squareRoot()
  }
  let plain = root(scale: 1)
  if plain.isFinite && plain > 1e-140 || plain.isNaN { return plain }
  // The squares have left the numbers that there are.
  let largest = (0..<count).reduce(0) { max($0, number($1).magnitude) }
  return largest > 0 && largest.isFinite ? root(scale: largest) : plain
}
