import Foundation
import ResultStore
import SweepPlan
import Testing

/// Whether a run goes on, as its files and this host tell.
struct RunStateTests {
  /// The state of a run whose start says this of its process.
  private func state(
    _ change: @escaping (inout [String: Any]) -> Void = { _ in }
  ) throws -> RunState {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    let run = RunID.new()
    _ = try RunLog(RunFolder(temporary.store), begin: start(run, plan))
    try edit(runFile(temporary.store, run, "jsonl")) { object in
      var process = object["process"] as? [String: Any] ?? [:]
      change(&process)
      object["process"] = process
    }
    return RunFolder(temporary.store).run(run).state
  }

  @Test func `a process that is there is alive`() throws {
    #expect(try state() == .alive)
    // Where the system does not tell marks, its number must do.
    #expect(try state { $0["mark"] = nil } == .alive)
  }

  @Test func `a process that has exited is gone`() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exit 0"]
    try process.run()
    process.waitUntilExit()
    #expect(try state { $0["number"] = process.processIdentifier } == .gone)
  }

  @Test func `a later process of the same number is another`() throws {
    #expect(try state { $0["number"] = 1 } == .gone)
  }

  @Test func `numbers that are none are nobody's`() throws {
    #expect(try state { $0["number"] = -1 } == .unknown)
    #expect(try state { $0["number"] = 0 } == .unknown)
  }

  @Test func `a run from before the host was started anew is gone`() throws {
    #expect(try state { $0["mark"] = "00000000-0000-0000-0000-000000000000 77" } == .gone)
  }

  @Test func `of other hosts and containers nothing is known`() throws {
    #expect(try state { $0["host"] = "another-host" } == .unknown)
    // Containers may share a host's name.
    #expect(try state { $0["space"] = "1" } == .unknown)
    let temporary = try TemporaryStore(try smallPlan())
    #expect(RunFolder(temporary.store).run(.new()).state == .unknown)
  }

  @Test func `an ended run has ended, wherever it was`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    let run = RunID.new()
    try RunLog(RunFolder(temporary.store), begin: start(run, plan))
      .end(end(run, .failed, reason: "the disk is full"))
    #expect(RunFolder(temporary.store).run(run).state == .ended)
    #expect(RunFolder(temporary.store).run(run).end?.reason == "the disk is full")
    try moveElsewhere(runFile(temporary.store, run, "jsonl"))
    #expect(RunFolder(temporary.store).run(run).state == .ended)
  }
}
