/// One process's work on a store, as its files tell.
public struct Run: Sendable {
  public let id: RunID
  /// `nil` if the log is lost or torn.
  public let start: RunStart?
  public let end: RunEnd?
  public let heartbeat: Heartbeat.Reading?
  public let state: RunState
  /// `nil` if nothing tells of the process, or it ended.
  let fate: ProcessIdentity.Fate?

  init(id: RunID, start: RunStart?, end: RunEnd?, heartbeat: Heartbeat.Reading?) {
    self.id = id
    self.start = start
    self.end = end
    self.heartbeat = heartbeat
    fate = end == nil ? (heartbeat?.process ?? start?.process)?.fate : nil
    state =
      switch fate {
      case _ where end != nil: .ended
      case .alive: .alive
      case .gone, .beforeRestart: .gone
      case .elsewhere, nil: .unknown
      }
  }

  /// Whether unfinished files of it may be there: it was killed, or its disk failed it.
  public var mayHaveLeftFiles: Bool {
    switch state {
    case .alive: false
    case .ended: end?.outcome == .failed
    case .gone, .unknown: true
    }
  }

  public var process: ProcessIdentity? { heartbeat?.process ?? start?.process }
}

public enum RunState: Sendable, Hashable {
  /// Its process is on this host, and there.
  case alive
  /// In order, or with an error that it told of.
  case ended
  /// Its process was on this host and is no more: killed, or the power failed.
  case gone
  /// It was on another host or in another container: only who watches its heartbeat for a while can
  /// tell, see `HeartbeatWatch`.
  case unknown
}
