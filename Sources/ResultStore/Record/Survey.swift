import SweepPlan

/// Which tiles of a store are done.
public struct Survey: Sendable {
  /// Tiles by number.
  public var complete: [Int] = []
  public var missing: [Int] = []
  /// Tiles of which a shard is there but not whole, and what is wrong with it.
  public var damaged: [(tile: Int, problem: String)] = []
  /// The cells of the complete tiles, counted by `Verdict.rawValue`.
  public var verdicts = [Int](repeating: 0, count: Verdict.allCases.count)

  /// Complete tiles that no journal knew, which were read.
  var unknown: [(tile: Int, verdicts: VerdictCounts)] = []
  /// Says of what other journals told, and was in doubt, that it was seen to be whole.
  var settled: [JournalRecord] = []

  /// Whether there is something to note, so that it need not be read again (`TileJournal.adopt`).
  public var hasNews: Bool { !unknown.isEmpty || !settled.isEmpty }
}
