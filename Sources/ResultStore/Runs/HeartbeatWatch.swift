import Synchronization

/// Watches other runs' heartbeats: a run on another host is alive while its heartbeat changes.
///
/// No clocks are compared: how long a heartbeat has been the same is measured on this machine's own,
/// from when it was first seen so. A wall clock that is set, here or there, changes nothing.
public final class HeartbeatWatch: Sendable {
  public let folder: RunFolder
  /// A run that was silent for so long is taken for dead.
  public let patience: Duration
  let clock: MonotonicClock

  /// When each run's heartbeat was first seen as it is now.
  private let sights = Mutex<[RunID: (count: Int?, since: Duration)]>([:])
  private let silent = Mutex<Set<ProcessIdentity>>([])

  public init(
    _ folder: RunFolder, patience: Duration = .seconds(60), clock: MonotonicClock = .system
  ) {
    self.folder = folder
    self.patience = patience
    self.clock = clock
  }

  /// For how long the run's heartbeat has not changed, or been absent, as far as was seen: zero at the
  /// first look.
  public func silence(of run: Run) -> Duration {
    let now = clock.now()
    let count = run.heartbeat?.count
    return sights.withLock { sights in
      guard let sight = sights[run.id], sight.count == count else {
        sights[run.id] = (count, now)
        return .zero
      }
      return now - sight.since
    }
  }

  /// Whether a run has ended, or is taken for dead: its process on this host is no more, or it was
  /// silent for too long.
  public func isDead(_ id: RunID) -> Bool {
    let run = folder.run(id)
    // A host that was started again may be another host of the same name, so silence decides there.
    guard run.state != .ended, run.fate != .gone else { return true }
    guard silence(of: run) >= patience else { return false }
    if let process = run.process { silent.withLock { _ = $0.insert(process) } }
    return true
  }

  /// The processes that were taken for dead because they were silent.
  var silenced: Set<ProcessIdentity> { silent.withLock { $0 } }

  /// The other runs that are at the store, as far as can be told. To be asked now and then, so that
  /// silence is noticed.
  public func others(than id: RunID) -> [Run] {
    folder.others(than: id).map(folder.run).filter { run in
      run.state != .ended && run.state != .gone && silence(of: run) < patience
    }
  }
}
