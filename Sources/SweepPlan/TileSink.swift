/// Where finished tiles go. Called from the workers, several at once.
public protocol TileSink: Sendable {
  /// Takes one finished tile. Throws if it cannot be kept; the sweep then ends.
  func write(_ result: TileResult) throws
}
