import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Testing

struct Scratch {
  private func seconds(_ name: String, _ body: () throws -> Void) rethrows {
    let start = ContinuousClock.now
    try body()
    let memory = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8))?
      .split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    print("MEASURE \(name): \(ContinuousClock.now - start) \(memory)")
  }

  @Test func measure() throws {
    guard let path = ProcessInfo.processInfo.environment["MILLION"] else { return }
    let phase = ProcessInfo.processInfo.environment["PHASE"] ?? ""
    let plan = try plan(
      """
      objective: {quadratic: {eigenvalues: [100, 1]}}
      initial_point: 1
      optimizer: heavy_ball
      axes: {momentum: {from: 0, to: 1, count: 4000}, learning_rate: {from: 0, to: 0.05, count: 4000}}
      steps: 100
      tile: [4, 4]
      """)
    let store = try SweepStore(creating: plan, at: path)
    print("MEASURE variables", plan.record.count, "tiles", plan.grid.tileCount)
    switch phase {
    case "first": try StoreSink(store).write(samples(plan, plan.tiles[0]), by: 0)
    case "sink":
      for journal in [nil, TileJournal(of: store, run: .new()), nil, TileJournal(of: store, run: .new())] {
        for number in 0..<20000 { for variable in plan.record { _ = (number, variable) } }
        try FileManager.default.removeItem(atPath: path)
        let store = try SweepStore(creating: plan, at: path)
        let sink = StoreSink(store, journal: journal)
        let result = samples(plan, plan.tiles[0])
        try seconds("20000 tiles, journal \(journal != nil)") {
          for number in 0..<20000 {
            result.begin(plan.grid.tile(number))
            try sink.write(result, by: 0)
          }
        }
      }
    case "journal":
      let journal = TileJournal(of: store, run: .new())
      try seconds("10⁶ appends") {
        for number in 0..<plan.grid.tileCount {
          try journal.append(number, verdicts: VerdictCounts(converged: 16))
        }
      }
      try seconds("mark") { try journal.markDurable() }
    case "survey":
      for workers in [1, 2] {
        try seconds("open") { _ = try SweepStore(opening: path, catalog: catalog) }
        var records = TileRecords(of: store)
        try seconds("records") { records = TileRecords(of: store) }
        try seconds("survey, \(workers) workers") {
          let survey = try store.survey(
            0..<plan.grid.tileCount, workers: workers, records: records)
          print("MEASURE", survey.complete.count, survey.missing.count, survey.damaged.count, survey.verdicts, survey.hasNews)
        }
        try seconds("refresh") { records.refresh() }
      }
    case "adopt":
      let survey = try store.survey(0..<plan.grid.tileCount, workers: 2)
      let journal = TileJournal(of: store, run: .new())
      try seconds("adopt") { try journal.adopt(survey); try journal.markDurable() }
    case "verify":
      try seconds("verify") {
        let verification = try Verification(of: path, catalog: catalog, workers: 2)
        print("MEASURE", verification.tilesComplete, verification.damages.count, verification.bytes, verification.strangers.count)
      }
    default: break
    }
  }
}
