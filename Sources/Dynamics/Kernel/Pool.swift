/// An undecided cell and the lane of its block that holds it.
///
/// A type of this module, so that arrays of it are compiled for this module alone: the linker merges
/// specialisations over the standard library's types, whatever instruction set they were made for.
struct Waiting {
  let lane: Int
  let cell: Int
}

/// Undecided cells of several blocks, all at the same step, that wait to fill a block together.
struct Pool<Lanes: LaneVector> {
  let setting: Setting<Lanes>
  /// What is in lane 0, 1, …; the lanes beyond are free.
  private var cells: [Waiting] = []

  init(_ setting: Setting<Lanes>) { self.setting = setting }

  var isEmpty: Bool { cells.isEmpty }
  var isFull: Bool { cells.count == Lanes.laneCount }

  mutating func add(_ waiting: Waiting, of other: Setting<Lanes>) {
    setting.block.copyLane(waiting.lane, of: other.block, to: cells.count)
    setting.copyNumber(ofLane: waiting.lane, of: other, to: cells.count)
    cells.append(Waiting(lane: cells.count, cell: waiting.cell))
  }

  /// Empties the pool; the block is then to be run before anything is added. Its free lanes hold
  /// copies of the first.
  mutating func takeAll() -> [Waiting] {
    let block = setting.block
    for lane in cells.count..<Lanes.laneCount {
      block.copyLane(0, of: block, to: lane)
      setting.copyNumber(ofLane: 0, of: setting, to: lane)
    }
    defer { cells = [] }
    return cells
  }
}
