extension OptimizerDescription {
  /// A step of a rule that solves a system of as many equations as there are coordinates takes memory with
  /// their square and time with their cube.
  private static var systemLimit: Int { 64 }

  /// Whether a step takes a matrix.
  public var solvesSystem: Bool { isImplicit || name == "newton" }

  /// - Parameter place: Where the rule was named.
  func checkSize(of dimension: Int, _ place: Place) throws(SweepError) {
    guard solvesSystem, dimension > Self.systemLimit else { return }
    throw place.error(
      "\(name) solves a system of \(dimension) equations at every step, one per coordinate; expected at "
        + "most \(Self.systemLimit) coordinates, or a rule that needs gradients only")
  }
}
