import SweepPlan

/// What in a measured cell speaks for instability.
public enum Instability: String, Sendable, CaseIterable {
  /// The trajectory passed the escape radius.
  case diverged
  /// It did, or it was still on its way when the steps ended: bounded, and its gradient growing.
  /// Finds the boundary also where growth is too slow to escape.
  case divergedOrGrowing = "diverged_or_growing"

  /// Whether a cell with this verdict and rate counts as unstable; `nil` for one without verdict.
  public func holds(verdict: UInt8, rate: Double) -> Bool? {
    switch (Verdict(rawValue: verdict) ?? .missing, self) {
    case (.missing, _): nil
    case (.converged, _), (.bounded, .diverged): false
    case (.bounded, .divergedOrGrowing): rate > 0
    case (.diverged, _): true
    }
  }
}
