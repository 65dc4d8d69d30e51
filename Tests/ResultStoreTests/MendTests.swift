import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Testing
import ZarrStore

/// Metadata that a power failure has torn are written anew, if nothing else can be meant.
struct MendTests {
  private static let torn = ["", "{", "{\"zarr_format\": 3, \"node_ty", "\0\0\0\0"]

  private func expectMended(_ temporary: TemporaryStore, _ text: String, _ file: String) throws {
    let before = try files(below: temporary.store.path)
    try writeBytes(Array(text.utf8), "\(temporary.store.path)/\(file)")
    let again = try SweepStore(creating: temporary.store.plan, at: temporary.store.path)
    #expect(again.mended.count == 1 && again.mended.allSatisfy { $0.contains(file) })
    #expect(try files(below: temporary.store.path) == before)
    #expect(try SweepStore(creating: again.plan, at: again.path).mended == [])
  }

  private func expectRefused(_ temporary: TemporaryStore, _ words: String) throws {
    let before = try files(below: temporary.store.path)
    let error = storeError { () throws(ResultStoreError) in
      _ = try SweepStore(creating: temporary.store.plan, at: temporary.store.path)
    }
    let message = try #require(error).description
    #expect(message.contains("zarr.json is torn") && message.contains(words), "\(message)")
    #expect(try files(below: temporary.store.path) == before)
  }

  /// As long as the runs say whose tiles there are.
  @Test(arguments: [[], [1, 2]])
  func `a root that is missing`(tiles: [Int]) throws {
    let temporary = try TemporaryStore(smallPlan(), tiles: tiles)
    let (plan, path) = (temporary.store.plan, temporary.store.path)
    let before = try files(below: path)
    try FileManager.default.removeItem(atPath: "\(path)/zarr.json")
    #expect(SweepStore.hasNoRoot(path))
    let error = storeError { () throws(ResultStoreError) in
      _ = try SweepStore(opening: path, catalog: catalog)
    }
    #expect(error == .lostRoot(path: path, isTorn: false))
    #expect(try SweepStore(creating: plan, at: path).mended.count == 1)
    #expect(try files(below: path) == before)
  }

  @Test func `a missing root of another sweep's tiles is refused`() throws {
    let temporary = try TemporaryStore(smallPlan(steps: 7), tiles: [0])
    try FileManager.default.removeItem(atPath: "\(temporary.store.path)/zarr.json")
    let before = try files(below: temporary.store.path)
    let plan = try smallPlan()
    let error = storeError { () throws(ResultStoreError) in
      _ = try SweepStore(creating: plan, at: temporary.store.path)
    }
    let message = try #require(error).description
    #expect(
      message.contains("zarr.json is missing, and a run in it was of another sweep"), "\(message)")
    #expect(try files(below: temporary.store.path) == before)
  }

  @Test(arguments: torn)
  func `a root that is torn before there are tiles`(text: String) throws {
    try expectMended(TemporaryStore(smallPlan()), text, "zarr.json")
    // Nothing but the root was written before the failure.
    let bare = try TemporaryDirectory()
    try writeBytes(Array(text.utf8), bare.file("zarr.json"))
    #expect(try SweepStore(creating: smallPlan(), at: bare.path).mended.count == 1)
  }

  /// No failure leaves such a file, so it is not ours to write over.
  @Test(arguments: ["zarr.json", "peak/zarr.json"])
  func `metadata that are nested very deep are refused`(file: String) throws {
    let temporary = try TemporaryStore(smallPlan())
    let text = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    try writeBytes(Array(text.utf8), "\(temporary.store.path)/\(file)")
    let before = try files(below: temporary.store.path)
    let error = storeError { () throws(ResultStoreError) in
      _ = try SweepStore(creating: temporary.store.plan, at: temporary.store.path)
    }
    #expect(error != nil)
    #expect(try files(below: temporary.store.path) == before)
  }

  @Test(arguments: ["zarr.json", "peak/zarr.json"])
  func `a folder in metadata's place is refused with advice`(file: String) throws {
    let temporary = try TemporaryStore(smallPlan())
    let path = "\(temporary.store.path)/\(file)"
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let error = storeError { () throws(ResultStoreError) in
      _ = try SweepStore(creating: temporary.store.plan, at: temporary.store.path)
    }
    #expect(try #require(error).description.contains("move it away by hand"))
  }

  @Test(arguments: torn)
  func `a root that is torn, when the runs say whose tiles there are`(text: String) throws {
    try expectMended(TemporaryStore(smallPlan(), tiles: [1, 2]), text, "zarr.json")
    let plan = try smallPlan()
    let logged = try TemporaryStore(plan)
    try StoreSink(logged.store).write(samples(plan, plan.tiles[0]), by: 0)
    try FileManager.default.createDirectory(
      atPath: "\(logged.store.path)/verdict/runs", withIntermediateDirectories: true)
    try writeBytes(
      Array("{\"event\"\n{\"event\": \"start\", \"sweep_sha256\": \"\(plan.sha256)\"}\n".utf8),
      "\(logged.store.path)/verdict/runs/any.jsonl")
    try expectMended(logged, text, "zarr.json")
  }

  @Test func `a torn root of tiles of which nobody says whose they are is refused`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    try StoreSink(temporary.store).write(samples(plan, plan.tiles[0]), by: 0)
    try writeBytes([], "\(temporary.store.path)/zarr.json")
    try expectRefused(temporary, "no run says of which sweep")
  }

  @Test func `a torn root of another sweep is refused`() throws {
    let (ours, theirs) = (
      try TemporaryStore(smallPlan(), tiles: [0]),
      try TemporaryStore(smallPlan(steps: 7), tiles: [1])
    )
    let journals = try FileManager.default.contentsOfDirectory(
      atPath: "\(theirs.store.path)/verdict/runs")
    for journal in journals {
      try writeBytes(
        readBytes("\(theirs.store.path)/verdict/runs/\(journal)"),
        "\(ours.store.path)/verdict/runs/\(journal)")
    }
    try writeBytes([], "\(ours.store.path)/zarr.json")
    try expectRefused(ours, "a run in it was of another sweep")

    let shaped = try TemporaryStore(smallPlan("precision: float64"))
    try writeBytes([], "\(shaped.store.path)/zarr.json")
    let plan = try smallPlan()
    let error = storeError { () throws(ResultStoreError) in
      _ = try SweepStore(creating: plan, at: shaped.store.path)
    }
    #expect(try #require(error).description.contains("is not this sweep's"))

    let mixed = try TemporaryStore(smallPlan())
    try writeBytes([], "\(mixed.store.path)/zarr.json")
    try writeBytes([], "\(mixed.store.path)/letter.txt")
    try expectRefused(mixed, "something else in it (letter.txt)")
  }

  @Test(arguments: ["momentum", "verdict", "peak"], torn)
  func `an array's metadata that are torn`(array: String, text: String) throws {
    try expectMended(TemporaryStore(smallPlan(), tiles: 0..<6), text, "\(array)/zarr.json")
  }

  /// Another sweep's store is refused before anything in it is mended.
  @Test func `another sweep's torn array is not touched`() throws {
    let temporary = try TemporaryStore(smallPlan(steps: 7))
    try writeBytes([], "\(temporary.store.path)/peak/zarr.json")
    let before = try files(below: temporary.store.path)
    #expect(throws: ResultStoreError.self) {
      try SweepStore(creating: smallPlan(), at: temporary.store.path)
    }
    #expect(try files(below: temporary.store.path) == before)
  }
}
