import SweepPlan

/// A tile that is being computed.
final class TileInFlight: Sendable {
  let result: TileResult
  let cut: TileCut
  /// Seeds that were in the result when it was begun.
  let seedsDone: Int
  /// The worker whose result it is.
  let owner: Int
  let begin: ContinuousClock.Instant

  init(_ result: TileResult, seedsDone: Int, owner: Int, begin: ContinuousClock.Instant) {
    self.result = result
    cut = TileCut(result.tile)
    self.seedsDone = seedsDone
    self.owner = owner
    self.begin = begin
  }
}

/// What a worker has taken: some units of a tile.
struct Portion {
  let tile: TileInFlight
  let units: Range<Int>

  var piece: Piece { tile.cut.piece(units) }
  /// Whether that is all of the tile.
  var isWhole: Bool { units.count == tile.cut.unitCount }
}
