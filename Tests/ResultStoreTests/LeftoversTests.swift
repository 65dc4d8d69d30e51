import Foundation
import ResultStore
import SweepPlan
import Testing

/// What killed runs leave goes; what the living need stays.
struct LeftoversTests {
  private let temporary: TemporaryStore
  private let folder: RunFolder
  private let living = RunID.new()
  private let killed = RunID.new()
  private let remote = RunID.new()
  private var runs: [RunID] { [living, killed, remote] }

  /// Three runs with a heartbeat and a claim each: one that lives, one that was killed here, one on
  /// another host; a claim that is torn, and files that were being written.
  init() throws {
    let plan = try smallPlan()
    temporary = try TemporaryStore(plan)
    folder = RunFolder(temporary.store)
    let temporaries = ["999999999.7", "1.7"].enumerated().map { index, writer in
      let here = ProcessIdentity.current
      let place = index == 0 ? "\(here.host).\(here.space)" : "another-host.\(here.space)"
      return ".NAME.\(place).\(writer).partial"
    }
    for (tile, run) in runs.enumerated() {
      _ = try RunLog(folder, begin: start(run, plan))
      Heartbeat(folder, run: run, workers: 1)
        .beat(cells: 0, cellSteps: 0, tilesDone: 0, tilesInFlight: [])
      _ = try TileClaims(folder, run: run).claim(tile)
      for ending in ["jsonl", "alive"] where run != living {
        let file = runFile(temporary.store, run, ending)
        if run == remote {
          try moveElsewhere(file)
        } else {
          try edit(file) { object in
            var process = object["process"] as? [String: Any]
            process?["mark"] = ProcessIdentity.current.mark.map { $0 + "1" }
            object["process"] = process
          }
        }
      }
    }
    let verdict = "\(temporary.store.path)/verdict"
    try writeBytes([], "\(verdict)/claims/5")
    for name in temporaries {
      try writeBytes([1], "\(verdict)/claims/" + name.replacing("NAME", with: "3"))
      try writeBytes([1], "\(verdict)/runs/" + name.replacing("NAME", with: "x.alive"))
    }
  }

  private func names(_ folder: String) throws -> Set<String> {
    let path = "\(temporary.store.path)/verdict/\(folder)"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return Set(try FileManager.default.contentsOfDirectory(atPath: path))
  }

  private var logs: Set<String> { Set(runs.map { "\($0.text).jsonl" }) }

  @Test func `while there is work only what is known to be dead goes`() throws {
    folder.removeLeftovers(isComplete: false)
    let heartbeats = [living, remote].map { "\($0.text).alive" }
    let begun = try names("runs").filter { $0.contains("another-host") }
    #expect(begun.count == 1)
    #expect(try names("runs") == logs.union(heartbeats).union(begun))
    let claims = try names("claims")
    #expect(claims.isSuperset(of: ["0", "2", "5"]))
    #expect(claims.count == 4)
  }

  @Test func `other people's files stay`() throws {
    let verdict = "\(temporary.store.path)/verdict"
    let others = ["notes", ".hidden", "07", "-1x", "1e3"]
    for name in others {
      try writeBytes([1], "\(verdict)/claims/\(name)")
      try writeBytes([1], "\(verdict)/runs/\(name)")
    }
    try writeBytes([UInt8](repeating: 65, count: 4000), "\(verdict)/claims/77")
    folder.removeLeftovers(isComplete: true)
    #expect(try names("claims").isSuperset(of: others + ["77"]))
    #expect(try names("runs").isSuperset(of: others))
  }

  @Test(arguments: ["claims", "runs"])
  func `links are not followed`(name: String) throws {
    let (there, here) = (
      temporary.directory.file("elsewhere"), "\(temporary.store.path)/verdict/\(name)"
    )
    try FileManager.default.moveItem(atPath: here, toPath: there)
    try FileManager.default.createSymbolicLink(atPath: here, withDestinationPath: there)
    let before = try files(below: there)
    folder.removeLeftovers(isComplete: true)
    #expect(try files(below: there) == before)
  }

  @Test func `in a complete store nothing stays but logs, and the living's heartbeat`() throws {
    folder.removeLeftovers(isComplete: true)
    #expect(try names("runs") == logs.union(["\(living.text).alive"]))
    #expect(try names("claims") == ["0"])
    TileClaims(folder, run: living).releaseAll()
    folder.removeLeftovers(isComplete: true)
    #expect(
      !FileManager.default.fileExists(atPath: "\(temporary.store.path)/verdict/claims"))
  }
}
