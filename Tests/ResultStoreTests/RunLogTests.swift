import Dispatch
import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Testing
import ZarrStore

struct RunLogTests {
  private func entry(_ event: RunLog.Entry.Event, _ run: String) -> RunLog.Entry {
    var entry = RunLog.Entry(event: event, run: run, time: 1_700_000_000.25)
    entry.sign()
    return entry
  }

  private func file(_ store: SweepStore) -> String { "\(store.path)/verdict/runs.jsonl" }

  @Test func `entries come back as they were`() throws {
    let temporary = try TemporaryStore(smallPlan())
    let log = RunLog(temporary.store)
    #expect(log.entries.isEmpty)
    #expect(log.openRuns.isEmpty)
    var start = entry(.start, "a")
    start.workers = 64
    start.instructionSet = "v4"
    start.tilesFound = 3
    var end = entry(.end, "a")
    end.outcome = "finished"
    end.cells = 1 << 40
    end.cellSteps = 1 << 50
    end.seconds = 0.1
    try log.append(start)
    try log.append(end)
    #expect(log.entries == [start, end])
    #expect(RunLog(temporary.store).entries == [start, end])
    let text = String(decoding: try readBytes(file(temporary.store)), as: UTF8.self)
    for key in ["instruction_set", "tiles_found", "cell_steps"] {
      #expect(text.contains("\"\(key)\""))
    }
  }

  @Test func `torn and foreign lines are passed over`() throws {
    let temporary = try TemporaryStore(smallPlan())
    let log = RunLog(temporary.store)
    try log.append(entry(.start, "a"))
    let whole = try readBytes(file(temporary.store))
    // Killed in the middle of a line, at every length; the next run's entry must not be lost.
    for count in 0..<whole.count {
      try writeBytes(whole + whole[..<count], file(temporary.store))
      try log.append(entry(.end, "b"))
      #expect(log.entries.last == entry(.end, "b"), "\(count) bytes")
      #expect(log.entries.first == entry(.start, "a"), "\(count) bytes")
    }
    try writeBytes(
      Array("garbage\n{}\n[1]\n{\"event\": \"party\", \"run\": \"c\", \"time\": 1}\n\n".utf8)
        + whole,
      file(temporary.store))
    #expect(log.entries == [entry(.start, "a")])
  }

  @Test func `a run is open until it ends or is verified`() throws {
    let temporary = try TemporaryStore(smallPlan())
    let log = RunLog(temporary.store)
    for run in ["a", "b", "c", "d"] { try log.append(entry(.start, run)) }
    try log.append(entry(.end, "b"))
    try log.append(entry(.verified, "d"))
    #expect(log.openRuns.map(\.run) == ["a", "c"])
    try log.append(entry(.end, "a"))
    #expect(log.openRuns.map(\.run) == ["c"])
  }

  @Test func `whether a run goes on`() throws {
    #expect(entry(.start, "a").isAlive == true)

    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exit 0"]
    try process.run()
    process.waitUntilExit()
    var dead = entry(.start, "a")
    dead.process = process.processIdentifier
    #expect(dead.isAlive == false)

    // The first process is there, but it is not the one that this mark names: numbers come again.
    var first = entry(.start, "a")
    first.process = 1
    #expect(first.isAlive == false)

    var elsewhere = entry(.start, "a")
    elsewhere.host = "another-host.invalid"
    #expect(elsewhere.isAlive == nil)
    var unknown = entry(.start, "a")
    unknown.process = nil
    #expect(unknown.isAlive == nil)
  }

  @Test func `processes may append at once`() throws {
    let temporary = try TemporaryStore(smallPlan())
    let log = RunLog(temporary.store)
    DispatchQueue.concurrentPerform(iterations: 200) { index in
      try? log.append(entry(.start, "run \(index)"))
    }
    #expect(Set(log.entries.map(\.run)) == Set((0..<200).map { "run \($0)" }))
  }

  @Test func `the log is no part of the arrays`() throws {
    let temporary = try TemporaryStore(smallPlan())
    let members = try ZarrGroup.open(at: temporary.store.path).memberNames()
    try RunLog(temporary.store).append(entry(.start, "a"))
    #expect(try ZarrGroup.open(at: temporary.store.path).memberNames() == members)
    #expect(try temporary.store.survey(0..<6).missing == Array(0..<6))
    _ = try SweepStore(creating: smallPlan(), at: temporary.store.path)
    _ = try SweepStore(opening: temporary.store.path, catalog: SweepEngine.catalog)
  }

  @Test func `a log that cannot be written is an error in words`() throws {
    let temporary = try TemporaryStore(smallPlan())
    try FileManager.default.createDirectory(
      atPath: file(temporary.store), withIntermediateDirectories: true)
    let error = storeError { () throws(ResultStoreError) in
      try RunLog(temporary.store).append(entry(.start, "a"))
    }
    #expect(try #require(error).description.contains("runs.jsonl"))
    #expect(RunLog(temporary.store).entries.isEmpty)
  }
}
