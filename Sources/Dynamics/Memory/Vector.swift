/// A vector of ℝᵈ in every lane, in memory.
///
/// Unsafe: the memory belongs to a `Block` or to its `Workspace` and outlives this value.
struct Vector<Lanes: LaneVector> {
  let base: UnsafeMutablePointer<Lanes>
  let count: Int

  @inline(__always) init(_ base: UnsafeMutablePointer<Lanes>, count: Int) {
    self.base = base
    self.count = count
  }

  @inline(__always) var indices: Range<Int> { 0..<count }

  @inline(__always) subscript(index: Int) -> Lanes {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }

  /// The coordinates of `range`, in the same memory.
  @inline(__always) subscript(range: Range<Int>) -> Vector {
    Vector(base + range.lowerBound, count: range.count)
  }

  @inline(__always) func copy(_ other: Vector) {
    for i in indices { self[i] = other[i] }
  }

  @inline(__always) func fill(_ value: Lanes) {
    for i in indices { self[i] = value }
  }

  /// maxᵢ |xᵢ|; NaN if a coordinate is.
  @inline(__always) var largestMagnitude: Lanes {
    var largest = Lanes.zero
    for i in indices { largest = .largerMagnitude(largest, self[i]) }
    return largest
  }

  /// maxᵢ |xᵢ − yᵢ|; NaN if a difference is.
  @inline(__always) func distance(to other: Vector) -> Lanes {
    var largest = Lanes.zero
    for i in indices { largest = .largerMagnitude(largest, self[i] - other[i]) }
    return largest
  }

  /// Σᵢ xᵢ yᵢ, from the first coordinate to the last.
  @inline(__always) func dot(_ other: Vector) -> Lanes {
    var sum = Lanes.zero
    for i in indices { sum = .fma(self[i], other[i], sum) }
    return sum
  }

  /// ‖x‖₂, whatever the size of the coordinates: the largest is divided out before squares are taken.
  @inline(__always) var euclideanNorm: Lanes {
    let (scale, norm) = scaledNorm
    return scale * norm
  }

  /// m and ‖x/m‖₂ for m = maxᵢ |xᵢ|; m = 1 if all coordinates are zero or one is not finite.
  @inline(__always) var scaledNorm: (scale: Lanes, norm: Lanes) {
    let largest = largestMagnitude
    let isOrdinary = (Lanes.zero < largest) & (largest < Lanes(repeating: .infinity))
    let scale = Lanes.select(isOrdinary, largest, Lanes(repeating: 1))
    var sum = Lanes.zero
    for i in indices {
      let share = self[i] / scale
      sum = .fma(share, share, sum)
    }
    return (scale, sum.squareRoot())
  }
}

extension Vector {
  /// g ← g · min(1, c/‖g‖₂), computed as (g/m)(c/‖g/m‖₂) with the largest magnitude m: so nothing
  /// overflows, were it the norm itself.
  @inline(never) func clip(to largestNorm: Lanes) {
    let (largest, norm) = scaledNorm
    let isLong = largestNorm < largest * norm
    let scale = largestNorm / norm
    for i in indices { self[i] = Lanes.select(isLong, self[i] / largest * scale, self[i]) }
  }
}
