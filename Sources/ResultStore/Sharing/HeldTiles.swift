/// The tiles that other runs were seen to hold.
struct HeldTiles {
  private struct Sight {
    /// `nil` while the claim has not been read.
    var holder: TileClaims.Holder?
    /// When it was first seen so, by this process's clock.
    var since: Duration
  }

  /// So many claims are read at one look: it is only to know who is dead, and workers wait.
  private static var readAtOnce: Int { 64 }

  private var sights: [Int: Sight] = [:]

  var count: Int { sights.count }

  func contains(_ tile: Int) -> Bool { sights[tile] != nil }

  mutating func note(_ tile: Int, _ holder: TileClaims.Holder, at now: Duration) {
    if sights[tile]?.holder != holder { sights[tile] = Sight(holder: holder, since: now) }
  }

  mutating func forget(_ tile: Int) { sights[tile] = nil }

  /// Takes note of all claims there are, and forgets those that are no more. Reads none.
  mutating func look(
    at claims: TileClaims, passing isPassed: (Int) -> Bool, at now: Duration
  ) {
    let claimed = claims.tiles()
    sights = sights.filter { claimed.contains($0.key) && !isPassed($0.key) }
    for tile in claimed where !contains(tile) && !isPassed(tile) {
      sights[tile] = Sight(holder: nil, since: now)
    }
  }

  /// The tiles whose holders are dead, as far as claims have been read.
  mutating func ofDead(
    _ claims: TileClaims, by watch: HeartbeatWatch, at now: Duration
  ) -> [(tile: Int, holder: TileClaims.Holder)] {
    for tile in sights.filter({ $0.value.holder == nil }).keys.prefix(Self.readAtOnce) {
      if let holder = claims.holder(of: tile) { note(tile, holder, at: now) } else { forget(tile) }
    }
    var deaths: [RunID: Bool] = [:]
    // In no order, so that those who look at once do not begin with the same tile.
    return sights.compactMap { tile, sight in
      switch sight.holder {
      case nil: return nil
      case .unreadable: return now - sight.since >= watch.patience ? (tile, .unreadable) : nil
      case .run(let run):
        let isDead = deaths[run] ?? watch.isDead(run)
        deaths[run] = isDead
        return isDead ? (tile, .run(run)) : nil
      }
    }
  }
}
