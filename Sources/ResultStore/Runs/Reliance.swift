import ZarrStore

extension RunFolder {
  /// A heartbeat no older than this, in seconds, is a living run's.
  private static var freshness: Int { 60 }

  /// Whether all that a run wrote can be relied on: it ended in order, or goes on.
  ///
  /// Of a run elsewhere its heartbeat tells, whose age is by the file system's own clock.
  public func isReliable(_ id: RunID) -> Bool {
    let run = run(id)
    switch run.state {
    case .ended: return run.end?.outcome != .failed
    case .alive: return true
    case .gone: return false
    case .unknown:
      guard run.heartbeat != nil, let now = FileSystemClock(of: parent).seconds,
        let beat = modificationTime(of: path(of: id, .heartbeat))
      else { return false }
      return now - beat <= Self.freshness
    }
  }

  /// For how many seconds a run has given no sign of life, as far as this machine's clock is the file
  /// system's; `nil` without a heartbeat. For people: nothing is to be decided by it.
  public func silence(of run: RunID, at time: Double) -> Double? {
    modificationTime(of: path(of: run, .heartbeat)).map { max(0, time - Double($0)) }
  }
}
