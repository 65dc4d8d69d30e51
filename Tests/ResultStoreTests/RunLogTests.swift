import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Testing
import ZarrStore

struct RunLogTests {
  @Test func `a run's log tells of its start and its end`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    let folder = RunFolder(temporary.store)
    #expect(try folder.runs().isEmpty)
    let (run, other) = (RunID.new(), RunID.new())
    let log = try RunLog(folder, begin: start(run, plan, timeLimit: 28_800, element: "123_4"))
    _ = try RunLog(folder, begin: start(other, plan))
    try log.end(end(run, .stopped, reason: "SIGTERM"))

    let runs = try folder.runs()
    #expect(Set(runs.map(\.id)) == [run, other])
    let ended = try #require(runs.first { $0.id == run })
    let first = try #require(ended.start)
    #expect(first.run == run)
    #expect(first.workers == 64 && first.binding == "core" && first.nice == 10)
    #expect(first.timeLimit == 28_800 && first.element == "123_4" && first.shard == "3/8")
    #expect(first.tilesDone == 3 && first.tilesToDo == 5 && first.sweepSha256 == plan.sha256)
    #expect(first.process.number == ProcessInfo.processInfo.processIdentifier)
    let last = try #require(ended.end)
    #expect(last.outcome == .stopped && last.reason == "SIGTERM")
    #expect(last.cells == 1 << 40 && last.cellSteps == 1 << 50 && last.tiles == 5)
    #expect(runs.first { $0.id == other }?.end == nil)
  }

  @Test func `lines are JSON with sorted keys in snake case`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    let run = RunID.new()
    try RunLog(RunFolder(temporary.store), begin: start(run, plan)).end(end(run, .timeUp))
    let text = String(
      decoding: try readBytes(runFile(temporary.store, run, "jsonl")), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 2 && text.hasSuffix("\n"))
    let keys = try lines.map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]).keys
    }
    #expect(
      Set(keys[0]) == [
        "binding", "engine", "event", "format", "instruction_set", "nice", "process", "run",
        "shard",
        "sweep_sha256", "tiles_done", "tiles_to_do", "time", "user", "utc", "workers",
      ])
    #expect(
      Set(keys[1]) == [
        "cell_steps", "cells", "event", "outcome", "run", "seconds", "tiles", "time", "utc",
      ])
    #expect(lines[1].contains(#""outcome":"time_up""#))
    #expect(lines[0].hasPrefix(#"{"binding":"core","engine":"#))
  }

  @Test func `a log torn at any length keeps what is whole`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    let run = RunID.new()
    try RunLog(RunFolder(temporary.store), begin: start(run, plan)).end(end(run))
    let file = runFile(temporary.store, run, "jsonl")
    let whole = try readBytes(file)
    let startLength = try #require(whole.firstIndex(of: UInt8(ascii: "\n")))
    for length in (0...whole.count).reversed() {
      try #require(truncate(file, off_t(length)) == 0)
      let found = RunFolder(temporary.store).run(run)
      #expect((found.start != nil) == (length >= startLength), "\(length) bytes")
      #expect((found.end != nil) == (length >= whole.count - 1), "\(length) bytes")
    }
  }

  @Test func `foreign lines, keys and files are passed over`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    let folder = RunFolder(temporary.store)
    let run = RunID.new()
    try RunLog(folder, begin: start(run, plan)).end(end(run))
    let file = runFile(temporary.store, run, "jsonl")
    try edit(file) { $0["weather"] = ["rain": 1] }
    let strange =
      "garbage\n{}\n[1]\n{\"event\": \"party\", \"run\": \"c\"}\n{\"event\":\"end\"}\n\u{0}\n"
    try writeBytes(Array(strange.utf8) + readBytes(file) + [0xFF, 0xFE], file)
    for name in ["runs.jsonl", "notes.txt", ".hidden.alive", "a.b", "\(run.text).tiles"] {
      try writeBytes([1], "\(temporary.store.path)/verdict/runs/\(name)")
    }
    let runs = try folder.runs()
    #expect(runs.map(\.id) == [run])
    #expect(runs.first?.start?.workers == 64)
    #expect(runs.first?.state == .ended)
  }

  @Test func `logs are no part of the arrays`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    let members = try ZarrGroup.open(at: temporary.store.path).memberNames()
    _ = try RunLog(RunFolder(temporary.store), begin: start(.new(), plan))
    #expect(try ZarrGroup.open(at: temporary.store.path).memberNames() == members)
    #expect(try temporary.store.survey(0..<6).missing == Array(0..<6))
    _ = try SweepStore(creating: plan, at: temporary.store.path)
    _ = try SweepStore(opening: temporary.store.path, catalog: SweepEngine.catalog)
  }

  @Test func `a log that cannot be written is an error in words`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    try writeBytes([], "\(temporary.store.path)/verdict/runs")
    let error = storeError { () throws(ResultStoreError) in
      _ = try RunLog(RunFolder(temporary.store), begin: start(.new(), plan))
    }
    #expect(try #require(error).description.contains("verdict/runs"))
  }

  @Test func `a store that has vanished does not come back as a folder of logs`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    try FileManager.default.removeItem(atPath: temporary.store.path)
    let error = storeError { () throws(ResultStoreError) in
      _ = try RunLog(RunFolder(temporary.store), begin: start(.new(), plan))
    }
    #expect(try #require(error).description.contains("vanished"))
    #expect(!FileManager.default.fileExists(atPath: temporary.store.path))
  }
}
