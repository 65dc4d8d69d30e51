import Dispatch
import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Synchronization
import Testing

/// The bytes of a store do not depend on how it came about: order of tiles, interruptions, damage,
/// processes that share the work.
struct ResumeTests {
  @Test(arguments: [
    "precision: float32", "precision: float64", "schedule: {cosine: {warmup: 30}}\nclip_norm: 10",
  ])
  func `a store that was interrupted equals one that was not`(extra: String) throws {
    let plan = try smallPlan(extra)
    let whole = try TemporaryStore(plan)
    let sink = StoreSink(whole.store)
    for tile in plan.tiles { try sink.write(computed(plan, tile), by: 0) }

    let broken = try TemporaryStore(plan)
    try StoreSink(broken.store).write(computed(plan, plan.tiles[5]), by: 0)
    try StoreSink(broken.store).write(computed(plan, plan.tiles[2]), by: 0)
    // Killed between a tile's shards, and a shard lost to a power failure.
    try StoreSink(broken.store).write(computed(plan, plan.tiles[3]), by: 0)
    try FileManager.default.removeItem(atPath: broken.shard(.verdict, 3))
    let bytes = try readBytes(broken.shard(.rate, 2))
    try writeBytes(Array(bytes.dropLast(9)), broken.shard(.rate, 2))
    let run = RunID.new()
    _ = try RunLog(RunFolder(broken.store), begin: start(run, plan))

    let resumed = try SweepStore(creating: plan, at: broken.store.path)
    let survey = try resumed.survey(0..<plan.grid.tileCount, thoroughly: true)
    #expect(survey.complete == [5])
    #expect(survey.missing == [0, 1, 3, 4])
    #expect(survey.damaged.map(\.tile) == [2])
    for number in (survey.missing + survey.damaged.map(\.tile)).reversed() {
      try StoreSink(resumed).write(computed(plan, plan.tiles[number]), by: 0)
    }

    var files = try files(below: broken.store.path)
    #expect(files.removeValue(forKey: "verdict/runs/\(run.text).jsonl") != nil)
    #expect(files == (try ResultStoreTests.files(below: whole.store.path)))
  }

  @Test func `workers that write at once leave the same bytes`() throws {
    let plan = try smallPlan()
    let one = try TemporaryStore(plan)
    let sink = StoreSink(one.store)
    for tile in plan.tiles { try sink.write(samples(plan, tile), by: 0) }

    let many = try TemporaryStore(plan)
    let shared = StoreSink(many.store)
    let errors = Mutex<[String]>([])
    // Every tile three times, as processes do that disagree about who does what.
    DispatchQueue.concurrentPerform(iterations: 3 * plan.grid.tileCount) { index in
      do {
        try shared.write(samples(plan, plan.tiles[index % plan.grid.tileCount]), by: index)
      } catch {
        errors.withLock { $0.append("\(error)") }
      }
    }
    #expect(errors.withLock { $0 } == [])
    #expect(try files(below: many.store.path) == (try files(below: one.store.path)))
  }
}
