import Dispatch
import Foundation
import ResultStore
import SweepPlan
import Testing
import ZarrStore

struct TileJournalTests {
  private let run = RunID.new()
  private static let (header, record) = (48, 24)

  @Test func `finished tiles are known, with their verdicts`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan, tiles: [4, 1], run: run)
    let records = TileRecords(of: temporary.store)
    #expect((0..<6).filter(records.known.contains) == [1, 4])
    #expect(records.verdicts == sampleVerdicts(plan, [1, 4]))
    // 48 bytes of header, 24 for each tile.
    #expect(try readBytes(temporary.journal(run)).count == Self.header + 2 * Self.record)
  }

  /// The layout, byte by byte, as another program would read it.
  @Test func `the file is as documented`() throws {
    let temporary = try TemporaryStore(smallPlan())
    let journal = TileJournal(of: temporary.store, run: run)
    try journal.append(
      2, verdicts: VerdictCounts(converged: 0x0102, bounded: 1, diverged: 0x0201_0000))
    try journal.markDurable()
    let bytes = try readBytes(temporary.journal(run))
    #expect(Array(bytes[..<12]) == Array("SeprTile".utf8) + [1, 0, 0, 0])
    let digest = bytes[12..<44].map { String(format: "%02x", $0) }.joined()
    #expect(digest == temporary.store.plan.sha256)
    #expect(
      Array(bytes[48..<68]) == [2, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 2])
    #expect(Array(bytes[72..<80]) == [UInt8](repeating: 255, count: 8))
    #expect(Array(bytes[88..<92]) == [1, 0, 0, 0])
    for (start, end) in [(0, 44), (48, 68), (72, 92)] {
      let sum = crc32c(bytes.span.bytes.extracting(start..<end))
      #expect((0..<4).allSatisfy { bytes[end + $0] == UInt8(sum >> (8 * $0) & 255) })
    }
    #expect(bytes.count == 96)
  }

  @Test func `what was added since is read`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    var records = TileRecords(of: temporary.store)
    #expect(records.known.count == 0)
    let journal = try temporary.write([3], run: run)
    records.refresh()
    #expect((0..<6).filter(records.known.contains) == [3])
    let other = try temporary.write([3, 0])
    try journal.markDurable()
    records.refresh()
    #expect((0..<6).filter(records.known.contains) == [0, 3])
    // A tile that two runs have done counts once.
    #expect(records.verdicts == sampleVerdicts(plan, [0, 3]))
    try other.append(5, verdicts: VerdictCounts(converged: 242))
    records.refresh()
    #expect(records.known.contains(5))
  }

  @Test func `a journal cut at any length tells of the records that are whole`() throws {
    let temporary = try TemporaryStore(smallPlan(), tiles: 0..<4, run: run)
    let whole = try readBytes(temporary.journal(run))
    for count in 0...whole.count {
      try writeBytes(Array(whole[..<count]), temporary.journal(run))
      let records = TileRecords(of: temporary.store)
      let expected = max(0, (count - Self.header) / Self.record)
      #expect((0..<6).filter(records.known.contains) == Array(0..<expected), "\(count) bytes")
    }
  }

  @Test func `a journal that grows is read to the end, wherever a look finds it`() throws {
    let temporary = try TemporaryStore(smallPlan(), tiles: 0..<4, run: run)
    let whole = try readBytes(temporary.journal(run))
    for count in 0...whole.count {
      // Of the file that grows the rest may be zeros for a while.
      for padding in [0, whole.count - count] {
        try writeBytes(
          whole[..<count] + [UInt8](repeating: 0, count: padding), temporary.journal(run))
        var records = TileRecords(of: temporary.store)
        try writeBytes(whole, temporary.journal(run))
        records.refresh()
        #expect((0..<6).filter(records.known.contains) == [0, 1, 2, 3], "\(count) bytes")
      }
    }
  }

  @Test func `a record with a changed byte is not believed`() throws {
    let temporary = try TemporaryStore(smallPlan(), tiles: 0..<4, run: run)
    let whole = try readBytes(temporary.journal(run))
    for place in whole.indices {
      for bit: UInt8 in [1, 0x80] {
        var bytes = whole
        bytes[place] ^= bit
        try writeBytes(bytes, temporary.journal(run))
        let known = TileRecords(of: temporary.store).known
        let lost = (place - Self.header) / Self.record
        let expected = place < Self.header ? [] : [0, 1, 2, 3].filter { $0 != lost }
        #expect((0..<6).filter(known.contains) == expected, "byte \(place)")
      }
    }
  }

  /// Whole records, but of tiles that are not there or with more or fewer cells than the tile has.
  @Test func `records that cannot be true are not believed`() throws {
    let temporary = try TemporaryStore(smallPlan())
    let journal = TileJournal(of: temporary.store, run: run)
    try journal.append(6, verdicts: VerdictCounts(converged: 4096))
    try journal.append(1 << 40, verdicts: VerdictCounts(converged: 4096))
    try journal.append(0, verdicts: VerdictCounts(converged: 4095))
    try journal.append(1, verdicts: VerdictCounts(converged: 4096, diverged: 1))
    #expect(TileRecords(of: temporary.store).known.count == 0)
  }

  @Test func `journals of another sweep, and what is no journal, are passed over`() throws {
    let temporary = try TemporaryStore(smallPlan(), tiles: [0])
    let other = try TemporaryStore(smallPlan(steps: 99), tiles: [1, 2], run: run)
    let foreign = try readBytes(other.journal(run))
    try writeBytes(foreign, temporary.journal(run))
    try writeBytes([1, 2, 3], temporary.journal(.new()))
    try FileManager.default.createDirectory(
      atPath: temporary.journal(.new()), withIntermediateDirectories: true)
    try writeBytes(foreign, "\(temporary.store.path)/verdict/runs/letter.tiles")
    let known = TileRecords(of: temporary.store).known
    #expect((0..<6).filter(known.contains) == [0])
  }

  @Test func `threads may append at once`() throws {
    let plan = try plan(
      """
      objective: {quadratic: {eigenvalues: [1]}}
      initial_point: 1
      optimizer: gradient_descent
      axes: {learning_rate: {from: 0, to: 1, count: 4000}}
      steps: 1
      tile: [8]
      """)
    let temporary = try TemporaryStore(plan)
    let journal = TileJournal(of: temporary.store, run: run)
    DispatchQueue.concurrentPerform(iterations: 500) { tile in
      try? journal.append(tile, verdicts: VerdictCounts(bounded: 8))
      if tile % 100 == 0 { try? journal.markDurable() }
    }
    let records = TileRecords(of: temporary.store)
    #expect(records.known.count == 500)
    #expect(records.verdicts == [0, 0, 4000, 0])
  }

  @Test func `marks are written only when there is something new`() throws {
    let temporary = try TemporaryStore(smallPlan())
    let journal = TileJournal(of: temporary.store, run: run)
    try journal.markDurable()
    #expect(!FileManager.default.fileExists(atPath: temporary.journal(run)))
    try journal.append(0, verdicts: VerdictCounts(converged: 4096))
    for _ in 0..<3 { try journal.markDurable() }
    #expect(try readBytes(temporary.journal(run)).count == Self.header + 2 * Self.record)
    try journal.append(1, verdicts: VerdictCounts(converged: 4096))
    for _ in 0..<3 { try journal.markDurable() }
    #expect(try readBytes(temporary.journal(run)).count == Self.header + 4 * Self.record)
  }

  @Test func `a journal that cannot be written is an error in words, and the tile is kept`() throws
  {
    let temporary = try TemporaryStore(smallPlan())
    try writeBytes([], "\(temporary.store.path)/verdict/runs")
    let error = #expect(throws: ResultStoreError.self) {
      try temporary.write([2], run: run)
    }
    #expect(error?.description.contains("verdict/runs") == true)
    try FileManager.default.removeItem(atPath: "\(temporary.store.path)/verdict/runs")
    #expect(try temporary.store.survey(0..<6).complete == [2])
  }

  @Test func `whoever waits for a tile is told when it is stored`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    let sink = StoreSink(temporary.store) { tile in
      #expect((try? temporary.store.survey([tile]).complete) == [tile])
      try? writeBytes([], "\(temporary.store.path)/told-\(tile)")
    }
    try sink.write(samples(plan, plan.tiles[3]), by: 0)
    #expect(FileManager.default.fileExists(atPath: "\(temporary.store.path)/told-3"))
  }
}
