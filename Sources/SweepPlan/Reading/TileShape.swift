/// The side of the store's smallest compressed blocks; a tile holds whole ones.
private let blockSide = 64

/// `[256, 256]`: the cells of a tile along each axis, no more than the axis has.
func readTileShape(_ field: Field?, axes: [Axis]) throws(SweepError) -> [Int] {
  guard let field else { return defaultTileShape(axes.map(\.count)) }
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
  return shape
}

/// 256 × 256 cells of the last two axes, which vary fastest; where an axis is shorter, the others are
/// longer for it, the last first, up to as many cells.
private func defaultTileShape(_ counts: [Int]) -> [Int] {
  let cellCount = 65536
  var shape = counts.map { _ in 1 }
  for axis in counts.indices.suffix(2) { shape[axis] = min(counts[axis], 256) }
  for axis in counts.indices.reversed() {
    let others = shape.reduce(1, *) / shape[axis]
    let room = min(cellCount / others, counts[axis])
    let isWhole = room <= blockSide || room == counts[axis]
    shape[axis] = max(shape[axis], isWhole ? room : room / blockSide * blockSide)
  }
  return shape
}
