import Foundation
import ResultStore
import SweepPlan
import Testing
import ZarrStore

/// A tile is done when its `verdict` shard is there and whole, and the others with it.
struct SurveyTests {
  /// A store of 2 × 3 tiles, all written.
  private func fullStore(_ extra: String = "") throws -> TemporaryStore {
    let plan = try smallPlan(extra)
    let temporary = try TemporaryStore(plan)
    let sink = StoreSink(temporary.store)
    for tile in plan.tiles { try sink.write(samples(plan, tile), by: 0) }
    return temporary
  }

  @Test func `missing and complete tiles`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    #expect(try temporary.store.survey(0..<6).missing == [0, 1, 2, 3, 4, 5])
    let sink = StoreSink(temporary.store)
    for number in [4, 1] { try sink.write(samples(plan, plan.tiles[number]), by: 0) }
    for thoroughly in [false, true] {
      let survey = try temporary.store.survey(0..<6, thoroughly: thoroughly)
      #expect(survey.complete == [1, 4])
      #expect(survey.missing == [0, 2, 3, 5])
      #expect(survey.damaged.isEmpty)
      // Only what is asked for, in the order asked for.
      #expect(try temporary.store.survey([5, 4, 1], thoroughly: thoroughly).complete == [4, 1])
    }
  }

  @Test(arguments: Variable.plain)
  func `a shard cut short is damage, at any length`(variable: Variable) throws {
    let temporary = try fullStore()
    let file = try temporary.shard(variable, 3)
    let bytes = try readBytes(file)
    for count in [0, 1, 19, bytes.count / 2, bytes.count - 1] {
      try writeBytes(Array(bytes[..<count]), file)
      for thoroughly in [false, true] {
        let survey = try temporary.store.survey(0..<6, thoroughly: thoroughly)
        #expect(survey.complete == [0, 1, 2, 4, 5])
        #expect(survey.missing.isEmpty)
        #expect(survey.damaged.map(\.tile) == [3])
        #expect(survey.damaged.allSatisfy { $0.problem.contains("\(file) is damaged") })
      }
    }
  }

  /// A look at the index finds damage there; only reading every byte finds it elsewhere.
  @Test(arguments: Variable.plain)
  func `a changed byte is found by a thorough look`(variable: Variable) throws {
    let temporary = try fullStore()
    let file = try temporary.shard(variable, 3)
    let bytes = try readBytes(file)
    for position in stride(from: 0, to: bytes.count, by: 7) {
      var changed = bytes
      changed[position] ^= 0x10
      try writeBytes(changed, file)
      let survey = try temporary.store.survey(0..<6, thoroughly: true)
      #expect(survey.damaged.map(\.tile) == [3], "byte \(position) of \(bytes.count)")
      #expect(survey.complete == [0, 1, 2, 4, 5])
    }
    // The index is at the end: 16 bytes per chunk and its checksum.
    for position in (bytes.count - 20)..<bytes.count {
      var changed = bytes
      changed[position] ^= 0x10
      try writeBytes(changed, file)
      #expect(try temporary.store.survey(0..<6).damaged.map(\.tile) == [3])
    }
  }

  @Test func `a verdict without its company is damage`() throws {
    for variable in Variable.plain where variable != .verdict {
      let temporary = try fullStore()
      let file = try temporary.shard(variable, 2)
      try FileManager.default.removeItem(atPath: file)
      let survey = try temporary.store.survey(0..<6)
      #expect(survey.complete == [0, 1, 3, 4, 5])
      #expect(survey.damaged.map(\.tile) == [2])
      #expect(survey.damaged.map(\.problem) == ["\(file) is missing, though its verdict is there"])
    }
  }

  /// Whole for a Zarr reader: nothing is stored of its chunks.
  @Test func `a verdict's shard without verdicts is damage to whoever reads it`() throws {
    let temporary = try fullStore()
    let tile = temporary.store.plan.tiles[3]
    var verdicts = [UInt8](repeating: 2, count: tile.cellCount)
    verdicts[5] = 0
    try ShardEncoder().write(
      verdicts.span, to: ZarrArray.open(at: "\(temporary.store.path)/verdict"), at: tile.index)
    let survey = try temporary.store.survey(0..<6, thoroughly: true)
    #expect(survey.complete == [0, 1, 2, 4, 5])
    #expect(survey.damaged.map(\.tile) == [3])
    #expect(survey.damaged.first?.problem.contains("1 of its") == true)
  }

  @Test func `nothing is written where another store has come`() throws {
    let temporary = try fullStore()
    let path = temporary.store.path
    try FileManager.default.moveItem(atPath: path, toPath: "\(path).away")
    // The same sweep's would get the same bytes.
    _ = try SweepStore(creating: temporary.store.plan, at: path)
    try StoreSink(temporary.store).write(
      samples(temporary.store.plan, temporary.store.plan.tiles[0]), by: 0)
    try FileManager.default.removeItem(atPath: path)
    _ = try SweepStore(creating: smallPlan(steps: 50), at: path)
    let before = try files(below: path)
    let run = RunID.new()
    let folder = RunFolder(temporary.store)
    #expect(throws: StoreError.self) {
      try StoreSink(temporary.store).write(
        samples(temporary.store.plan, temporary.store.plan.tiles[0]), by: 0)
    }
    #expect(throws: ResultStoreError.self) {
      try TileJournal(of: temporary.store, run: run).append(0, verdicts: VerdictCounts())
    }
    #expect(throws: ResultStoreError.self) {
      try RunLog(folder, begin: start(run, temporary.store.plan))
    }
    #expect(throws: ResultStoreError.self) { try TileClaims(folder, run: run).claim(1) }
    Heartbeat(folder, run: run, workers: 1)
      .beat(cells: 0, cellSteps: 0, tilesDone: 0, tilesInFlight: [])
    #expect(try files(below: path) == before)
  }

  /// Before the verdict is written, whatever stands in the other shards does not count.
  @Test func `company without a verdict is a missing tile`() throws {
    let temporary = try fullStore()
    try FileManager.default.removeItem(atPath: temporary.shard(.verdict, 2))
    try writeBytes([1, 2, 3], temporary.shard(.rate, 2))
    let survey = try temporary.store.survey(0..<6, thoroughly: true)
    #expect(survey.complete == [0, 1, 3, 4, 5])
    #expect(survey.missing == [2])
    #expect(survey.damaged.isEmpty)
  }

  @Test func `writing a damaged tile again heals it`() throws {
    let temporary = try fullStore("precision: float64")
    let plan = temporary.store.plan
    let before = try files(below: temporary.store.path)
    try writeBytes([], temporary.shard(.verdict, 0))
    try writeBytes([7], temporary.shard(.peak, 1))
    try FileManager.default.removeItem(atPath: temporary.shard(.steps, 2))
    try FileManager.default.removeItem(atPath: temporary.shard(.verdict, 3))
    let survey = try temporary.store.survey(0..<6)
    let sink = StoreSink(temporary.store)
    for number in survey.missing + survey.damaged.map(\.tile) {
      try sink.write(samples(plan, plan.tiles[number]), by: 0)
    }
    #expect(try temporary.store.survey(0..<6, thoroughly: true).complete == [0, 1, 2, 3, 4, 5])
    #expect(try files(below: temporary.store.path) == before)
  }

  /// The verdict comes last: when it cannot be written the others may be there, but not when they
  /// cannot.
  @Test func `a tile that cannot be kept is not done`() throws {
    let plan = try smallPlan()
    for blocked in Variable.plain {
      let temporary = try TemporaryStore(plan)
      // A file where the array's directory would be.
      let array = "\(temporary.store.path)/\(blocked.rawValue)"
      try FileManager.default.removeItem(atPath: array)
      try writeBytes([], array)
      #expect(throws: (any Error).self) {
        try StoreSink(temporary.store).write(samples(plan, plan.tiles[0]), by: 0)
      }
      if blocked != .verdict {
        #expect(!FileManager.default.fileExists(atPath: try temporary.shard(.verdict, 0)))
        #expect(try temporary.store.survey([0]).missing == [0])
      }
    }
  }
}
