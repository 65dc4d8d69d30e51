import Foundation

/// The last line of a run's log: how it ended, and what it did. A run that was killed has none.
public struct RunEnd: Codable, Sendable, Hashable {
  public enum Outcome: String, Codable, Sendable {
    case finished, stopped
    case timeUp = "time_up"
    case failed

    /// For people.
    public var words: String { self == .timeUp ? "its time was up" : rawValue }
  }

  public let event: RunEvent
  public let run: RunID
  /// Seconds since 1970, and the same in words.
  public let time: Double
  public let utc: String
  public let outcome: Outcome
  /// The signal that stopped it ("SIGTERM"), or the sentence that says why it failed.
  public let reason: String?
  /// What this run computed and stored.
  public let tiles: Int
  public let cells: Int
  public let cellSteps: Int
  public let seconds: Double

  public init(
    _ run: RunID, _ outcome: Outcome, reason: String? = nil, tiles: Int, cells: Int,
    cellSteps: Int, seconds: Double
  ) {
    let now = Date()
    event = .end
    self.run = run
    time = now.timeIntervalSince1970
    utc = now.formatted(.iso8601)
    self.outcome = outcome
    self.reason = reason
    self.tiles = tiles
    self.cells = cells
    self.cellSteps = cellSteps
    self.seconds = seconds
  }
}
