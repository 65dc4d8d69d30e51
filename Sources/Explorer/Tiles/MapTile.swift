import SweepEngine
import SweepPlan

/// The cells of a tile, ready to be sent.
enum MapTile: Sendable {
  case computed(EngineTile)
  case stored(StoredTile)

  /// What it takes in memory.
  var byteCount: Int {
    switch self {
    case .computed(let tile):
      Variable.allCases.reduce(0) { $0 + tile.run.result[$1].count }
    case .stored(let tile): tile.verdicts.count + (tile.values?.count ?? 0) * 4
    }
  }

  /// Whether it will be the same whenever it is asked for: a store may get more seeds.
  var isFinal: Bool { if case .computed = self { true } else { false } }
}

/// Cells that were read from a store.
struct StoredTile: Sendable {
  var verdicts: [UInt8]
  /// Of the variable asked for; `nil` for the verdict.
  var values: [Float]?
  /// Whether some were not there yet.
  var isIncomplete: Bool
}
