import ResultStore
import SweepPlan
import ZarrStore

/// A table of a store: a row for every cell, or for every seed of every cell.
///
/// Cells are read a chunk at a time, and of it the columns that are asked for.
final class CellTable {
  let name: String
  let axes: [TableAxis]
  let columns: [TableColumn]
  let sources: [CellSource]
  /// Cells of a chunk along each axis.
  let chunkShape: [Int]
  /// Chunks along each axis.
  let chunkGrid: [Int]
  /// From the number of a chunk to that of the next along each axis.
  let chunkStrides: [Int]
  let reader: ChunkReader

  /// How conditions are to be met, by the number that SQLite keeps of each.
  var plans: [ScanPlan] = []
  /// What stopped the last scan that failed.
  var failure: StoreError?
  /// Asked now and then; a scan then ends early, and its rows do not count.
  var isCancelled: () -> Bool = { false }

  init(
    name: String, axes: [TableAxis], columns: [TableColumn], sources: [CellSource],
    verdict: ZarrArray
  ) throws(StoreError) {
    self.name = name
    self.axes = axes
    self.columns = columns
    self.sources = sources
    let cells = verdict.metadata
    let seeds = axes.dropFirst(cells.shape.count).map { min($0.count, Self.seedsOfChunk) }
    chunkShape = cells.chunkShape + seeds
    chunkGrid = zip(axes, chunkShape).map { ($0.count + $1 - 1) / $1 }
    chunkStrides = rowMajorStrides(chunkGrid)
    guard chunkShape.reduce(1.0, { $0 * Double($1) }) <= Double(Self.largestChunk) else {
      throw .mismatch(
        path: verdict.path, problem: "has chunks of \(chunkShape) cells, more than a query can hold"
      )
    }
    reader = try ChunkReader(
      axes: axes.map(\.count), chunkShape: chunkShape, chunkStrides: chunkStrides, sources: sources,
      verdict: verdict)
  }

  /// As the store's arrays have it.
  private static var seedsOfChunk: Int { 16 }
  private static var largestChunk: Int { 1 << 20 }
}

/// From one element to the next along each axis, if the last varies fastest.
func rowMajorStrides(_ shape: [Int]) -> [Int] {
  var strides = shape
  var stride = 1
  for axis in shape.indices.reversed() {
    strides[axis] = stride
    stride *= shape[axis]
  }
  return strides
}
