/// Where tiles come from that were computed with fewer seeds. Called from the workers, several at once.
public protocol TileSource: Sendable {
  /// Puts what there is of a tile's statistics into `result`, and answers with how many seeds that
  /// is.
  func begin(_ result: TileResult) throws -> Int
}

/// Every tile begins with its first seed.
public struct NoSource: TileSource {
  public init() {}
  public func begin(_ result: TileResult) -> Int { 0 }
}
