/// The fate of a cell's trajectory. Stable means converged or bounded.
public enum Verdict: UInt8, Sendable, CaseIterable {
  /// Not computed: the store's fill value.
  case missing = 0
  /// Gradient and last displacement both at most `tolerance`.
  case converged = 1
  /// Neither by the last step: slow, a cycle or chaos.
  case bounded = 2
  /// A coordinate of the iterate was not at most `escapeRadius` in magnitude.
  case diverged = 3

  /// What users read and type.
  public var name: String {
    switch self {
    case .missing: "missing"
    case .converged: "converged"
    case .bounded: "bounded"
    case .diverged: "diverged"
    }
  }
}

/// When a trajectory's fate is decided: at steps that are multiples of `every`, and at the last.
public struct VerdictRule: Sendable, Hashable {
  /// Diverged if any coordinate of the iterate is not at most this in magnitude (NaN included).
  public let escapeRadius: Double
  /// Converged if the largest magnitudes of the gradient and of the last displacement are both at
  /// most this.
  public let tolerance: Double
  /// Steps between checks.
  public let every: Int

  public init(escapeRadius: Double, tolerance: Double, every: Int) {
    self.escapeRadius = escapeRadius
    self.tolerance = tolerance
    self.every = every
  }
}

/// The arithmetic of the trajectories.
public enum Precision: String, Sendable, CaseIterable {
  case float32
  case float64

  /// Stable runs may grow a lot before they shrink, so the default radius is generous.
  public var defaultEscapeRadius: Double {
    switch self {
    case .float32: 1e20
    case .float64: 1e100
    }
  }

  public var byteCount: Int {
    switch self {
    case .float32: 4
    case .float64: 8
    }
  }
}

/// What counts as a cycle of period p: the iterate returns p steps later, and again at every
/// multiple of p up to `longest`, to within `tolerance` of its largest coordinate.
public struct CycleRule: Sendable, Hashable {
  /// The longest period that is looked for.
  public let longest: Int
  public let tolerance: Double

  public init(longest: Int, tolerance: Double) {
    self.longest = longest
    self.tolerance = tolerance
  }
}
