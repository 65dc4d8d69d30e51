import Foundation
import ResultStore
import SweepPlan
import Testing
import ZarrStore

/// Which tiles of a store that is too large to be read are read all the same. A torn chunk tells: only
/// whoever reads it sees it.
struct DoubtTests {
  private let run = RunID.new()

  private func damaged(_ temporary: TemporaryStore, isInOrder: Bool = false) throws -> [Int] {
    try temporary.store.survey(0..<4, workers: 2) { _ in isInOrder }.damaged.map(\.tile)
  }

  @Test func `tiles before the last mark are trusted, those after it are read`() throws {
    let temporary = try TemporaryStore(largePlan())
    let journal = try temporary.write([0, 1], run: run)
    try journal.markDurable()
    let sink = StoreSink(temporary.store, journal: journal)
    for tile in temporary.store.plan.tiles[2...] {
      try sink.write(samples(temporary.store.plan, tile), by: 0)
    }
    let verdicts = sampleVerdicts(temporary.store.plan, 0..<4)
    let whole = try temporary.store.survey(0..<4)
    #expect(whole.complete == [0, 1, 2, 3] && whole.verdicts == verdicts)
    for tile in 0..<4 { try temporary.tear(.verdict, tile) }
    #expect(try damaged(temporary) == [2, 3])
    #expect(try damaged(temporary, isInOrder: true) == [])
    #expect(
      try temporary.store.survey(0..<4, thoroughly: true).damaged.map(\.tile) == [0, 1, 2, 3])
    // Without the journal nothing is known.
    try FileManager.default.removeItem(atPath: temporary.journal(run))
    #expect(try damaged(temporary, isInOrder: true) == [0, 1, 2, 3])
  }

  @Test func `a damaged record or mark costs a look at its tiles`() throws {
    let temporary = try TemporaryStore(largePlan())
    try temporary.write(0..<4, run: run).markDurable()
    let bytes = try readBytes(temporary.journal(run))
    for tile in 0..<4 { try temporary.tear(.verdict, tile) }
    #expect(try damaged(temporary) == [])
    for record in 0..<5 {
      var changed = bytes
      changed[48 + 24 * record + 9] ^= 1
      try writeBytes(changed, temporary.journal(run))
      #expect(try damaged(temporary) == (record == 4 ? [0, 1, 2, 3] : [record]))
    }
  }

  @Test func `what was read need not be read again once it is noted`() throws {
    let temporary = try TemporaryStore(largePlan(), tiles: [0, 1], run: run)
    try StoreSink(temporary.store).write(
      samples(temporary.store.plan, temporary.store.plan.tiles[2]), by: 0)
    let survey = try temporary.store.survey(0..<4)
    #expect(survey.complete == [0, 1, 2] && survey.missing == [3] && survey.hasNews)
    let next = RunID.new()
    let journal = TileJournal(of: temporary.store, run: next)
    try journal.adopt(survey)
    // Tile 2 is noted, but this run is not in order yet either.
    for tile in 0..<3 { try temporary.tear(.verdict, tile) }
    #expect(try damaged(temporary) == [0, 1, 2])
    for tile in 0..<3 { try temporary.tear(.verdict, tile) }
    try journal.markDurable()
    for tile in 0..<3 { try temporary.tear(.verdict, tile) }
    let again = try temporary.store.survey(0..<4)
    #expect(again.complete == [0, 1, 2] && !again.hasNews)
    #expect(again.verdicts == sampleVerdicts(temporary.store.plan, 0..<3))
  }

  @Test(arguments: [[0, 1], [0, 1, 2, 3]])
  func `a run's doubtful tiles are settled together or not at all`(asked: [Int]) throws {
    let temporary = try TemporaryStore(largePlan(), tiles: 0..<4, run: run)
    try temporary.tear(.verdict, 3)
    let journal = TileJournal(of: temporary.store, run: .new())
    let survey = try temporary.store.survey(asked)
    #expect(!survey.hasNews)
    try journal.adopt(survey)
    try journal.markDurable()
    #expect(try damaged(temporary) == [3])
  }

  /// A run that writes a tile over which another vouches for, and is cut off by a power failure.
  @Test func `a tile that was being written over is read, whoever vouched for it`() throws {
    let temporary = try TemporaryStore(largePlan())
    try temporary.write(0..<4).markDurable()
    let plan = temporary.store.plan
    let late = try temporary.write([1], run: run)
    let noted = try readBytes(temporary.journal(run))
    #expect(noted.count == 48 + 2 * 24)
    // The record of the tile itself did not reach the disk.
    try writeBytes(Array(noted.dropLast(24)), temporary.journal(run))
    for tile in 0..<4 { try temporary.tear(.verdict, tile) }
    #expect(try damaged(temporary) == [1])
    try writeBytes(noted, temporary.journal(run))
    try late.markDurable()
    #expect(try damaged(temporary) == [])

    // A mark in the middle of writing over does not cover it: here it fails, for a part is missing.
    let tile = plan.tiles[2]
    let part = Tile(number: 2, index: tile.index, origin: tile.origin, shape: [1, 1])
    let sink = StoreSink(temporary.store, journal: late)
    #expect(throws: (any Error).self) {
      try sink.write(TileResult(tile: part, plan: plan), by: 0)
    }
    try late.markDurable()
    #expect(try damaged(temporary) == [2])
  }
}
