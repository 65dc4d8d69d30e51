import ResultStore
import SweepPlan

/// A box of cells of A with their partners in B, small enough to read at once.
struct PairedBlock {
  let pairing: CellPairing
  private let boxA: [Range<Int>]
  private let boxB: [Range<Int>]
  /// The cells that have partners: their places in what is read of each box, row-major.
  let pairs: [(a: Int, b: Int)]

  /// `nil` if no cell has a partner.
  fileprivate init?(_ pairing: CellPairing, _ box: [Range<Int>]) {
    guard let boxB = pairing.partners(of: box) else { return nil }
    self.pairing = pairing
    boxA = box
    self.boxB = boxB
    let (strideA, strideB) = (strides(of: box), strides(of: boxB))
    var pairs: [(a: Int, b: Int)] = [(0, 0)]
    for axis in box.indices {
      let other = pairing.axes[axis]
      let steps = zip(box[axis], pairing.partners(along: axis, box[axis])).compactMap {
        cell, partner in
        partner.map {
          (
            a: (cell - box[axis].lowerBound) * strideA[axis],
            b: ($0 - boxB[other].lowerBound) * strideB[other]
          )
        }
      }
      var longer: [(a: Int, b: Int)] = []
      longer.reserveCapacity(pairs.count * steps.count)
      for pair in pairs { for step in steps { longer.append((pair.a + step.a, pair.b + step.b)) } }
      pairs = longer
    }
    self.pairs = pairs
  }

  /// A variable's values in the boxes of both stores; with layers, those of a cell together.
  func read(_ variable: Variable, _ a: SweepStore, _ b: SweepStore) throws -> ([Double], [Double]) {
    (
      try a.read(variable, origin: boxA.map(\.lowerBound), shape: boxA.map(\.count)),
      try b.read(variable, origin: boxB.map(\.lowerBound), shape: boxB.map(\.count))
    )
  }

  func readVerdicts(_ a: SweepStore, _ b: SweepStore) throws -> ([UInt8], [UInt8]) {
    (
      try a.readVerdicts(origin: boxA.map(\.lowerBound), shape: boxA.map(\.count)),
      try b.readVerdicts(origin: boxB.map(\.lowerBound), shape: boxB.map(\.count))
    )
  }

  /// The cell of A at a place of its box.
  func cell(_ place: Int) -> [Int] {
    zip(boxA, strides(of: boxA)).map { range, stride in
      range.lowerBound + place / stride % range.count
    }
  }
}

private func strides(of box: [Range<Int>]) -> [Int] {
  var strides = box.map { _ in 1 }
  for axis in box.indices.dropLast().reversed() {
    strides[axis] = strides[axis + 1] * box[axis + 1].count
  }
  return strides
}

extension CellPairing {
  /// The smallest box of B that holds all partners of a box of A; `nil` if there are none.
  fileprivate func partners(of box: [Range<Int>]) -> [Range<Int>]? {
    var other = b.axes.map { _ in 0..<0 }
    for axis in box.indices {
      let partners = partners(along: axis, box[axis]).compactMap(\.self)
      guard let least = partners.min(), let most = partners.max() else { return nil }
      other[axes[axis]] = least..<most + 1
    }
    return other
  }

  /// Visits all pairs, tile by tile of A.
  ///
  /// - Parameter values: The most values of a cell that are read at once; the more, the smaller are
  ///   the blocks.
  func visitBlocks(values: Int = 1, _ body: (PairedBlock) throws -> Void) throws {
    let most = max((1 << 22) / max(values, 1), 1)
    func visit(_ box: [Range<Int>]) throws {
      guard !box.contains(where: \.isEmpty), let other = partners(of: box) else { return }
      let cells = max(
        box.reduce(1) { $0 * $1.count }, other.reduce(1) { $0 * $1.count })
      let longest = box.indices.max { box[$0].count < box[$1].count } ?? 0
      guard cells > most, box[longest].count > 1 else {
        if let block = PairedBlock(self, box) { try body(block) }
        return
      }
      let middle = box[longest].lowerBound + box[longest].count / 2
      for half in [box[longest].lowerBound..<middle, middle..<box[longest].upperBound] {
        var part = box
        part[longest] = half
        try visit(part)
      }
    }
    for number in 0..<a.grid.tileCount {
      let tile = a.grid.tile(number)
      try visit(
        ranges.indices.map { axis in
          let end = tile.origin[axis] + tile.shape[axis]
          return ranges[axis].clamped(to: tile.origin[axis]..<end)
        })
    }
  }
}
