/// Mean and variance of a quantity in every cell, one seed after the other.
///
/// With n values before x, and δ = x − m:
///
///     m ← m + δ/(n + 1)
///     s² ← s² (n − 1)/n + δ²/(n + 1)
///
/// s² is the variance with n − 1 below. Both are all that is remembered, so that what a store holds can
/// go on with more seeds; and seeds come in the order of their numbers, so the bits are always the
/// same. A mean of infinities is infinite, and NaN if they are of both signs.
///
/// - Reference: B. P. Welford, 1962, doi:10.1080/00401706.1962.10490022
struct RunningMoments {
  /// By cell. Holds anything where there is no value yet.
  let mean: UnsafeMutablePointer<Double>
  /// `nil` if only the mean is wanted.
  let variance: UnsafeMutablePointer<Double>?

  /// Adds the values of `count` cells from `cell` on, in those where `isCounted` is 1.
  ///
  /// - Parameters:
  ///   - before: By value: how many the cell has had.
  ///   - isCounted: By value: 1 or 0.
  func add(
    _ values: UnsafePointer<Double>, before: UnsafePointer<Double>,
    isCounted: UnsafePointer<Double>, count: Int, cell: Int
  ) {
    var i = 0
    while i + DoubleLanes.laneCount <= count {
      add(
        DoubleLanes(loading: values + i), .init(loading: before + i), .init(loading: isCounted + i),
        at: cell + i)
      i += DoubleLanes.laneCount
    }
    while i < count {
      add(values[i], before[i], isCounted[i], at: cell + i)
      i += 1
    }
  }

  @inline(__always) private func add<Lanes: LaneVector>(
    _ x: Lanes, _ n: Lanes, _ isCounted: Lanes, at cell: Int
  ) where Lanes.Scalar == Double {
    let one = Lanes(repeating: 1)
    let infinity = Lanes(repeating: .infinity)
    let counts = isCounted == one
    let m = Lanes(loading: UnsafePointer(mean + cell))
    let delta = x - m
    let step = delta / (n + one)
    let beyond = Lanes.select(
      x == m, m, .select(x.magnitude == infinity, Lanes(repeating: .nan), m))
    let later = Lanes.select(m.magnitude == infinity, beyond, m + step)
    Lanes.select(counts, .select(n == .zero, x, later), m).store(to: mean + cell)

    guard let variance else { return }
    let s = Lanes(loading: UnsafePointer(variance + cell))
    let kept = Lanes.select(n <= one, .zero, s * ((n - one) / n))
    let widened = Lanes.select(n == .zero, .zero, .fma(delta, step, kept))
    Lanes.select(counts, widened, s).store(to: variance + cell)
  }
}
