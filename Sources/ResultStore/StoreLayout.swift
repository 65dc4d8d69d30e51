import SweepPlan
import ZarrStore

/// The arrays that a sweep's store has, which follow from its plan.
struct StoreLayout {
  /// An array of one number for each place along a dimension, in one shard.
  struct Coordinate {
    let name: String
    let metadata: ArrayMetadata
    let values: [Double]
  }

  let coordinates: [Coordinate]
  let variables: [(variable: Variable, metadata: ArrayMetadata)]

  init(of plan: Plan) throws(StoreError) {
    var coordinates: [Coordinate] = []
    for axis in plan.axes {
      coordinates.append(
        Coordinate(name: axis.name, metadata: try Self.metadata(of: axis), values: axis.values))
    }
    for (name, values, words) in plan.layerCoordinates {
      coordinates.append(
        Coordinate(
          name: name, metadata: try Self.metadata(of: values, name, words), values: values))
    }
    self.coordinates = coordinates
    var variables: [(Variable, ArrayMetadata)] = []
    for variable in plan.record {
      variables.append((variable, try Self.metadata(of: variable, plan)))
    }
    self.variables = variables
  }

  /// All arrays by name.
  var members: [(name: String, metadata: ArrayMetadata)] {
    coordinates.map { ($0.name, $0.metadata) }
      + variables.map { ($0.variable.rawValue, $0.metadata) }
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
  static func fillValue(_ variable: Variable, _ precision: Precision) -> FillValue {
    switch variable.elementType(precision) {
    case .uint8: FillValue(UInt8(0))
    case .uint32: FillValue(UInt32(0))
    case .real(.float32): FillValue(Float.nan)
    case .real(.float64): FillValue(Double.nan)
    }
  }
}
