import ZarrStore

extension RunFolder {
  /// Removes what killed runs left behind that is of no use: heartbeats, claims, and the beginnings of
  /// such files. Logs and journals stay.
  ///
  /// - Parameter isComplete: Whether all tiles of the store are done. Then also what runs left of which
  ///   nobody here knows if they live: one that does misses nothing.
  public func removeLeftovers(isComplete: Bool) {
    do { try place?.check() } catch { return }
    removeHeartbeats(isComplete: isComplete)
    TileClaims.removeLeft(self, isComplete: isComplete)
  }
}

extension HeartbeatWatch {
  /// Removes the shards that runs elsewhere had begun when they fell silent, as nobody else can tell
  /// that they are dead. For a store whose tiles are all done: one that lives all the same begins its
  /// shard anew.
  public func removeShardsBegun(in store: SweepStore) throws(ResultStoreError) {
    let writers = Set(
      silenced.map { TemporaryName.Writer(host: $0.host, space: $0.space, process: $0.number) })
    guard !writers.isEmpty else { return }
    try storing { () throws(StoreError) in
      _ = try removeStaleTemporaries(below: store.path, of: writers)
    }
  }
}

extension RunState {
  /// Whether what such a run left may go.
  func isOver(isComplete: Bool) -> Bool {
    switch self {
    case .ended, .gone: true
    case .unknown: isComplete
    case .alive: false
    }
  }
}

extension TemporaryName.Writer {
  /// Whether what it began to write may go.
  func isOver(isComplete: Bool) -> Bool {
    let here = Self.current
    return isGone || isComplete && (host, space) != (here.host, here.space)
  }
}
