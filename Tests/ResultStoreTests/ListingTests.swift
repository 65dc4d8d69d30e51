import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Testing
import ZarrStore

/// Surveys by listing against a plain look at every shard.
struct ListingTests {
  /// The plain way: one shard after the other.
  private func plainLook(_ store: SweepStore) throws -> (
    complete: [Int], missing: [Int], damaged: [Int]
  ) {
    let plan = store.plan
    var (complete, missing, damaged): ([Int], [Int], [Int]) = ([], [], [])
    for tile in plan.tiles {
      func state(_ variable: Variable) throws -> ShardState {
        let array = try ZarrArray.open(at: "\(store.path)/\(variable.rawValue)")
        let index = plan.layers(of: variable) == nil ? tile.index : tile.index + [0]
        return try array.verifyShard(at: index)
      }
      let states = try plan.record.map(state)
      if try state(.verdict) == .absent {
        missing.append(tile.number)
      } else if states.allSatisfy({ $0 == .complete }) {
        complete.append(tile.number)
      } else {
        damaged.append(tile.number)
      }
    }
    return (complete, missing, damaged)
  }

  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ state >> 32) &* 0x9E37_79B9_7F4A_7C15
    }
  }

  private static let axes = ["momentum", "initial_point_0", "learning_rate"]

  private func randomPlan(_ random: inout Random) throws -> Plan {
    let names = Self.axes.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
    let counts = names.map { _ in Int.random(in: 1...23, using: &random) }
    let tile = counts.map { Int.random(in: 1...$0, using: &random) }
    let axes = zip(names, counts).map { "\($0): {from: 0, to: 1, count: \($1)}" }
    let fixed = ["momentum", "learning_rate"].filter { !names.contains($0) }.map { "\($0): 0.1" }
    let hasSeeds = Bool.random(using: &random)
    return try plan(
      """
      objective: {quadratic: {eigenvalues: [1]}}
      initial_point: [\(names.contains("initial_point_0") ? "null" : "1")]
      optimizer: {heavy_ball: {\(fixed.joined(separator: ", "))}}
      axes: {\(axes.joined(separator: ", "))}
      steps: 1
      tile: \(tile)
      \(hasSeeds ? "noise: {gaussian: 0.1}\nseeds: 3\nper_seed: [verdict, objective]" : "")
      """)
  }

  @Test(arguments: 0..<24)
  func `a survey sees what a plain look at every shard sees`(seed: UInt64) throws {
    var random = Random(state: seed)
    let plan = try randomPlan(&random)
    let temporary = try TemporaryStore(plan)
    let store = temporary.store
    let sink = StoreSink(store, journal: TileJournal(of: store, run: .new()))
    for tile in plan.tiles where Int.random(in: 0..<4, using: &random) > 0 {
      let result = TileResult(tile: tile, plan: plan)
      for variable in plan.record {
        for byte in result[variable].indices { result[variable][byte] = 1 }
      }
      try sink.write(result, by: 0)
    }
    // Harm to some files, and names that are no shards'.
    for file in try files(below: store.path).keys.sorted() where file.contains("/c/") {
      let path = "\(store.path)/\(file)"
      guard plan.record.contains(where: { file.hasPrefix("\($0.rawValue)/") }) else { continue }
      switch Int.random(in: 0..<40, using: &random) {
      case 0: try FileManager.default.removeItem(atPath: path)
      case 1: try writeBytes([], path)
      case 2: try writeBytes([1], "\(path).partial")
      case 3: try writeBytes([1], path + "0000000")
      case 4:
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      default: break
      }
    }
    let expected = try plainLook(store)
    for workers in [1, 3] {
      for thoroughly in [false, true] {
        let survey = try store.survey(
          0..<plan.grid.tileCount, thoroughly: thoroughly, workers: workers)
        #expect(survey.complete == expected.complete, "\(plan.resolved)")
        #expect(survey.missing == expected.missing)
        #expect(survey.damaged.map(\.tile) == expected.damaged)
        let cells = expected.complete.reduce(0) { $0 + plan.grid.tile($1).cellCount }
        #expect(survey.verdicts == [0, cells, 0, 0])
      }
    }
  }
}
