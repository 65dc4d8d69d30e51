/// A square matrix in every lane, column after column.
///
/// Unsafe: the memory belongs to a `Workspace`, which outlives this value.
struct SquareMatrix<Lanes: LaneVector> {
  private let base: UnsafeMutablePointer<Lanes>
  /// Rows, and columns.
  let count: Int

  /// - Parameter base: Room for `count` vectors of `count` coordinates.
  @inline(__always) init(_ base: UnsafeMutablePointer<Lanes>, count: Int) {
    self.base = base
    self.count = count
  }

  @inline(__always) func column(_ j: Int) -> Vector<Lanes> {
    Vector(base + j * count, count: count)
  }

  @inline(__always) subscript(i: Int, j: Int) -> Lanes {
    get { base[i + j * count] }
    nonmutating set { base[i + j * count] = newValue }
  }
}

/// A y = b in every lane, by Gaussian elimination with partial pivoting.
///
/// Every lane chooses its own pivots: rows are exchanged by selection, never by a branch on what a
/// lane holds, so that a lane's bits do not depend on its neighbours. A singular matrix gives
/// infinities and NaNs in its own lanes. About ⅔ d³ operations for d rows.
extension SquareMatrix {
  /// b ← A⁻¹ b; A is lost.
  @inline(never) func solve(_ b: Vector<Lanes>) {
    for c in 0..<count {
      takePivot(c, b)
      eliminate(c, b)
    }
    for c in (0..<count).reversed() {
      b[c] = b[c] / self[c, c]
      for i in 0..<c { b[i] = .fma(-self[i, c], b[c], b[i]) }
    }
  }

  /// Brings the largest number of column c, from the diagonal down, to the diagonal.
  @inline(__always) private func takePivot(_ c: Int, _ b: Vector<Lanes>) {
    for i in c + 1..<count {
      let isLarger = self[c, c].magnitude < self[i, c].magnitude
      guard isLarger.isAnySet else { continue }
      for j in c..<count { column(j).exchange(c, i, where: isLarger) }
      b.exchange(c, i, where: isLarger)
    }
  }

  /// Subtracts multiples of row c from those below, so that column c is zero there.
  @inline(__always) private func eliminate(_ c: Int, _ b: Vector<Lanes>) {
    let factors = column(c)
    for i in c + 1..<count {
      factors[i] = factors[i] / factors[c]
      b[i] = .fma(-factors[i], b[c], b[i])
    }
    for j in c + 1..<count {
      let column = column(j)
      for i in c + 1..<count { column[i] = .fma(-factors[i], column[c], column[i]) }
    }
  }
}

extension Vector {
  /// Exchanges two coordinates in the lanes of `mask`.
  @inline(__always) fileprivate func exchange(_ i: Int, _ j: Int, where mask: Lanes.Mask) {
    let (a, b) = (self[i], self[j])
    self[i] = .select(mask, b, a)
    self[j] = .select(mask, a, b)
  }
}
