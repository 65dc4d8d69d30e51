import Foundation
import ResultStore
import SweepPlan
import Testing

/// Silence is measured on the observer's own clock, whatever clocks elsewhere say.
struct HeartbeatWatchTests {
  private let temporary: TemporaryStore
  private let folder: RunFolder
  private let run = RunID.new()
  private let time = TestClock()
  private let watch: HeartbeatWatch
  private var file: String { runFile(temporary.store, run, "alive") }

  init() throws {
    let plan = try smallPlan()
    temporary = try TemporaryStore(plan)
    folder = RunFolder(temporary.store)
    _ = try RunLog(folder, begin: start(run, plan))
    watch = HeartbeatWatch(folder, clock: time.clock)
    try moveElsewhere(runFile(temporary.store, run, "jsonl"))
  }

  /// A beat on another host.
  private func beat(_ heartbeat: Heartbeat) throws {
    heartbeat.beat(cells: 0, cellSteps: 0, tilesDone: 0, tilesInFlight: [])
    try moveElsewhere(file)
  }

  @Test func `a heart that beats is alive, one that stops is dead after the patience`() throws {
    let heartbeat = Heartbeat(folder, run: run, workers: 1)
    for _ in 0..<30 {
      try beat(heartbeat)
      #expect(!watch.isDead(run))
      #expect(watch.others(than: .new()).map(\.id) == [run])
      time.advance(by: .seconds(5))
    }
    try beat(heartbeat)
    #expect(watch.silence(of: folder.run(run)) == .zero)
    time.advance(by: .seconds(59))
    #expect(watch.silence(of: folder.run(run)) == .seconds(59))
    #expect(!watch.isDead(run))
    time.advance(by: .seconds(1))
    #expect(watch.isDead(run))
    #expect(watch.others(than: .new()).isEmpty)
    // It was only slow.
    try beat(heartbeat)
    #expect(!watch.isDead(run))
  }

  @Test func `an observer that slept long does not take the living for dead`() throws {
    let heartbeat = Heartbeat(folder, run: run, workers: 1)
    try beat(heartbeat)
    #expect(!watch.isDead(run))
    time.advance(by: .seconds(3600))
    try beat(heartbeat)
    #expect(!watch.isDead(run))
  }

  @Test(arguments: [-1e9, -3600, 3600, 1e9, 1e300])
  func `wall clocks that jump change nothing`(seconds: Double) throws {
    let heartbeat = Heartbeat(folder, run: run, workers: 1)
    try beat(heartbeat)
    func jump() throws {
      try edit(runFile(temporary.store, run, "jsonl")) { object in
        object["time"] = seconds
        object["utc"] = "yesterday"
      }
      try edit(file) { $0["seconds"] = seconds }
      let date = Date(timeIntervalSince1970: min(max(seconds, 0), 4e9))
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file)
    }
    #expect(!watch.isDead(run))
    try jump()
    time.advance(by: .seconds(59))
    #expect(!watch.isDead(run))
    time.advance(by: .seconds(1))
    #expect(watch.isDead(run))
    try beat(heartbeat)
    try jump()
    #expect(!watch.isDead(run))
  }

  @Test func `observers whose clocks differ agree`() throws {
    let late = TestClock()
    late.advance(by: .seconds(1_000_000))
    let other = HeartbeatWatch(folder, clock: late.clock)
    try beat(Heartbeat(folder, run: run, workers: 1))
    for seconds in 0..<90 {
      #expect(watch.isDead(run) == (seconds >= 60))
      #expect(other.isDead(run) == (seconds >= 60))
      time.advance(by: .seconds(1))
      late.advance(by: .seconds(1))
    }
  }

  @Test func `a run without log and heartbeat is silent from when it was first asked for`() {
    let nobody = RunID.new()
    time.advance(by: .seconds(500))
    #expect(!watch.isDead(nobody))
    time.advance(by: .seconds(60))
    #expect(watch.isDead(nobody))
  }

  @Test func `a run that ended, or whose process here is gone, is dead at once`() throws {
    let plan = temporary.store.plan
    let (ended, killed, rebooted) = (RunID.new(), RunID.new(), RunID.new())
    try RunLog(folder, begin: start(ended, plan)).end(end(ended))
    #expect(watch.isDead(ended))
    for (run, mark) in [(killed, ProcessIdentity.current.mark.map { $0 + "1" }), (rebooted, "b 1")]
    {
      _ = try RunLog(folder, begin: start(run, plan))
      try edit(runFile(temporary.store, run, "jsonl")) { object in
        var process = object["process"] as? [String: Any]
        process?["mark"] = mark
        object["process"] = process
      }
    }
    #expect(watch.isDead(killed))
    // Another machine may have this one's name, so that a restart is not proof enough.
    #expect(!watch.isDead(rebooted))
    time.advance(by: .seconds(60))
    #expect(watch.isDead(rebooted))
  }
}
