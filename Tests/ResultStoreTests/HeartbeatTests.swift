import Foundation
import ResultStore
import SweepPlan
import Testing

struct HeartbeatTests {
  /// A store with one run of this process.
  private struct Scene {
    let temporary: TemporaryStore
    let folder: RunFolder
    let run = RunID.new()
    let time = TestClock()
    let heartbeat: Heartbeat
    var file: String { runFile(temporary.store, run, "alive") }

    init() throws {
      let plan = try smallPlan()
      temporary = try TemporaryStore(plan)
      folder = RunFolder(temporary.store)
      _ = try RunLog(folder, begin: start(run, plan))
      heartbeat = Heartbeat(
        folder, run: run, workers: 2, element: "index 4", clock: time.clock)
    }

    func beat() { heartbeat.beat(cells: 0, cellSteps: 0, tilesDone: 0, tilesInFlight: []) }
  }

  @Test func `a beat tells what was done and how fast`() throws {
    let scene = try Scene()
    scene.heartbeat.beat(cells: 0, cellSteps: 0, tilesDone: 0, tilesInFlight: [])
    #expect(scene.folder.run(scene.run).heartbeat?.count == 0)
    #expect(scene.folder.run(scene.run).heartbeat?.cellsPerSecond == nil)
    scene.time.advance(by: .seconds(5))
    scene.heartbeat.beat(cells: 1000, cellSteps: 70_000, tilesDone: 3, tilesInFlight: 7..<9)
    scene.time.advance(by: .seconds(2))
    scene.heartbeat.beat(cells: 1500, cellSteps: 90_000, tilesDone: 4, tilesInFlight: 0..<1000)
    let reading = try #require(scene.folder.run(scene.run).heartbeat)
    #expect(reading.count == 2)
    #expect(reading.cells == 1500 && reading.cellSteps == 90_000 && reading.tilesDone == 4)
    #expect(reading.cellsPerSecond == 1500.0 / 7)
    #expect(reading.seconds == 7)
    #expect(reading.tilesInFlight == Array(0..<64))
    #expect(reading.element == "index 4" && reading.workers == 2)
    #expect(reading.process == .current)
  }

  /// Two workers, each of which takes minutes for a tile of 100 cells, and both end together: beats see
  /// nothing happen for long.
  @Test func `the speed is that of several tiles, never 0`() throws {
    let scene = try Scene()
    func rates(_ seconds: Range<Int>, tileTime: Int, before: Int) -> [Double?] {
      seconds.filter { $0 % 5 == 0 }.map { second in
        let tiles = before + 2 * ((second - seconds.lowerBound) / tileTime)
        scene.heartbeat.beat(
          cells: 100 * tiles, cellSteps: 0, tilesDone: tiles, tilesInFlight: 0..<2)
        scene.time.advance(by: .seconds(5))
        return scene.folder.run(scene.run).heartbeat?.cellsPerSecond
      }
    }
    let slow = rates(0..<1200, tileTime: 120, before: 0)
    #expect(slow.prefix(24).allSatisfy { $0 == nil })
    // Within one of four rounds, or of as many as there were at first.
    for rate in slow.dropFirst(48) { #expect(abs((rate ?? 0) / (200.0 / 120) - 1) < 0.5) }
    for rate in slow.dropFirst(120) { #expect(abs((rate ?? 0) / (200.0 / 120) - 1) < 0.26) }
    // Ten times as fast: after a minute nothing is left of what was before.
    let fast = rates(1200..<1800, tileTime: 12, before: 20)
    for rate in fast.dropFirst(26) { #expect(abs((rate ?? 0) / (200.0 / 12) - 1) < 0.35) }
  }

  @Test func `the file goes at the end and does not come back`() throws {
    let scene = try Scene()
    scene.beat()
    #expect(FileManager.default.fileExists(atPath: scene.file))
    scene.heartbeat.end()
    scene.beat()
    #expect(!FileManager.default.fileExists(atPath: scene.file))
    #expect(
      try files(below: scene.temporary.store.path).keys.filter { $0.contains("runs/") }
        == ["verdict/runs/\(scene.run.text).jsonl"])
  }

  @Test func `a beat that cannot be written is no error`() throws {
    let scene = try Scene()
    try FileManager.default.removeItem(atPath: scene.temporary.store.path)
    scene.beat()
    scene.heartbeat.end()
    #expect(!FileManager.default.fileExists(atPath: scene.temporary.store.path))
  }

  @Test func `a torn heartbeat counts as none`() throws {
    let scene = try Scene()
    scene.beat()
    for length in (0..<(try readBytes(scene.file).count - 1)).reversed() {
      try #require(truncate(scene.file, off_t(length)) == 0)
      #expect(scene.folder.run(scene.run).heartbeat == nil, "\(length) bytes")
    }
  }

  @Test func `who else is at the store is told in a line`() throws {
    let scene = try Scene()
    let watch = HeartbeatWatch(scene.folder, clock: scene.time.clock)
    #expect(watch.others(than: scene.run).isEmpty)
    #expect(watch.notice(of: []) == nil)
    scene.beat()
    #expect(watch.others(than: scene.run).isEmpty)
    let others = watch.others(than: .new())
    #expect(others.map(\.id) == [scene.run])
    let name = "\(ProcessIdentity.current.host): \(ProcessIdentity.current.number)"
    #expect(
      watch.notice(of: others)
        == "1 other process is at this store (\(name)); sharing its tiles")
    let crowd = Array(repeating: others, count: 6).flatMap { $0 }
    #expect(
      watch.notice(of: crowd)
        == "6 other processes are at this store (\(name), \(name), \(name), \(name), and 2 more); "
        + "sharing its tiles")
  }
}
