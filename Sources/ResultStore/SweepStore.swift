import SweepPlan
import ZarrStore

/// A sweep's arrays on disk, by name: a Zarr v3 group with one array per axis and one per variable.
///
/// One tile is one shard of each variable's array. A tile is done when its `verdict` shard, which is
/// written last, is there and whole.
public struct SweepStore: Sendable {
  /// The group's directory.
  public let path: String
  public let plan: Plan
  let arrays: [Variable: ZarrArray]
  /// What was found torn when the store was created or joined, and is written anew: sentences.
  public internal(set) var mended: [String] = []
  /// Where it lies, of a store that was created or joined.
  var place: StorePlace?

  /// The layout's version, in the group's attributes.
  static var format: Int { 1 }
  /// The program that wrote the store, in the group's attributes.
  public static var engine: String { "separatrix 0.1" }

  /// The array of a variable.
  package func array(_ variable: Variable) throws(ResultStoreError) -> ZarrArray {
    guard let array = arrays[variable] else {
      throw .notRecorded(
        path: path, variable: variable.rawValue, recorded: plan.record.map(\.rawValue))
    }
    return array
  }

  /// - Throws: `ResultStoreError` if another store has taken its place since it was created or joined.
  public func expectInPlace() throws(ResultStoreError) { try place?.check() }

  /// What its shards are marked with, so that none is taken for another's.
  static func seal(of variable: Variable, _ plan: Plan) -> Seal {
    Seal("\(plan.sha256) \(variable.rawValue) ")
  }

  /// Where a tile's shard of a variable is among the array's shards.
  func shardIndex(of tile: Tile, _ variable: Variable) -> [Int] {
    plan.layers(of: variable) == nil ? tile.index : tile.index + [0]
  }

  /// What `cells` cells of the plan take before compression, in bytes, with examples that are kept.
  public static func bytes(of plan: Plan, cells: Int) -> UInt64 {
    let perCell = plan.record.reduce(0) {
      $0 + $1.elementType(plan.precision).byteCount * (plan.layers(of: $1) ?? 1)
    }
    let images = plan.examples.images
    let kept = UInt64(images.map { $0.count * ($0.features + 1) } ?? 0)
    let (bytes, overflow) = UInt64(cells).multipliedReportingOverflow(by: UInt64(perCell))
    return overflow || bytes > .max - kept ? .max : bytes + kept
  }
}

extension Variable {
  /// The dimension that it has besides the axes.
  public var layerName: String? {
    switch self {
    case .objectiveQuantile: "quantile"
    case .verdictBySeed: "seed_byte"
    case .objectiveBySeed: "seed"
    default: nil
    }
  }
}

extension Plan {
  /// The coordinates of dimensions that are no axes: name, values, and what they are.
  var layerCoordinates: [(name: String, values: [Double], words: String)] {
    guard let seeds else { return [] }
    var coordinates: [(String, [Double], String)] = []
    if !seeds.quantiles.isEmpty {
      coordinates.append(("quantile", seeds.quantiles, "share of the seeds"))
    }
    if seeds.keepsObjectives {
      coordinates.append(("seed", (0..<seeds.count).map(Double.init), "seed of the noise"))
    }
    return coordinates
  }
}
