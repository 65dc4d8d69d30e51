import SweepPlan

/// A tile's cells, counted by verdict.
public struct VerdictCounts: Sendable, Hashable {
  public var converged: UInt32
  public var bounded: UInt32
  public var diverged: UInt32

  public init(converged: UInt32 = 0, bounded: UInt32 = 0, diverged: UInt32 = 0) {
    self.converged = converged
    self.bounded = bounded
    self.diverged = diverged
  }

  public var total: Int { Int(converged) + Int(bounded) + Int(diverged) }

  /// Counts a byte per cell, `Verdict.rawValue`. Bytes that are no verdict, or a missing one, do not count.
  mutating func add(_ cells: UnsafeRawBufferPointer) {
    for cell in cells {
      converged &+= cell == Verdict.converged.rawValue ? 1 : 0
      bounded &+= cell == Verdict.bounded.rawValue ? 1 : 0
      diverged &+= cell == Verdict.diverged.rawValue ? 1 : 0
    }
  }

  /// Adds them to counts by `Verdict.rawValue`.
  func add(to counts: inout [Int]) {
    counts[Int(Verdict.converged.rawValue)] += Int(converged)
    counts[Int(Verdict.bounded.rawValue)] += Int(bounded)
    counts[Int(Verdict.diverged.rawValue)] += Int(diverged)
  }
}
