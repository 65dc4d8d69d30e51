import SweepPlan

/// Where ε stands in the denominator of a rule that divides by the root of a mean or sum of squares.
enum EpsilonPlace: Int {
  case outside, inside

  static var choice: Choice {
    Choice(
      "epsilon_place", "where ε stands",
      [
        .init("outside", "The denominator is √s + ε, as in PyTorch."),
        .init("inside", "The denominator is √(s + ε), as in optax."),
      ])
  }

  /// √s + ε or √(s + ε).
  @inline(__always) func denominator<Lanes: LaneVector>(_ s: Lanes, _ epsilon: Lanes) -> Lanes {
    switch self {
    case .outside: s.squareRoot() + epsilon
    case .inside: (s + epsilon).squareRoot()
    }
  }
}
