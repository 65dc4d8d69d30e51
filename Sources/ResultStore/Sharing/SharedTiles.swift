import SweepPlan
import Synchronization
import ZarrStore

/// Hands out the tiles that are to be done, in order from a start and round, and shares them with other
/// processes at the store when there are any.
///
/// While this process shares, it claims each tile before it hands it out, passes over what others hold
/// or have done, and takes over what the dead held. When only tiles of the living are left it says
/// `.later`, until they are done or their holders die.
public final class SharedTiles: TileSupply {
  private struct State {
    var round: TileRound
    var inFlight: Set<Int> = []
    var isSharing = false
    var held = HeldTiles()
    /// Whether the tile that was tried last had been done by another process.
    var isAmongDone = false
    /// When the others' claims and records were last looked at.
    var lastLook: Duration?
    /// When this process was last seen not to sleep.
    var lastWake: Duration?
    /// Until when nothing new is looked for, and how long the next such pause is.
    var pauseEnd: Duration?
    var pause = SharedTiles.shortestPause
  }

  private static var shortestPause: Duration { .milliseconds(250) }
  private static var longestPause: Duration { .seconds(1) }
  /// Claims and records of others are looked at no more often while there are tiles to try.
  private static var lookInterval: Duration { .seconds(2) }
  /// Workers wait no longer for one that tries tile after tile.
  private static var longestTry: Duration { .milliseconds(20) }

  private let grid: Grid
  private let verdicts: ZarrArray
  private let damaged: Set<Int>
  private let claims: TileClaims
  private let watch: HeartbeatWatch
  private let longestAbsence: Duration
  private let doneByOthers: @Sendable () throws -> TileSet
  private let state: Mutex<State>

  /// - Parameters:
  ///   - toDo: The tiles of this process's share that are not done.
  ///   - damaged: Those among them whose verdict is there though they are not whole: of these only
  ///     `doneByOthers` tells that they are done.
  ///   - longestAbsence: Who was not awake for longer looks before the next tile.
  ///   - doneByOthers: The tiles that other runs have finished since `toDo` was found out. Called while
  ///     this process shares, or has been away, seldom.
  public init(
    _ store: SweepStore, run: RunID, toDo: TileSet, damaged: Set<Int> = [],
    start: StartPlace = .first, watch: HeartbeatWatch, longestAbsence: Duration = .seconds(8),
    doneByOthers: @escaping @Sendable () throws -> TileSet
  ) throws(ResultStoreError) {
    grid = store.plan.grid
    verdicts = try store.array(.verdict)
    self.damaged = damaged
    claims = TileClaims(watch.folder, run: run)
    self.watch = watch
    self.longestAbsence = longestAbsence
    self.doneByOthers = doneByOthers
    state = Mutex(State(round: TileRound(toDo: toDo, start: start)))
  }

  public var isSharing: Bool { state.withLock { $0.isSharing } }

  /// About how many tiles it will still hand out; 0 only when nothing is left.
  public var tilesLeft: Int {
    state.withLock { state in
      let left = state.round.left
      return state.isSharing ? max(left - state.held.count, min(left, 1)) : left
    }
  }

  /// The tiles that were handed out and are not stored yet.
  public var tilesInFlight: [Int] { state.withLock { $0.inFlight.sorted() } }

  /// Shares from now on; what is in flight is claimed as well.
  public func share() {
    state.withLock { state in
      guard !state.isSharing else { return }
      state.isSharing = true
      // What cannot be claimed may be computed twice, no more.
      for tile in state.inFlight { _ = try? claims.claim(tile) }
    }
  }

  /// Passes over what others have done, also while this process does not share. To be called every few
  /// seconds: when it was not, as the process was suspended, `doneByOthers` is asked before the next
  /// tile.
  ///
  /// - Parameter done: What `doneByOthers` said just now, if it was asked.
  public func wake(passing done: TileSet? = nil) {
    state.withLock { state in
      if let done { state.round.settle(done) }
      state.lastWake = watch.clock.now()
    }
  }

  /// A tile that was handed out is stored.
  public func stored(_ tile: Int) {
    let isClaimed = state.withLock { state in
      state.inFlight.remove(tile) != nil && state.isSharing
    }
    if isClaimed { claims.release(tile) }
  }

  /// Gives back what was handed out and is not stored, and whatever else this run has claimed.
  public func end() {
    if isSharing { claims.releaseAll() }
  }

  public func next() throws -> TileOffer {
    try state.withLock { state in
      if let last = state.lastWake, !state.isSharing {
        let now = watch.clock.now()
        if now - last > longestAbsence {
          state.round.settle(try doneByOthers())
          state.lastWake = now
        }
      }
      let tile =
        state.isSharing ? try nextShared(&state) : state.round.next(passing: { _ in false })
      if let tile {
        state.round.settle(tile)
        state.inFlight.insert(tile)
        return .tile(grid.tile(tile))
      }
      return state.round.isOver ? .none : .later
    }
  }

  private func nextShared(_ state: inout State) throws -> Int? {
    let now = watch.clock.now()
    if let end = state.pauseEnd, now < end { return nil }
    if let tile = try nextFree(&state, since: now) { return tile }
    guard !state.round.isOver, watch.clock.now() - now < Self.longestTry else { return nil }

    // Whatever is left was held when it was last seen.
    try lookAround(&state, at: now)
    let tile = try nextFree(&state, since: watch.clock.now()) ?? nextOfDead(&state, at: now)
    if tile == nil, !state.round.isOver {
      state.pauseEnd = now + state.pause
      state.pause = min(state.pause * 2, Self.longestPause)
    } else {
      state.pauseEnd = nil
      state.pause = Self.shortestPause
    }
    return tile
  }

  /// Claims the next tile that nobody was seen to hold.
  private func nextFree(_ state: inout State, since begin: Duration) throws -> Int? {
    while let tile = state.round.next(passing: state.held.contains) {
      // Where others have been, a look costs less than a claim.
      if state.isAmongDone, isDone(tile) {
        state.round.settle(tile)
      } else {
        switch try claims.claim(tile) {
        case .claimed:
          if try keep(tile, &state) { return tile }
        case .held(let holder):
          state.held.note(tile, holder, at: watch.clock.now())
        }
        let now = watch.clock.now()
        if state.lastLook.map({ now - $0 >= Self.lookInterval }) ?? true {
          try lookAround(&state, at: now)
        }
      }
      if watch.clock.now() - begin > Self.longestTry { return nil }
    }
    return nil
  }

  /// Takes over a tile from a run that is dead.
  private func nextOfDead(_ state: inout State, at now: Duration) throws -> Int? {
    for (tile, holder) in state.held.ofDead(claims, by: watch, at: now)
    where !state.round.settled.contains(tile) {
      // What another took over before is looked at anew next time.
      state.held.forget(tile)
      if try claims.takeOver(tile, from: holder), try keep(tile, &state) { return tile }
    }
    return nil
  }

  /// Whether a tile that is now claimed is still to be done; else the claim is given back.
  private func keep(_ tile: Int, _ state: inout State) throws -> Bool {
    if damaged.contains(tile) { state.round.settle(try doneByOthers()) }
    state.isAmongDone = state.round.settled.contains(tile) || isDone(tile)
    guard state.isAmongDone else { return true }
    state.round.settle(tile)
    claims.release(tile)
    return false
  }

  /// Whether its verdict, which is written last, is there and can be trusted.
  private func isDone(_ tile: Int) -> Bool {
    !damaged.contains(tile) && verdicts.hasShardFile(at: grid.tile(tile).index)
  }

  private func lookAround(_ state: inout State, at now: Duration) throws {
    state.round.settle(try doneByOthers())
    let (tiles, settled) = (0..<grid.tileCount, state.round.settled)
    // A file may bear any number.
    state.held.look(
      at: claims, passing: { !tiles.contains($0) || settled.contains($0) }, at: now)
    state.lastLook = now
  }
}
