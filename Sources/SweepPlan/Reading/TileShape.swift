/// The side of the store's smallest compressed blocks; a tile holds whole ones.
private let blockSide = 64

/// `[256, 256]`: the cells of a tile along each axis, no more than the axis has.
func readTileShape(
  _ field: Field?, axes: [Axis], seeds: SeedRule?
) throws(SweepError) -> [Int] {
  let perCell = seeds?.valuesKept ?? 0
  guard let field else {
    let shape = defaultTileShape(axes.map(\.count), valuesKept: perCell)
    return shape
  }
  let form = "a list of \(counted(axes.count, "whole number")), one per axis"
  let sides = try field.list(expected: form)
  guard sides.count == axes.count else {
    throw field.error("\(field.name) has \(counted(sides.count, "side")); expected \(form)")
  }
  var shape: [Int] = []
  for (side, axis) in zip(sides, axes) {
    let cells = min(try side.wholeNumber(in: 1...Int.max), axis.count)
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
    throw field.error(
      "a tile of \(product) cells is too large; expected at most \(cellLimit) cells")
  }
  let values = shape.reduce(perCell, *)
  guard values <= valueLimit else {
    throw field.error(
      "a tile of \(shape.reduce(1, *)) cells keeps \(values) values per seed; expected at most "
        + "\(valueLimit): make it smaller, or keep less in per_seed")
  }
  return shape
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

/// 256 × 256 cells of the last two axes, which vary fastest; where an axis is shorter, the others are
/// longer for it, the last first, up to as many cells. 64 × 64 where cells keep something of every seed,
/// however many there are: more seeds then leave tiles as they are.
private func defaultTileShape(_ counts: [Int], valuesKept: Int) -> [Int] {
  let side = valuesKept > 0 ? 64 : 256
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
