import Foundation
import SweepPlan
import ZarrStore

extension SweepStore {
  /// Creates the store of `plan` at `path`, or joins the one that is there.
  ///
  /// Several processes may do so at once: whoever comes first writes the metadata.
  ///
  /// - Throws: `ResultStoreError.otherSweep` if the store there holds another sweep.
  public init(creating plan: Plan, at path: String) throws(ResultStoreError) {
    let group = try storing { () throws(StoreError) in
      try Self.refuseForeignDirectory(path)
      return try ZarrGroup.create(at: path, try Self.groupMetadata(plan, path: path)).group
    }
    let attributes = try Self.attributes(of: group)
    if attributes["sweep_sha256"]?.string != plan.sha256 {
      throw .otherSweep(path: path, differences: Self.differences(attributes["sweep"], plan))
    }
    guard attributes["sweep"] == (try? JSONValue(parsing: Array(plan.resolved.utf8))) else {
      throw Self.changedSweep(path)
    }
    self.path = path
    self.plan = plan
    arrays = try storing { () throws(StoreError) in
      for axis in plan.axes {
        let array = try group.createArray(axis.name, try Self.metadata(of: axis))
        if try array.shardState(at: [0]) != .complete { try array.write(axis.values) }
      }
      for (name, values, words) in plan.layerCoordinates {
        let array = try group.createArray(name, try Self.metadata(of: values, name, words))
        if try array.shardState(at: [0]) != .complete { try array.write(values) }
      }
      var arrays: [Variable: ZarrArray] = [:]
      for variable in plan.record {
        arrays[variable] = try group.createArray(
          variable.rawValue, try Self.metadata(of: variable, plan))
      }
      return arrays
    }
  }

  /// A directory that holds something else is not to be filled with arrays.
  private static func refuseForeignDirectory(_ path: String) throws(StoreError) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path),
      !names.contains("zarr.json")
    else { return }
    let foreign = names.filter { !$0.hasPrefix(".") }.sorted()
    guard let first = foreign.first else { return }
    throw .conflict(
      path: path,
      problem: "is a directory with other things in it (\(first)) and is no store; "
        + "choose another place with --store")
  }

  private static func groupMetadata(
    _ plan: Plan, path: String
  ) throws(StoreError) -> GroupMetadata {
    GroupMetadata(attributes: [
      "separatrix": [
        "format": .init(format), "engine": .string(engine),
        "sweep": try sweep(plan.resolved, path: path), "sweep_sha256": .string(plan.sha256),
      ]
    ])
  }

  private static func sweep(_ json: String, path: String) throws(StoreError) -> JSONValue {
    do { return try JSONValue(parsing: Array(json.utf8)) } catch {
      throw .metadata(
        path: path, field: "attributes.separatrix.sweep", found: "\(error)", expected: "JSON")
    }
  }

  /// Which top-level keys of the sweeps differ, in words.
  private static func differences(_ stored: JSONValue?, _ plan: Plan) -> [String] {
    guard case .object(let old)? = stored,
      case .object(let new)? = try? JSONValue(parsing: Array(plan.resolved.utf8))
    else { return ["its description cannot be read"] }
    return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map {
      "another \($0)"
    }
  }

  private static func metadata(of axis: Axis) throws(StoreError) -> ArrayMetadata {
    try ArrayMetadata(
      shape: [axis.count], shardShape: [axis.count], fillValue: FillValue(Double.nan),
      codecs: .whole(ChunkCodecs()), dimensionNames: [axis.name],
      attributes: [
        "long_name": .string(axis.hyperparameter.summary),
        "symbol": .string(axis.hyperparameter.symbol),
      ])
  }

  private static func metadata(
    of values: [Double], _ name: String, _ words: String
  ) throws(StoreError) -> ArrayMetadata {
    try ArrayMetadata(
      shape: [values.count], shardShape: [values.count], fillValue: FillValue(Double.nan),
      codecs: .whole(ChunkCodecs()), dimensionNames: [name],
      attributes: ["long_name": .string(words)])
  }

  private static func metadata(
    of variable: Variable, _ plan: Plan
  ) throws(StoreError) -> ArrayMetadata {
    var attributes: [String: JSONValue] = ["long_name": .string(variable.summary)]
    if let seeds = plan.seeds { attributes["seeds"] = .init(seeds.count) }
    if variable == .verdict {
      attributes["flag_values"] = .array(Verdict.allCases.map { .init($0.rawValue) })
      attributes["flag_meanings"] = .string(
        Verdict.allCases.map(\.name).joined(separator: " "))
    }
    // A variable with layers has one dimension more, which no tile divides.
    let layers = plan.layers(of: variable).map { [$0] } ?? []
    let chunkShape = chunkShape(plan.grid) + layers.map { min($0, largestChunkOfLayers) }
    return try ArrayMetadata(
      shape: plan.grid.shape + layers,
      shardShape: zip(plan.grid.tileShape + layers, chunkShape).map { ($0 + $1 - 1) / $1 * $1 },
      fillValue: fillValue(variable, plan.precision),
      codecs: .sharded(
        ShardingCodec(
          chunkShape: chunkShape, chunkCodecs: ChunkCodecs(zstd: ZstdCodec(level: 1)))),
      dimensionNames: plan.axes.map(\.name) + (variable.layerName.map { [$0] } ?? []),
      attributes: attributes)
  }

  private static var largestChunkOfLayers: Int { 16 }

  /// At most 64 × 64 cells, or 4096 in a row.
  private static func chunkShape(_ grid: Grid) -> [Int] {
    let largest = grid.shape.count == 1 ? 4096 : 64
    return grid.tileShape.enumerated().map { axis, side in
      guard axis >= grid.shape.count - 2 else { return 1 }
      if side <= largest { return side }
      return side % largest == 0 || side == grid.shape[axis] ? largest : 64
    }
  }

  /// Zero where nothing is stored; statistics of nothing are no numbers.
  private static func fillValue(_ variable: Variable, _ precision: Precision) -> FillValue {
    switch variable.elementType(precision) {
    case .uint8: FillValue(UInt8(0))
    case .uint32: FillValue(UInt32(0))
    case .real(.float32): FillValue(Float.nan)
    case .real(.float64): FillValue(Double.nan)
    }
  }
}
