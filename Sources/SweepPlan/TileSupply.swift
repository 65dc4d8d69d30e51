/// Where tiles to compute come from, one at a time. Called from the workers, several at once; must not
/// wait, for a worker that gets no tile helps with those that are begun.
public protocol TileSupply: Sendable {
  func next() throws -> TileOffer
}

public enum TileOffer: Sendable, Hashable {
  case tile(Tile)
  /// Nothing at present; what others are at may come back. Ask again after a while.
  case later
  /// Nothing is left.
  case none
}
