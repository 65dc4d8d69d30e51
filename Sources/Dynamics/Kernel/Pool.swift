/// An undecided cell and the lane of its block that holds it.
///
/// A type of this module, so that arrays of it are compiled for this module alone: the linker merges
/// specialisations over the standard library's types, whatever instruction set they were made for.
struct Waiting {
  let lane: Int
  let cell: Int
}

/// Undecided cells of several blocks, all at the same step, that wait to fill a block together.
struct Pool<O: Optimizer, F: Objective, let dimension: Int>
where F.Lanes == O.Lanes, F.Coordinates == Point<dimension, O.Lanes> {
  private var block: Trajectory<O, F, dimension>
  /// What is in lane 0, 1, …; the lanes beyond are free.
  private var cells: [Waiting] = []

  /// An empty pool; `block` is of no account.
  init(_ block: Trajectory<O, F, dimension>) { self.block = block }

  var isEmpty: Bool { cells.isEmpty }
  var isFull: Bool { cells.count == O.Lanes.laneCount }

  mutating func add(_ waiting: Waiting, of other: Trajectory<O, F, dimension>) {
    block.copyLane(waiting.lane, of: other, to: cells.count)
    cells.append(Waiting(lane: cells.count, cell: waiting.cell))
  }

  /// Empties the pool. The block's free lanes hold copies of the first.
  mutating func takeAll() -> (block: Trajectory<O, F, dimension>, cells: [Waiting]) {
    var full = block
    for lane in cells.count..<O.Lanes.laneCount { full.copyLane(0, of: block, to: lane) }
    defer { cells = [] }
    return (full, cells)
  }
}
