import Foundation
import ResultStore
import SweepPlan
import Testing

struct SharedTilesTests {
  private let time = TestClock()

  private func number(_ offer: TileOffer) -> Int? {
    if case .tile(let tile) = offer { tile.number } else { nil }
  }

  /// Takes tiles until none is offered at present, and stores them.
  private func drain(_ process: SharingProcess) throws -> [Int] {
    var tiles: [Int] = []
    while let tile = number(try process.tiles.next()) {
      tiles.append(tile)
      try process.store(tile)
    }
    return tiles
  }

  @Test func `a process alone goes round from its start, and claims nothing`() throws {
    let temporary = try TemporaryStore(try planOfTiles(10))
    // 1 · 0.618 of eight tiles is the fifth of them, tile 5.
    let alone = try SharingProcess(
      temporary.store, toDo: [0, 1, 2, 4, 5, 7, 8, 9], start: StartPlace(element: 1),
      clock: time.clock)
    #expect(try drain(alone) == [5, 7, 8, 9, 0, 1, 2, 4])
    #expect(try alone.tiles.next() == .none)
    #expect(!FileManager.default.fileExists(atPath: "\(temporary.store.path)/verdict/claims"))
  }

  @Test func `no tiles to do, none to hand out`() throws {
    let temporary = try TemporaryStore(try planOfTiles(3))
    let idle = try SharingProcess(temporary.store, toDo: [], clock: time.clock)
    #expect(try idle.tiles.next() == .none)
    idle.tiles.share()
    #expect(try idle.tiles.next() == .none)
  }

  @Test func `what others are at is waited for, and done once`() throws {
    let temporary = try TemporaryStore(try planOfTiles(4))
    let a = try SharingProcess(temporary.store, toDo: 0..<4, start: .first, clock: time.clock)
    let b = try SharingProcess(temporary.store, toDo: 0..<4, start: .first, clock: time.clock)
    for process in [a, b] { process.look() }
    #expect(a.tiles.isSharing && b.tiles.isSharing)
    #expect(number(try a.tiles.next()) == 0)
    #expect(try drain(b) == [1, 2, 3])
    #expect(try b.tiles.next() == .later)
    try a.store(0)
    #expect(try a.tiles.next() == .none)
    // Nothing is looked for until the pause is over.
    #expect(try b.tiles.next() == .later)
    time.advance(by: .milliseconds(1100))
    #expect(try b.tiles.next() == .none)
    try a.end()
    try b.end()
    #expect(!FileManager.default.fileExists(atPath: "\(temporary.store.path)/verdict/claims"))
  }

  @Test func `a tile of a run that was killed is done by another after the patience`() throws {
    let temporary = try TemporaryStore(try planOfTiles(4))
    let a = try SharingProcess(temporary.store, toDo: 0..<4, start: .first, clock: time.clock)
    let b = try SharingProcess(temporary.store, toDo: 0..<4, start: .first, clock: time.clock)
    for process in [a, b] { process.tiles.share() }
    #expect(number(try a.tiles.next()) == 0)
    #expect(try drain(b) == [1, 2, 3])
    var waited: Duration = .zero
    while try b.tiles.next() == .later {
      time.advance(by: .milliseconds(500))
      waited += .milliseconds(500)
      try #require(waited < .seconds(60))
    }
    #expect(waited >= .seconds(6) && waited <= .seconds(8))
    #expect(b.tiles.tilesInFlight == [0])
    try b.store(0)
    #expect(try b.tiles.next() == .none)
    // The dead was only slow: its tile is stored again, and nothing else happens.
    try a.store(0)
    #expect(try a.tiles.next() == .none)
  }

  @Test func `a run that ended leaves its tile to others at once`() throws {
    let temporary = try TemporaryStore(try planOfTiles(2))
    let a = try SharingProcess(temporary.store, toDo: 0..<2, start: .first, clock: time.clock)
    let b = try SharingProcess(temporary.store, toDo: 0..<2, start: .first, clock: time.clock)
    for process in [a, b] { process.tiles.share() }
    #expect(number(try a.tiles.next()) == 0)
    try a.end()
    #expect(try drain(b) == [0, 1])
  }

  @Test(arguments: ["", "20261125T184231Z-no"])
  func `a torn claim holds a tile no longer than the patience`(claim: String) throws {
    let temporary = try TemporaryStore(try planOfTiles(2))
    let process = try SharingProcess(temporary.store, toDo: 0..<2, start: .first, clock: time.clock)
    process.tiles.share()
    let claims = "\(temporary.store.path)/verdict/claims"
    try FileManager.default.createDirectory(atPath: claims, withIntermediateDirectories: false)
    try writeBytes(Array(claim.utf8), "\(claims)/0")
    #expect(try drain(process) == [1])
    time.advance(by: .seconds(5))
    #expect(try process.tiles.next() == .later)
    time.advance(by: .seconds(1))
    #expect(try drain(process) == [0])
  }

  @Test func `sharing that begins late repeats only what was in flight`() throws {
    let temporary = try TemporaryStore(try planOfTiles(12))
    let a = try SharingProcess(temporary.store, toDo: 0..<12, start: .first, clock: time.clock)
    let inFlight = try (0..<3).map { _ in try #require(number(try a.tiles.next())) }
    let b = try SharingProcess(temporary.store, toDo: 0..<12, start: .first, clock: time.clock)
    b.look()
    #expect(number(try b.tiles.next()) == 0)
    // At its next heartbeat the first learns of the second, and claims what it is at.
    a.look()
    #expect(number(try b.tiles.next()) == 3)
    #expect(number(try a.tiles.next()) == 4)
    for tile in inFlight { try a.store(tile) }
    try a.store(4)
    let rest = try drain(b)
    #expect(rest == Array(5..<12))
  }

  @Test func `a damaged tile's verdict is not trusted, but the records are`() throws {
    let temporary = try TemporaryStore(try planOfTiles(3))
    let store = temporary.store
    let before = try SharingProcess(store, toDo: 0..<3, start: .first, clock: time.clock)
    #expect(try drain(before) == [0, 1, 2])
    try before.end()
    var known = TileSet(tileCount: 3)
    known.insert(1)
    let records = known
    let mender = try SharingProcess(
      store, toDo: 0..<3, start: .first, damaged: [0, 1], clock: time.clock, knows: { records })
    mender.tiles.share()
    #expect(try drain(mender) == [0])
    #expect(try mender.tiles.next() == .none)
  }

  @Test func `who is alone passes over what others were seen to have done`() throws {
    let temporary = try TemporaryStore(try planOfTiles(6))
    let records = TileSet(tileCount: 6).union([1, 3])
    let process = try SharingProcess(
      temporary.store, toDo: 0..<6, start: .first, clock: time.clock, knows: { records })
    process.tiles.wake()
    #expect(number(try process.tiles.next()) == 0)
    // Nobody has looked.
    time.advance(by: .seconds(7))
    #expect(number(try process.tiles.next()) == 1)
    process.tiles.wake(passing: TileSet(tileCount: 6).union([2]))
    // No sign of life for longer than between two: it was asleep.
    time.advance(by: .seconds(9))
    #expect(number(try process.tiles.next()) == 4)
    #expect(try drain(process) == [5])
    #expect(!FileManager.default.fileExists(atPath: "\(temporary.store.path)/verdict/claims"))
  }

  @Test func `a million tiles are cheap`() throws {
    let temporary = try TemporaryStore(try planOfTiles(1_000_000))
    let process = try SharingProcess(temporary.store, toDo: 0..<1_000_000, clock: time.clock)
    var count = 0
    while case .tile(let tile) = try process.tiles.next() {
      process.tiles.stored(tile.number)
      count += 1
    }
    #expect(count == 1_000_000)
  }
}
