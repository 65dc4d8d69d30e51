import Dispatch
import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Synchronization
import Testing
import ZarrStore

struct SweepStoreTests {
  static let axes = [
    "axes: {learning_rate: {from: 0, to: 0.05, count: 5000}}\ntile: [1984]",
    "axes: {learning_rate: {values: [0.01]}}",
    "axes: {momentum: {from: 0, to: 1, count: 75}, learning_rate: {from: 0, to: 1, count: 150}}\n"
      + "tile: [64, 128]",
    "axes: {momentum: {from: 0, to: 1, count: 75}, learning_rate: {from: 0, to: 1, count: 150}}\n"
      + "tile: [75, 37]",
    "axes: {initial_point_0: {values: [-3, 0, 1]}, momentum: {from: 0, to: 1, count: 70}, "
      + "learning_rate: {from: 0, to: 1, count: 67}}",
    "axes: {eigenvalue_1: {values: [1, 40]}, initial_point_0: {values: [-3, 0, 1]}, "
      + "learning_rate: {from: 0, to: 1, count: 9}, momentum: {from: 0, to: 1, count: 70}}\n"
      + "tile: [2, 2, 4, 64]",
  ]

  private func sweep(_ axes: String, _ precision: Precision) throws -> Plan {
    try plan(
      """
      objective: {quadratic: {eigenvalues: [100, \(axes.contains("eigenvalue_1") ? "null" : "1")]}}
      initial_point: [\(axes.contains("initial_point_0") ? "null" : "1"), 1]
      optimizer: \(axes.contains("momentum") ? "heavy_ball" : "{heavy_ball: {momentum: 0.9}}")
      steps: 100
      precision: \(precision.rawValue)
      period: {}
      \(axes)
      """)
  }

  @Test(arguments: axes, Precision.allCases)
  func `what is written is read`(axes: String, precision: Precision) throws {
    let plan = try sweep(axes, precision)
    let temporary = try TemporaryStore(plan)
    let sink = StoreSink(temporary.store)
    for tile in plan.tiles.reversed() { try sink.write(samples(plan, tile), by: 0) }

    let reopened = try SweepStore(opening: temporary.store.path, catalog: catalog)
    #expect(reopened.plan == plan)
    for store in [temporary.store, reopened] {
      for variable in Variable.plain {
        try expectSamples(
          variable, in: store, origin: plan.grid.shape.map { _ in 0 }, plan.grid.shape)
        // A box across tiles, one cell in.
        try expectSamples(
          variable, in: store, origin: plan.grid.shape.map { min(1, $0 - 1) },
          plan.grid.shape.map { max(1, $0 - 2) })
      }
      let verdicts = try store.readVerdicts(
        origin: plan.grid.shape.map { _ in 0 }, shape: plan.grid.shape)
      #expect(verdicts.count == plan.grid.cellCount)
      #expect(verdicts.indices.allSatisfy { verdicts[$0] == UInt8(1 + $0 % 3) })
      #expect(
        try store.countVerdicts(of: 0..<plan.grid.tileCount)
          == (0..<4).map { verdict in verdicts.count { Int($0) == verdict } })
      #expect(try store.survey(0..<plan.grid.tileCount, thoroughly: true).damaged.isEmpty)
    }
  }

  private func expectSamples(
    _ variable: Variable, in store: SweepStore, origin: [Int], _ shape: [Int]
  ) throws {
    let values = try store.read(variable, origin: origin, shape: shape)
    let expected = store.plan.grid.cells(origin: origin, shape: shape).map {
      sample(variable, cell: $0, store.plan.precision)
    }
    #expect(values.count == expected.count)
    #expect(zip(values, expected).allSatisfy(isSame), "\(variable)")
  }

  @Test func `where nothing is stored, what counts is zero, the others no numbers`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    try StoreSink(temporary.store).write(samples(plan, plan.tiles[1]), by: 0)
    for variable in Variable.plain {
      let values = try temporary.store.read(variable, origin: [70, 60], shape: [2, 5])
      switch variable {
      case .verdict, .steps, .period: #expect(values.allSatisfy { $0 == 0 })
      default: #expect(values.allSatisfy { $0.isNaN })
      }
    }
    let stored = plan.grid.cells(origin: plan.tiles[1].origin, shape: plan.tiles[1].shape)
    let counts = (1...3).map { verdict in stored.count { 1 + $0 % 3 == verdict } }
    #expect(try temporary.store.countVerdicts(of: [0, 1]) == [64 * 64] + counts)
  }

  @Test func `only what is asked for is recorded`() throws {
    let plan = try smallPlan("record: [rate]")
    let temporary = try TemporaryStore(plan)
    for tile in plan.tiles { try StoreSink(temporary.store).write(samples(plan, tile), by: 0) }
    let names = try ZarrGroup.open(at: temporary.store.path).memberNames()
    #expect(names == ["learning_rate", "momentum", "rate", "verdict"])
    for variable in [Variable.verdict, .rate] {
      try expectSamples(variable, in: temporary.store, origin: [0, 0], plan.grid.shape)
    }
    let error = storeError { () throws(ResultStoreError) in
      _ = try temporary.store.read(.peak, origin: [0, 0], shape: [1, 1])
    }
    #expect(
      error
        == .notRecorded(
          path: temporary.store.path, variable: "peak", recorded: ["verdict", "rate"]))
    #expect("\(error!)".contains("did not record peak; it has verdict, rate"))
    let survey = try temporary.store.survey(0..<plan.grid.tileCount, thoroughly: true)
    #expect(survey.complete == Array(0..<plan.grid.tileCount))
  }

  @Test func `creating again joins`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    try StoreSink(temporary.store).write(samples(plan, plan.tiles[0]), by: 0)
    let before = try files(below: temporary.store.path)
    let again = try SweepStore(creating: smallPlan(), at: temporary.store.path)
    #expect(try again.survey(0..<plan.grid.tileCount).complete == [0])
    #expect(try files(below: temporary.store.path) == before)
    // The name is what people call it; another name is the same sweep.
    _ = try SweepStore(creating: smallPlan("name: another"), at: temporary.store.path)
    #expect(try files(below: temporary.store.path) == before)
  }

  @Test func `many may create at once`() throws {
    let plan = try smallPlan()
    let directory = try TemporaryDirectory()
    let path = directory.file("a/b/sweep.zarr")
    let errors = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 16) { index in
      do {
        let sink = StoreSink(try SweepStore(creating: plan, at: path))
        for tile in plan.tiles where tile.number % 4 == index % 4 {
          try sink.write(samples(plan, tile), by: 0)
        }
      } catch {
        errors.withLock { $0.append("\(error)") }
      }
    }
    #expect(errors.withLock { $0 } == [])
    let store = try SweepStore(opening: path, catalog: catalog)
    #expect(
      try store.survey(0..<plan.grid.tileCount, thoroughly: true).complete
        == Array(0..<plan.grid.tileCount))
    #expect(try files(below: path).keys.allSatisfy { !$0.contains(".tmp") })
  }

  @Test func `another sweep is refused, and told what differs`() throws {
    let temporary = try TemporaryStore(smallPlan())
    let before = try files(below: temporary.store.path)
    let others: [(Plan, [String])] = [
      (try smallPlan(steps: 101), ["other steps"]),
      (try smallPlan("precision: float64"), ["another period", "another precision"]),
      (
        try smallPlan("record: [rate]", steps: 7),
        ["another period", "another record", "other steps"]
      ),
      (
        try smallPlan("schedule: linear\nclip_norm: 1"), ["another clip_norm", "another schedule"]
      ),
      (
        try plan(
          """
          objective: rosenbrock
          optimizer: gradient_descent
          axes: {learning_rate: {from: 1e-4, to: 1, count: 100, scale: log}}
          steps: 100
          """),
        [
          "other axes", "another initial_point", "another objective", "another optimizer",
          "another period", "another record", "another tile", "another verdict",
        ]
      ),
    ]
    for (other, differences) in others {
      let error = storeError { () throws(ResultStoreError) in
        _ = try SweepStore(creating: other, at: temporary.store.path)
      }
      #expect(error == .otherSweep(path: temporary.store.path, differences: differences))
      #expect("\(error!)".contains(differences.joined(separator: "; ")))
      #expect("\(error!)".contains("--store"))
    }
    #expect(try files(below: temporary.store.path) == before)
  }

  @Test func `what is no store is refused and left alone`() throws {
    let plan = try smallPlan()
    let directory = try TemporaryDirectory()
    func expectRefused(_ name: String, _ words: String) throws {
      let path = directory.file(name)
      let before = try files(below: directory.path)
      let creating = storeError { () throws(ResultStoreError) in
        _ = try SweepStore(creating: plan, at: path)
      }
      let message = try #require(creating).description
      #expect(message.contains(words) && message.contains(path), "\(message)")
      #expect(throws: ResultStoreError.self) { try SweepStore(opening: path, catalog: catalog) }
      #expect(try files(below: directory.path) == before)
    }

    try FileManager.default.createDirectory(
      atPath: directory.file("home"), withIntermediateDirectories: true)
    try writeBytes(Array("hello".utf8), directory.file("home/letter.txt"))
    try expectRefused("home", "other things in it (letter.txt)")

    try writeBytes(Array("hello".utf8), directory.file("letter.txt"))
    try expectRefused("letter.txt", "letter.txt")

    _ = try ZarrGroup.create(at: directory.file("other.zarr"), GroupMetadata(attributes: [:]))
    try expectRefused("other.zarr", "no attributes of this program")

    try FileManager.default.createDirectory(
      atPath: directory.file("torn.zarr"), withIntermediateDirectories: true)
    try writeBytes(
      Array(#"{"zarr_format": 3, "node_ty"#.utf8), directory.file("torn.zarr/zarr.json"))
    try writeBytes(Array("hello".utf8), directory.file("torn.zarr/letter.txt"))
    try expectRefused("torn.zarr", "something else in it (letter.txt)")

    let nothing = storeError { () throws(ResultStoreError) in
      _ = try SweepStore(opening: directory.file("nothing"), catalog: catalog)
    }
    #expect(try #require(nothing).description.contains(directory.file("nothing")))
  }

  /// An empty directory, or one with hidden files as file managers leave them, may become a store.
  @Test func `an empty directory will do`() throws {
    let directory = try TemporaryDirectory()
    try writeBytes([], directory.file(".hidden"))
    _ = try SweepStore(creating: smallPlan(), at: directory.path)
    _ = try SweepStore(opening: directory.path, catalog: catalog)
  }

  @Test func `a store of another format or without its sweep is not opened`() throws {
    let temporary = try TemporaryStore(smallPlan())
    let file = "\(temporary.store.path)/zarr.json"
    let text = String(decoding: try readBytes(file), as: UTF8.self)
    for (old, new, words) in [
      (#""format": 1"#, #""format": 2"#, "its format is not 1"),
      (#""sweep":"#, #""swoop":"#, "which sweep"),
      (#""heavy_ball""#, #""heavy_bell""#, "its sweep cannot be read"),
    ] {
      let changed = text.replacingOccurrences(of: old, with: new)
      #expect(changed != text, "\(old)")
      try writeBytes(Array(changed.utf8), file)
      let error = storeError { () throws(ResultStoreError) in
        _ = try SweepStore(opening: temporary.store.path, catalog: catalog)
      }
      #expect(try #require(error).description.contains(words), "\(error!)")
    }
  }

  @Test func `the size before compression`() throws {
    let plan = try smallPlan()
    #expect(SweepStore.bytes(of: plan, cells: 1000) == 1000 * (1 + 4 + 3 * 4 + 4))
    #expect(
      SweepStore.bytes(of: try smallPlan("precision: float64"), cells: 1) == 1 + 4 + 3 * 8 + 4)
    #expect(SweepStore.bytes(of: try smallPlan("record: [rate]"), cells: 2) == 2 * 5)
    #expect(SweepStore.bytes(of: plan, cells: .max) == .max)
  }
}
