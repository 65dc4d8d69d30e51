/// The tiles that other runs were seen to hold.
struct HeldTiles {
  struct Sight {
    let holder: TileClaims.Holder
    /// When it was first seen so, by this process's clock.
    let since: Duration
  }

  private(set) var sights: [Int: Sight] = [:]

  func contains(_ tile: Int) -> Bool { sights[tile] != nil }

  mutating func note(_ tile: Int, _ holder: TileClaims.Holder, at now: Duration) {
    if sights[tile]?.holder != holder { sights[tile] = Sight(holder: holder, since: now) }
  }

  mutating func forget(_ tile: Int) { sights[tile] = nil }

  /// Takes note of all claims there are, and forgets those that are no more. Only new ones are read.
  mutating func look(
    at claims: TileClaims, passing isPassed: (Int) -> Bool, at now: Duration
  ) {
    let claimed = claims.tiles()
    sights = sights.filter { claimed.contains($0.key) && !isPassed($0.key) }
    for tile in claimed where !contains(tile) && !isPassed(tile) {
      if let holder = claims.holder(of: tile) { note(tile, holder, at: now) }
    }
  }

  /// The tiles whose holders are dead.
  func ofDead(by watch: HeartbeatWatch, at now: Duration) -> [(
    tile: Int, holder: TileClaims.Holder
  )] {
    var deaths: [RunID: Bool] = [:]
    // In no order, so that those who look at once do not begin with the same tile.
    return sights.compactMap { tile, sight in
      let isDead: Bool
      switch sight.holder {
      case .unreadable: isDead = now - sight.since >= watch.patience
      case .run(let run):
        isDead = deaths[run] ?? watch.isDead(run)
        deaths[run] = isDead
      }
      return isDead ? (tile, sight.holder) : nil
    }
  }
}
