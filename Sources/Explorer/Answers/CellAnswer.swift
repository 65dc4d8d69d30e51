import FlyingFox
import SweepPlan

extension Exploration {
  @Sendable func answerCell(_ request: HTTPRequest) async throws -> Reply {
    let view = try view(id: try request.text("view"))
    let address = try CellAddress(request, in: view)
    let place = try CellPlace(address, in: view)
    let values: CellValues
    if let stored = place.stored, case .store(let store) = subject {
      values = try await errands.run {
        try StoreReader(store: store).cell(stored, view.variables)
      }
    } else if let known = atHand(address, view) {
      values = known
    } else {
      values = try await errands.run {
        try view.result(ofCell: place).values(ofCell: 0, view.variables)
      }
    }
    return try Reply(
      json: CellDescription(
        x: place.x, y: place.y, values: values,
        source: place.stored == nil ? "engine" : "store"))
  }

  /// Out of a tile that was computed before.
  private func atHand(_ address: CellAddress, _ view: ExploredView) -> CellValues? {
    let (tile, cell) = address.tile
    let key = TileKey(view: view.id, address: tile, variable: nil)
    guard case .computed(let tile)? = scheduler.cached(key) else { return nil }
    return tile.run.result.values(ofCell: cell, view.variables)
  }
}
