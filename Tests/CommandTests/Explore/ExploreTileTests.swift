import Foundation
import SweepEngine
import SweepPlan
import Testing

extension CommandTests {
  /// Tiles hold what the engine computes for their cells' values, at every level.
  struct ExploreTileTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws { command = Command(in: try TemporaryDirectory()) }

    private func serve(_ sample: Sample, _ more: String = "") throws -> ExploreServer {
      try ExploreServer(command, "\(sample.write(to: directory)) \(more)")
    }

    private func tiles(
      _ server: ExploreServer, _ variable: String, _ list: [[Int]]
    ) throws -> [ExploredTile] {
      let answer = try server.post(
        "/api/tiles",
        """
        {"client": "test", "generation": 1, "view": "\(server.viewName())", "variable": "\(variable)", \
        "tiles": \(list)}
        """)
      #expect(answer.status == 200, "\(answer.error)")
      let tiles = try ExploredTile.all(in: answer.body)
      #expect(tiles.map(\.position).sorted() == Array(list.indices))
      for tile in tiles { #expect(tile.level + tile.index == list[tile.position]) }
      return tiles.sorted { $0.position < $1.position }
    }

    /// Single-lane runs of some of a tile's cells, whose values come from the formula of the protocol.
    private func check(_ tile: ExploredTile, _ plan: Plan, _ value: (Int, Int, Int) -> Double)
      throws
    {
      var differing = 0
      for number in stride(from: 0, to: 65536, by: 1601) {
        let (row, column) = (number / 256, number % 256)
        let x = value(1, tile.level[0], 256 * tile.index[0] + column)
        let y = value(0, tile.level[1], 256 * tile.index[1] + row)
        let text = plan.resolved.replacing(#/"axes":\[.*?\}\}\]/#) { _ in
          """
          "axes":[{"\(plan.axes[0].name)":{"values":[\(y)]}},{"\(plan.axes[1].name)":{"values":[\(x)]}}]
          """
        }.replacing(#/"tile":\[\d+,\d+\]/#, with: { _ in "\"tile\":[1,1]" })
        let cell = try SweepPlan.Plan(yaml: text, file: "cell", catalog: catalog)
        let result = CellRun(plan: cell, kernel: try #require(Kernel.reference(for: cell)))
          .result(at: [0, 0])
        let rate =
          cell.precision == .float32
          ? result[.rate].load(as: Float.self) : Float(result[.rate].load(as: Double.self))
        if tile.verdicts[number] != result[.verdict][0]
          || tile.values[number].bitPattern != rate.bitPattern
        {
          differing += 1
        }
      }
      #expect(differing == 0, "tile \(tile.level) \(tile.index)")
    }

    @Test func `every level has the engine's cells, also beyond the ends`() throws {
      let plan = try Sample.linear.plan()
      let server = try serve(.linear)
      let places = [
        [0, 0, 0, 0], [0, 0, -1, 1], [2, 1, 1, 0], [-1, -2, 0, 0], [-3, 0, -1, -1], [0, 5, 0, -3],
        [20, 18, 143_000_000 / 256, 39_000_000 / 256],
      ]
      for tile in try tiles(server, "rate", places) {
        #expect(tile.flags == 0)
        try check(tile, plan) { axis, level, cell in
          let axis = plan.axes[axis]
          let u = (Double(cell) + 0.5) * pow(2, -Double(level))
          return axis.lower + u * (axis.upper - axis.lower) / Double(axis.count)
        }
      }
    }

    @Test(arguments: [Sample.linear, .logarithmic])
    func `level 0 is the sweep, bit for bit`(sweep: Sample) throws {
      let plan = try sweep.plan()
      let whole = try sweep.map()
      let server = try serve(sweep)
      let tile = try tiles(server, "rate", [[0, 0, 0, 0]])[0]
      let width = plan.axes[1].count
      for row in 0..<256 {
        for column in 0..<256 {
          let (mine, theirs) = (row * 256 + column, row * width + column)
          let rate =
            plan.precision == .float32
            ? whole[.rate].load(fromByteOffset: 4 * theirs, as: Float.self)
            : Float(whole[.rate].load(fromByteOffset: 8 * theirs, as: Double.self))
          try #require(
            tile.verdicts[mine] == whole[.verdict][theirs]
              && tile.values[mine].bitPattern == rate.bitPattern, "row \(row), column \(column)")
        }
      }
    }

    /// x = from (to/from)^(u/count), here by the system's library: equal but for the last digits.
    @Test(arguments: [(0, 3), (3, 100), (-2, 11), (2, -70), (-1, -9), (1, 600)])
    func `a logarithmic axis goes on in equal ratios`(level: Int, cell: Int) throws {
      let server = try serve(.logarithmic)
      let id = try server.viewName()
      let answer = try server.get(
        "/api/cell?view=\(id)&kx=\(level)&ky=0&i=\(cell)&j=5")
      let x = try #require(answer.json()["x"] as? Double)
      let u = (Double(cell) + 0.5) * pow(2, -Double(level))
      let expected = 1e-4 * pow(1000, u / 256)
      #expect(abs(x / expected - 1) < 1e-14)
    }

    /// Noise that every cell has of its own, at the sweep's level and beside it.
    @Test(arguments: [[0, 3, 5], [0, 40, 258], [0, -3, 5], [1, 3, 5], [-1, 3, 140]])
    func `a cell with noise of its own is the same in a tile, alone and traced`(place: [Int]) throws
    {
      let server = try serve(
        Sample(
          name: "independent",
          yaml: Sample.linear.yaml + "\nnoise: {gaussian: {sigma: 0.1, independent: true}}"))
      let (k, i, j) = (place[0], place[1], place[2])
      let address = "?view=\(try server.viewName())&kx=\(k)&ky=\(k)&i=\(i)&j=\(j)"
      let alone = try server.get("/api/cell" + address).json()["values"] as? [String: Any]
      let traced = try server.get("/api/trajectory" + address).json()["objective"] as? [Double]
      let cell = ((j % 256 + 256) % 256) * 256 + (i % 256 + 256) % 256
      let tile = try tiles(server, "objective", [[k, k, i >> 8, j >> 8]])[0]
      let objective = try #require(alone?["objective"] as? Double)
      #expect(tile.values[cell] == Float(objective))
      #expect(traced?.last == objective)
    }

    @Test func `the last tiles, made by several workers, are like the others`() throws {
      let one = try serve(.linear, "--workers 1")
      let many = try serve(.linear, "--workers 5 --pin none")
      for variable in ["verdict", "steps", "peak"] {
        let a = try tiles(one, variable, [[1, 1, 0, 0], [0, 0, 0, 0]])
        let b = try tiles(many, variable, [[1, 1, 0, 0], [0, 0, 0, 0]])
        #expect(a.map(\.verdicts) == b.map(\.verdicts) && a.map(\.values) == b.map(\.values))
        #expect(a[0].values.isEmpty == (variable == "verdict"))
      }
    }

    /// A tile at level 0 needs all four of the store's tiles, of which the first run writes two.
    @Test func `stored cells come from the store, and missing ones say so`() throws {
      let file = try Sample.linear.write(to: directory)
      let whole = try Sample.linear.map()
      try command.succeed("run", file, "--store", "s.zarr", "--shard", "0/2")
      let server = try ExploreServer(command, "s.zarr")
      #expect(try server.view()["isStored"] as? Bool == true)
      let other = try server.view("{\"steps\": 30}")
      #expect(other["isStored"] as? Bool == false)

      let places = [[0, 0, 0, 0], [0, 0, 1, 1], [-2, -1, 0, 0], [1, 1, 0, 0]]
      let before = try tiles(server, "steps", places)
      #expect(before.map(\.flags) == [1, 3, 3, 0])
      #expect(before[1].verdicts[0] == 0 && before[1].values[0].isNaN)
      #expect(try status(server) == [2, 4])

      // What a run writes is seen when it is asked for again.
      try command.succeed("run", file, "--store", "s.zarr")
      let after = try tiles(server, "steps", places)
      #expect(after.map(\.flags) == [1, 1, 1, 0])
      #expect(try status(server) == [4, 4])
      let steps = whole[.steps].bindMemory(to: UInt32.self)
      for row in 0..<256 {
        for column in 0..<256 {
          try #require(
            after[0].verdicts[row * 256 + column] == whole[.verdict][row * 280 + column]
              && after[0].values[row * 256 + column] == Float(steps[row * 280 + column]))
        }
      }
      // Level −2 shows cells 4n + 2, level −1 cells 2n + 1; beyond the grid the engine goes on.
      for (row, column) in [(0, 0), (100, 60), (149, 69)] {
        let source = (2 * row + 1) * 280 + 4 * column + 2
        #expect(after[2].values[row * 256 + column] == Float(steps[source]))
      }
      #expect(after[2].verdicts[255 * 256 + 255] == 3 && after[1].verdicts[255 * 256 + 255] == 3)
      let cell = try server.get("/api/cell?view=\(server.viewName())&kx=-2&ky=-1&i=60&j=100").json()
      #expect(cell["source"] as? String == "store" && cell["x"] as? Double == 242.5 * 0.05 / 280)
    }

    private func status(_ server: ExploreServer) throws -> [Int?] {
      let status = try server.get("/api/status").json()
      return [status["done"] as? Int, status["total"] as? Int]
    }
  }
}
