import ResultStore
import SweepPlan

/// Where tiles come from: the engine, and for cells that were stored, the store.
struct TileSource: Sendable {
  let store: SweepStore?

  /// Stored cells in their places, and computed ones around them.
  ///
  /// - Parameter computed: `nil` if all cells are stored.
  /// - Returns: `nil` if the store cannot be read, or it was cancelled.
  func stored(
    _ block: StoredBlock, around computed: EngineTile?, of view: ExploredView,
    _ variable: Variable, isCancelled: () -> Bool
  ) -> MapTile? {
    guard let store, let slice = view.slice else { return computed.map { .computed($0) } }
    var tile = computed.map { StoredTile(.computed($0), variable) } ?? StoredTile(variable)
    let isWhole = try? StoreReader(store: store).read(
      block, slice, variable, into: &tile, isCancelled: isCancelled)
    return isWhole == true ? .stored(tile) : nil
  }
}

extension StoredTile {
  /// Without any cell.
  fileprivate init(_ variable: Variable) {
    let cells = TileAddress.cellCount
    self.init(
      verdicts: [UInt8](repeating: Verdict.missing.rawValue, count: cells),
      values: variable == .verdict ? nil : [Float](repeating: .nan, count: cells),
      isIncomplete: false)
  }

  /// With the cells of another tile.
  fileprivate init(_ tile: MapTile, _ variable: Variable) {
    self.init(variable)
    verdicts.withUnsafeMutableBytes { tile.copyVerdicts(to: $0) }
    values?.withUnsafeMutableBytes { tile.copy(variable, to: $0) }
  }
}
