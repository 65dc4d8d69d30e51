import SweepPlan
import Synchronization

/// How far a sweep is: counted by the workers, read by whoever shows it.
///
/// Each worker has counts of its own, which a reading adds up; while workers are at it, those of one
/// reading may be of slightly different moments.
public final class ProgressMeter: Sendable {
  public struct Reading: Sendable, Hashable {
    /// Workers that have begun: fewer than were asked for if the system refuses threads.
    public var workers = 0
    /// Cells computed.
    public var cells = 0
    /// The sum of their steps, over all seeds.
    public var cellSteps = 0
    /// Tiles that the sink has taken.
    public var tiles = 0
    /// Tiles that are begun and not finished.
    public var tilesInFlight = 0
    /// Cells by `Verdict.rawValue`.
    public var verdicts = [Int](repeating: 0, count: Verdict.allCases.count)
    /// The longest time that a tile took from its begin until the sink had it.
    public var longestTile = Duration.zero
    /// What the workers' time went into.
    public var times = Times()

    public init() {}
  }

  /// Sums over all workers.
  public struct Times: Sendable, Hashable {
    /// In kernels.
    public var computing = Duration.zero
    /// In the sink.
    public var writing = Duration.zero
    /// Without anything to do.
    public var waiting = Duration.zero
    /// All of it: what is beyond the others is overhead.
    public var all = Duration.zero

    public init() {}

    /// Taking tiles, cutting them, counting.
    public var overhead: Duration { all - computing - writing - waiting }
  }

  /// Workers beyond so many share counts.
  private static var counterLimit: Int { 64 }
  private let counters = (0..<counterLimit).map { _ in WorkerCounters() }

  public init() {}

  public var reading: Reading {
    counters.reduce(into: Reading()) { total, counters in counters.add(to: &total) }
  }

  subscript(worker: Int) -> WorkerCounters { counters[worker % Self.counterLimit] }
}
