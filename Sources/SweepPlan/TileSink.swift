/// Where finished tiles go. Called from the workers, several at once.
public protocol TileSink: Sendable {
  /// Takes one finished tile. Throws if it cannot be kept; the sweep then ends.
  ///
  /// - Parameters:
  ///   - result: Not to be kept beyond the call: its memory serves the next tile.
  ///   - worker: 0, 1, 2, …: calls of one worker never overlap, so that each may have memory of its
  ///     own, near to it.
  func write(_ result: TileResult, by worker: Int) throws
}
