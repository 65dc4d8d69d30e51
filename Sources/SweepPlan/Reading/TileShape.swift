/// The side of the store's smallest compressed blocks; a tile holds whole ones.
private let blockSide = 64

/// `[256, 256]`: the cells of a tile along each axis, no more than the axis has.
///
/// - Parameters:
///   - perSeed: What the sweep keeps of every seed, which a tile must have room for.
///   - coordinateSteps: Steps of a trajectory times coordinates of its iterate.
func readTileShape(
  _ field: Field?, axes: [Axis], seeds: SeedRule?, perSeed: Field?, coordinateSteps: Int
) throws(SweepError) -> [Int] {
  let perCell = seeds?.valuesKept ?? 0
  let shape =
    try field?.tileShape(axes)
    ?? defaultTileShape(
      axes.map(\.count), keepsSeeds: perCell > 0, coordinateSteps: coordinateSteps)
  let cells = shape.reduce(1, *)
  if let perSeed, cells > valueLimit / max(perCell, 1) {
    throw perSeed.error(
      "\(perSeed.name) keeps \(perCell) values of a cell, and a tile of \(cells) cells may keep at most "
        + "\(valueLimit); keep less, or set a smaller tile: [8, 8]")
  }
  return shape
}

extension Field {
  fileprivate func tileShape(_ axes: [Axis]) throws(SweepError) -> [Int] {
    let form = "a list of \(counted(axes.count, "whole number")), one per axis"
    let sides = try list(expected: form)
    guard sides.count == axes.count else {
      throw error("\(name) has \(counted(sides.count, "side")); expected \(form)")
    }
    var shape: [Int] = []
    for (side, axis) in zip(sides, axes) {
      let cells = min(try side.wholeNumber(in: 1...1 << 53), axis.count)
      guard cells <= blockSide || cells == axis.count || cells % blockSide == 0 else {
        let below = cells / blockSide * blockSide
        throw side.error(
          "\(side.name) is \(cells), which is not a whole number of \(blockSide) cells; "
            + "try \(below) or \(min(below + blockSide, axis.count))")
      }
      shape.append(cells)
    }
    let cellLimit = 1 << 24
    guard shape.reduce(1.0, { $0 * Double($1) }) <= Double(cellLimit) else {
      let product = shape.map { "\($0)" }.joined(separator: " × ")
      throw error(
        "a tile of \(product) cells is too large; expected at most \(cellLimit) cells")
    }
    return shape
  }
}

/// The most values by seed that a tile keeps: a tile is one file of each variable, and is compressed in
/// memory.
private let valueLimit = 1 << 27

extension SeedRule {
  /// Values that a cell keeps seed by seed.
  fileprivate var valuesKept: Int {
    (keepsObjectives ? count : 0) + (layers(of: .verdictBySeed) ?? 0) * (keepsVerdicts ? 1 : 0)
  }
}

/// The side of the square that a tile is by default, before it is fitted to the axes.
///
/// 256; of sweeps beyond 2²⁸ cells 512, for fewer files. Less, down to 64, where trajectories are so long
/// that a tile would keep a core for minutes: what is in flight is what a kill loses. 64 also where
/// cells keep something of every seed, however many there are: more seeds then leave tiles as they are.
private func defaultTileSide(
  _ counts: [Int], keepsSeeds: Bool, coordinateSteps: Int
) -> Int {
  if keepsSeeds { return blockSide }
  let isLarge = counts.reduce(1.0) { $0 * Double($1) } > 0x1p28
  var side = isLarge ? 512 : 256
  while side > blockSide, Double(side * side) * Double(coordinateSteps) > 0x1p37 { side /= 2 }
  return side
}

/// So many cells of the last two axes, which vary fastest; where an axis is shorter, the others are
/// longer for it, the last first.
private func defaultTileShape(
  _ counts: [Int], keepsSeeds: Bool, coordinateSteps: Int
) -> [Int] {
  let side = defaultTileSide(counts, keepsSeeds: keepsSeeds, coordinateSteps: coordinateSteps)
  let cellCount = side * side
  var shape = counts.map { _ in 1 }
  for axis in counts.indices.suffix(2) { shape[axis] = min(counts[axis], side) }
  for axis in counts.indices.reversed() {
    let others = shape.reduce(1, *) / shape[axis]
    let room = min(cellCount / others, counts[axis])
    let isWhole = room <= blockSide || room == counts[axis]
    shape[axis] = max(shape[axis], isWhole ? room : room / blockSide * blockSide)
  }
  return shape
}
