import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Synchronization
import Testing
import ZarrStore

struct VerificationTests {
  private func full() throws -> TemporaryStore { try TemporaryStore(smallPlan(), tiles: 0..<6) }

  private func verify(_ temporary: TemporaryStore) throws -> Verification {
    try Verification(of: temporary.store.path, catalog: catalog, workers: 2)
  }

  @Test func `a whole store`() throws {
    let temporary = try full()
    let before = try files(below: temporary.store.path)
    let progress = Mutex<[Verification.Progress]>([])
    let verification = try Verification(
      of: temporary.store.path, catalog: catalog, workers: 2,
      progress: { step in progress.withLock { $0.append(step) } })
    #expect(verification.damages == [])
    #expect(verification.tilesComplete == 6 && verification.tilesMissing == 0)
    #expect(verification.verdicts == sampleVerdicts(temporary.store.plan, 0..<6))
    #expect(verification.unfinishedShards == 0 && verification.strangers == [])
    #expect(!verification.isCancelled)
    let steps = progress.withLock { $0 }
    #expect(steps.map(\.tiles) == Array(1...6))
    #expect(steps.allSatisfy { $0.tilesInAll == 6 })
    #expect(steps.last?.bytes == verification.bytes)
    // All bytes of the shards but indexes and ranges.
    let stored = before.filter { file in
      temporary.store.plan.record.contains { file.key.hasPrefix("\($0.rawValue)/c/") }
    }.values.reduce(0) { $0 + $1.count }
    #expect(verification.bytes > stored / 2 && verification.bytes < stored)
    let repair = try verification.repair()
    #expect(repair.removed == [] && repair.tiles == [] && repair.left == [])
    #expect(try files(below: temporary.store.path) == before)
  }

  enum Harm: CaseIterable, Sendable {
    case removed, cut, emptied, zeroed, flipped, extended, directory
    func apply(_ path: String) throws {
      var bytes = try readBytes(path)
      switch self {
      case .removed: return try FileManager.default.removeItem(atPath: path)
      case .cut: bytes.removeLast(bytes.count / 2)
      case .emptied: bytes = []
      case .zeroed: bytes = [UInt8](repeating: 0, count: bytes.count)
      case .flipped: bytes[bytes.count / 4] ^= 4
      case .extended: bytes.append(0)
      case .directory:
        try FileManager.default.removeItem(atPath: path)
        return try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: true)
      }
      try writeBytes(bytes, path)
    }
  }

  @Test(arguments: Harm.allCases.filter { $0 != .directory }, [Variable.verdict, .steps, .peak])
  func `a damaged shard is named, and repaired it is a missing tile`(
    harm: Harm, variable: Variable
  ) throws {
    let temporary = try full()
    let before = try files(below: temporary.store.path)
    let shard = try temporary.shard(variable, 4)
    try harm.apply(shard)
    let verification = try verify(temporary)
    if harm == .removed, variable == .verdict {
      #expect(verification.damages == [] && verification.tilesMissing == 1)
      #expect(verification.unfinishedShards == temporary.store.plan.record.count - 1)
      return
    }
    #expect(verification.damages.map(\.path) == [shard])
    #expect(verification.damages.map(\.tile) == [4])
    #expect(verification.tilesComplete == 5)
    #expect(verification.verdicts == sampleVerdicts(temporary.store.plan, [0, 1, 2, 3, 5]))
    let sentence = try #require(verification.damages.first).description
    #expect(sentence.contains(harm == .removed ? "is missing, though" : "is damaged: "))

    let repair = try verification.repair()
    #expect(repair.tiles == [4] && repair.left == [])
    let survey = try temporary.store.survey(0..<6)
    #expect(survey.complete == [0, 1, 2, 3, 5] && survey.missing == [4])
    #expect(!FileManager.default.fileExists(atPath: shard))
    // Nothing else is touched, and the tile written again makes the store what it was.
    let gone = Set([shard, try temporary.shard(.verdict, 4)])
    let kept = before.filter { !gone.contains("\(temporary.store.path)/\($0.key)") }
    #expect(try files(below: temporary.store.path) == kept)
    try StoreSink(temporary.store).write(
      samples(temporary.store.plan, temporary.store.plan.tiles[4]), by: 0)
    #expect(try files(below: temporary.store.path) == before)
  }

  @Test func `everything that is damaged is named, each file of it`() throws {
    let temporary = try full()
    let harmed = try [
      temporary.shard(.peak, 1), temporary.shard(.rate, 1), temporary.shard(.steps, 3),
    ]
    for shard in harmed { try Harm.flipped.apply(shard) }
    let verification = try verify(temporary)
    #expect(Set(verification.damages.map(\.path)) == Set(harmed))
    #expect(verification.tilesComplete == 4)
    #expect(try verification.repair().tiles == [1, 3])
    #expect(try temporary.store.survey(0..<6).missing == [1, 3])
    #expect(try verify(temporary).damages == [])
  }

  /// Whole for a Zarr reader: nothing is stored of its chunks.
  @Test func `a verdict's shard without verdicts is damage`() throws {
    let temporary = try full()
    let array = try ZarrArray.open(at: "\(temporary.store.path)/verdict")
    let tile = temporary.store.plan.tiles[3]
    try ShardEncoder().write(
      [UInt8](repeating: 0, count: tile.cellCount).span, to: array, at: tile.index)
    let damage = try #require(try verify(temporary).damages.first)
    #expect(damage.tile == 3)
    #expect(
      damage.description.contains(
        "\(tile.cellCount) of its \(tile.cellCount) cells have no verdict"))
  }

  @Test(
    arguments: [
      "momentum/c/0", "learning_rate/c/0", "momentum/zarr.json", "peak/zarr.json",
      "verdict/zarr.json",
    ], Harm.allCases.filter { ![.flipped, .extended, .directory].contains($0) })
  func `coordinates and arrays' metadata are checked, and run writes them anew`(
    file: String, harm: Harm
  ) throws {
    let temporary = try full()
    let before = try files(below: temporary.store.path)
    try harm.apply("\(temporary.store.path)/\(file)")
    let verification = try verify(temporary)
    #expect(verification.damages.map(\.path) == ["\(temporary.store.path)/\(file)"])
    #expect(verification.tilesComplete == 6)
    let repair = try verification.repair()
    #expect(repair.tiles == [] && repair.left == [])
    #expect(!FileManager.default.fileExists(atPath: "\(temporary.store.path)/\(file)"))
    _ = try SweepStore(creating: temporary.store.plan, at: temporary.store.path)
    #expect(try files(below: temporary.store.path) == before)
  }

  @Test func `coordinates with other values are damage`() throws {
    let temporary = try full()
    let array = try ZarrArray.open(at: "\(temporary.store.path)/momentum")
    var values = temporary.store.plan.axes[0].values
    values[7] = values[7].nextUp
    try array.write(values)
    #expect(
      try verify(temporary).damages.map(\.problem) == ["is damaged: its values are not the sweep's"]
    )
  }

  @Test func `metadata that say something else are named and left`() throws {
    let temporary = try full()
    let file = "\(temporary.store.path)/peak/zarr.json"
    let text = String(decoding: try readBytes(file), as: UTF8.self)
    let changed = Array(text.replacingOccurrences(of: "largest", with: "least").utf8)
    try writeBytes(changed, file)
    let verification = try verify(temporary)
    #expect(verification.damages.map(\.path) == [file])
    #expect(try verification.repair().left.map(\.path) == [file])
    #expect(try readBytes(file) == changed)
  }

  @Test func `what is no part of the store is named and left alone`() throws {
    let temporary = try full()
    let path = temporary.store.path
    for directory in ["peak/c/7", "notes"] {
      try FileManager.default.createDirectory(
        atPath: "\(path)/\(directory)", withIntermediateDirectories: true)
    }
    let strangers = ["letter", "peak/c/0/3", "peak/c/01", "rate/c/0/x", "momentum/c/1"]
    for file in strangers { try writeBytes([1], "\(path)/\(file)") }
    let dead = ".0.\(ProcessInfo.processInfo.hostName).1.2.3.partial"
    try writeBytes([1], "\(path)/peak/c/0/\(dead)")
    let before = try files(below: path)
    let verification = try verify(temporary)
    #expect(verification.damages == [])
    #expect(
      verification.strangers
        == (strangers + ["notes", "peak/c/7"]).map { "\(path)/\($0)" }.sorted())
    _ = try verification.repair()
    #expect(try files(below: path) == before)
  }

  @Test func `it stops when it is asked to`() throws {
    let temporary = try full()
    let verification = try Verification(
      of: temporary.store.path, catalog: catalog, isCancelled: { true })
    #expect(verification.isCancelled && verification.tilesComplete == 0)
  }

  @Test func `what is whole by now is left alone`() throws {
    let temporary = try full()
    let shard = try temporary.shard(.peak, 2)
    let before = try readBytes(shard)
    try writeBytes([], shard)
    let verification = try verify(temporary)
    try writeBytes(before, shard)
    let repair = try verification.repair()
    #expect(repair.removed == [] && repair.tiles == [])
    #expect(try temporary.store.survey(0..<6).complete == Array(0..<6))
  }
}
