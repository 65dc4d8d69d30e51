import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Testing
import ZarrStore

/// The layout that DESIGN.md §6 promises to Zarr readers.
struct MetadataTests {
  private func json(_ path: String) throws -> JSONValue { try JSONValue(parsing: readBytes(path)) }

  @Test func `the group says what the store holds, and nothing that changes from run to run`()
    throws
  {
    let plan = try smallPlan("name: anything")
    let temporary = try TemporaryStore(plan)
    let group = try json("\(temporary.store.path)/zarr.json")
    #expect(group["zarr_format"] == 3)
    #expect(group["node_type"] == "group")
    let attributes = try #require(group["attributes"]?["separatrix"]?.object)
    #expect(attributes.keys.sorted() == ["engine", "format", "sweep", "sweep_sha256"])
    #expect(attributes["format"] == 1)
    #expect(attributes["engine"] == .string(SweepStore.engine))
    #expect(attributes["sweep"] == (try JSONValue(parsing: Array(plan.resolved.utf8))))
    #expect(attributes["sweep_sha256"] == .string(plan.sha256))
    #expect(plan.sha256.wholeMatch(of: /[0-9a-f]{64}/) != nil)

    let other = try TemporaryStore(smallPlan("name: other"))
    #expect(try files(below: temporary.store.path) == (try files(below: other.store.path)))
  }

  @Test(arguments: Precision.allCases)
  func `variables have types, fill values, dimension names and words`(precision: Precision) throws {
    let plan = try smallPlan("precision: \(precision.rawValue)")
    let temporary = try TemporaryStore(plan)
    for variable in Variable.plain {
      let array = try json("\(temporary.store.path)/\(variable.rawValue)/zarr.json")
      #expect(array["zarr_format"] == 3 && array["node_type"] == "array")
      #expect(array["shape"] == [75, 150])
      #expect(array["dimension_names"] == ["momentum", "learning_rate"])
      #expect(array["chunk_grid"]?["name"] == "regular")
      #expect(array["chunk_grid"]?["configuration"]?["chunk_shape"] == [64, 64])
      let type: JSONValue =
        switch variable {
        case .verdict: "uint8"
        case .steps, .period: "uint32"
        default: .string(precision.rawValue)
        }
      #expect(array["data_type"] == type)
      let isReal = variable.elementType(precision) == .real(precision)
      #expect(array["fill_value"] == (isReal ? "NaN" : 0))
      #expect(array["attributes"]?["long_name"] == .string(variable.summary))
    }
    let verdict = try json("\(temporary.store.path)/verdict/zarr.json")["attributes"]
    #expect(verdict?["flag_values"] == [0, 1, 2, 3])
    #expect(verdict?["flag_meanings"] == "missing converged bounded diverged")
  }

  @Test func `a tile is a shard, its chunks are small, compressed and checked`() throws {
    let cases: [(String, shard: JSONValue, chunk: JSONValue)] = [
      (
        "axes: {momentum: {from: 0, to: 1, count: 700}, "
          + "learning_rate: {from: 0, to: 1, count: 600}}", [256, 256], [64, 64]
      ),
      (
        "axes: {momentum: {from: 0, to: 1, count: 700}, "
          + "learning_rate: {from: 0, to: 1, count: 600}}\ntile: [700, 30]", [704, 30], [64, 30]
      ),
      (
        "axes: {momentum: {from: 0, to: 1, count: 30}, initial_point_0: {from: 0, to: 1, count: 40}, "
          + "learning_rate: {from: 0, to: 1, count: 100}}", [16, 40, 128], [1, 40, 64]
      ),
    ]
    for (axes, shard, chunk) in cases {
      let start = axes.contains("initial_point_0") ? "null" : "1"
      let plan = try plan(
        """
        objective: {quadratic: {eigenvalues: [1]}}
        initial_point: [\(start)]
        optimizer: heavy_ball
        steps: 1
        \(axes)
        """)
      let temporary = try TemporaryStore(plan)
      let array = try json("\(temporary.store.path)/verdict/zarr.json")
      #expect(array["chunk_grid"]?["configuration"]?["chunk_shape"] == shard)
      let codecs = try #require(array["codecs"]?.array)
      #expect(codecs.count == 1 && codecs[0]["name"] == "sharding_indexed")
      let sharding = codecs[0]["configuration"]
      #expect(sharding?["chunk_shape"] == chunk)
      #expect(
        sharding?["codecs"]?.array?.compactMap { $0["name"]?.string }
          == ["bytes", "zstd", "crc32c"])
      #expect(
        sharding?["index_codecs"]?.array?.compactMap { $0["name"]?.string }
          == ["bytes", "crc32c"])
      // One file per variable and tile.
      let tile = plan.tiles[plan.tiles.count - 1]
      try StoreSink(temporary.store).write(samples(plan, tile), by: 0)
      let shards = try files(below: temporary.store.path).keys.filter {
        $0.contains("/c/")
          && plan.record.map(\.rawValue).contains($0.components(separatedBy: "/")[0])
      }
      #expect(shards.count == plan.record.count)
    }
  }

  @Test func `coordinates are the cells' values, to the last bit`() throws {
    let plan = try plan(
      """
      objective: {quadratic: {eigenvalues: [1]}}
      initial_point: [null]
      optimizer: heavy_ball
      axes:
        initial_point_0: {values: [-3.5, 0.1, 7]}
        momentum: {from: 0, to: 1, count: 7}
        learning_rate: {from: 1e-3, to: 1, count: 101, scale: log}
      steps: 1
      """)
    let temporary = try TemporaryStore(plan)
    for axis in plan.axes {
      let array = try ZarrArray.open(at: "\(temporary.store.path)/\(axis.name)")
      #expect(try array.read(Double.self) == axis.values)
      #expect(array.metadata.dimensionNames == [axis.name])
      #expect(array.metadata.attributes["long_name"] == .string(axis.hyperparameter.summary))
      #expect(array.metadata.attributes["symbol"] == .string(axis.hyperparameter.symbol))
    }
  }

  /// A coordinate that a killed process did not get to is written by the next.
  @Test func `joining completes the coordinates`() throws {
    let plan = try smallPlan()
    let temporary = try TemporaryStore(plan)
    let before = try files(below: temporary.store.path)
    for file in before.keys where file.hasPrefix("momentum/c") || file == "rate/zarr.json" {
      try FileManager.default.removeItem(atPath: "\(temporary.store.path)/\(file)")
    }
    #expect(try files(below: temporary.store.path).count == before.count - 2)
    _ = try SweepStore(creating: plan, at: temporary.store.path)
    #expect(try files(below: temporary.store.path) == before)
  }
}
