// Unsafe code: a value of every seed in every cell of a part of a tile.
//
// Contract: cells lie in `cells` and seeds below `seeds`; own memory lives until `deallocate`.

/// One number of every seed: the final objective, +∞ for the diverged.
struct SeedValues<Scalar: LaneScalar> {
  private let base: UnsafeMutablePointer<Scalar>
  private let isOwn: Bool
  private let firstCell: Int
  private let seeds: Int

  /// In a column of a tile, from its first cell on.
  init(_ column: UnsafeMutablePointer<Scalar>, seeds: Int) {
    base = column
    isOwn = false
    firstCell = 0
    self.seeds = seeds
  }

  /// In memory of its own.
  init(cells: Range<Int>, seeds: Int) {
    base = .allocate(capacity: cells.count * seeds)
    isOwn = true
    firstCell = cells.lowerBound
    self.seeds = seeds
  }

  func deallocate() { if isOwn { base.deallocate() } }

  @inline(__always) subscript(cell: Int, seed: Int) -> Scalar {
    get { base[(cell - firstCell) * seeds + seed] }
    nonmutating set { base[(cell - firstCell) * seeds + seed] = newValue }
  }

  /// For each share q: the least value that at least q of the seeds do not exceed, without
  /// interpolation, so that a quantile of ln f is ln of that of f.
  func quantiles(
    _ shares: [Double], ofCell cell: Int, seedCount: Int, into result: UnsafeMutablePointer<Scalar>
  ) {
    let sorted = UnsafeMutablePointer<Scalar>.allocate(capacity: seedCount)
    defer { sorted.deallocate() }
    for seed in 0..<seedCount {
      let value = self[cell, seed]
      sorted[seed] = value == value ? value : .infinity
    }
    sorted.sort(seedCount)
    for (i, share) in shares.enumerated() {
      // The product may be rounded up past the whole number that it is.
      let rank = Int((share * Double(seedCount)).nextDown.rounded(.up))
      result[i] = sorted[min(max(rank, 1), seedCount) - 1]
    }
  }
}

extension UnsafeMutablePointer where Pointee: LaneScalar {
  /// Heap sort, ascending; no value is NaN.
  fileprivate func sort(_ count: Int) {
    for root in stride(from: count / 2 - 1, through: 0, by: -1) { sink(root, count) }
    for end in stride(from: count - 1, to: 0, by: -1) {
      (self[0], self[end]) = (self[end], self[0])
      sink(0, end)
    }
  }

  private func sink(_ start: Int, _ count: Int) {
    var root = start
    let value = self[root]
    while true {
      var child = 2 * root + 1
      guard child < count else { break }
      if child + 1 < count, self[child] < self[child + 1] { child += 1 }
      guard value < self[child] else { break }
      self[root] = self[child]
      root = child
    }
    self[root] = value
  }
}
