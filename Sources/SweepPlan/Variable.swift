/// A quantity that a sweep measures in every cell: one array of the store.
public enum Variable: String, Sendable, CaseIterable {
  /// `Verdict`'s raw value.
  case verdict
  /// The step of the verdict.
  case steps
  /// The objective where the trajectory ended.
  case objective
  /// Mean natural-log change per step of the gradient's largest magnitude, over at least the last
  /// half of the trajectory: from the last of the steps 0, e, 2e, 4e, 8e … (e = `every`) that lies
  /// in its first half, so that the transient does not count. Negative: shrinking. −∞ if the
  /// gradient became zero, +∞ if it left the finite numbers (or was zero at the earlier step).
  ///
  /// Two points of an oscillating gradient lie anywhere on its waves: such a cell's rate is off by up
  /// to the waves' logarithmic height over the number of steps between.
  case rate
  /// The largest magnitude of a coordinate at the checks; +∞ if one was not a number.
  case peak
  /// The steps after which the iterate of a cell that did not diverge returns (`CycleRule`): 1 at
  /// rest, 0 if it was not seen to return.
  case period

  /// What a sweep stores when it does not say.
  public static let usual: [Variable] = [.verdict, .steps, .objective, .rate, .peak]

  public enum ElementType: Sendable, Hashable {
    case uint8
    case uint32
    case real(Precision)

    public var byteCount: Int {
      switch self {
      case .uint8: 1
      case .uint32: 4
      case .real(let precision): precision.byteCount
      }
    }
  }

  public func elementType(_ precision: Precision) -> ElementType {
    switch self {
    case .verdict: .uint8
    case .steps, .period: .uint32
    case .objective, .rate, .peak: .real(precision)
    }
  }

  /// A phrase for people: the store's `long_name`, the colour bar's label.
  public var summary: String {
    switch self {
    case .verdict: "verdict"
    case .steps: "step of the verdict"
    case .objective: "final objective"
    case .rate: "log change of the gradient per step"
    case .peak: "largest coordinate at the checks"
    case .period: "period of the cycle"
    }
  }
}
