import Foundation
import SweepPlan

/// The first line of a run's log: who works on the store, with what.
///
/// The times in a log are for people: nothing decides by them.
public struct RunStart: Codable, Sendable, Hashable {
  /// Of the log's lines.
  public let format: Int
  public let event: RunEvent
  public let run: RunID
  /// Seconds since 1970, and the same in words.
  public let time: Double
  public let utc: String
  public let process: ProcessIdentity
  public let user: String
  /// The program that runs.
  public let engine: String
  public let sweepSha256: String
  public let instructionSet: String
  public let workers: Int
  /// What workers are bound to: "core", "pu", "none".
  public let binding: String
  public let nice: Int
  /// Seconds until the run ends by itself.
  public let timeLimit: Double?
  /// Tiles of this run's share that were found done, and those that were not.
  public let tilesDone: Int
  public let tilesToDo: Int
  /// "all", "3/8", "auto".
  public let shard: String
  /// Which element of a job array: "123_4" of Slurm's, "index 4" of an indexed job.
  public let element: String?

  public init(
    _ run: RunID, of plan: Plan, instructionSet: String, workers: Int, binding: String,
    nice: Int = 0, timeLimit: Double? = nil, tilesDone: Int, tilesToDo: Int, shard: String,
    element: String? = nil
  ) {
    let now = Date()
    format = 1
    event = .start
    self.run = run
    time = now.timeIntervalSince1970
    utc = now.formatted(.iso8601)
    process = .current
    user = NSUserName()
    engine = SweepStore.engine
    sweepSha256 = plan.sha256
    self.instructionSet = instructionSet
    self.workers = workers
    self.binding = binding
    self.nice = nice
    self.timeLimit = timeLimit
    self.tilesDone = tilesDone
    self.tilesToDo = tilesToDo
    self.shard = shard
    self.element = element
  }
}

/// What a line of a log tells of.
public enum RunEvent: String, Codable, Sendable { case start, end }
