import SweepPlan

/// Something of a store that is not as it should be. The description is a sentence for users.
public struct Damage: Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// In words that follow the path: "is damaged: …".
  public let problem: String
  /// The tile whose results it takes away.
  public var tile: Int? { if case .shard(_, let tile) = part { tile } else { nil } }
  /// Whether `run` makes it anew, once what is damaged is removed.
  public let isMendable: Bool
  let part: StorePart

  public var description: String { "\(path) \(problem)" }
}

/// What can be damaged.
enum StorePart: Sendable, Hashable {
  /// The `zarr.json` of an array, by name.
  case metadata(String)
  /// The only shard of a coordinate, by name.
  case coordinate(String)
  case shard(Variable, tile: Int)
}
