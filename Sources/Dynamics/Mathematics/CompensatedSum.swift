/// A sum of many numbers that keeps what rounding takes from it.
///
///     t = s + x,   c ← c + (x − (t − s) where |s| ≥ |x|, else s − (t − x)),   s ← t
///
/// - Reference: A. Neumaier, 1974, doi:10.1002/zamm.19740540106; here in D. E. Knuth's form, which
///   compares nothing: The Art of Computer Programming 2, §4.2.2, theorem B.
struct CompensatedSum<Lanes: LaneVector> {
  private var sum: Lanes
  private var rest: Lanes

  static var zero: CompensatedSum { CompensatedSum(sum: .zero, rest: .zero) }

  @inline(__always) mutating func add(_ x: Lanes) {
    let total = sum + x
    let added = total - sum
    rest = rest + ((sum - (total - added)) + (x - added))
    sum = total
  }

  @inline(__always) var value: Lanes { sum + rest }
}
