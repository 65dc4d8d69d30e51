// Unsafe code: three numbers of every lane in memory.
//
// Contract: the memory is an `AnalysisMemory`'s, which outlives this value.

/// The straight line nearest to y₀, y₁, …, y_{n−1} in least squares, as they come.
///
///     slope = Σ (j − j̄)(y_j − ȳ) / Σ (j − j̄)²,   Σ (j − j̄)² = n(n² − 1)/12
///
/// - Reference: B. P. Welford, 1962, doi:10.1080/00401706.1962.10490022
struct RegressionLine<Lanes: LaneVector> {
  static var numbers: Int { 3 }

  let base: UnsafeMutablePointer<Lanes>

  /// n
  private var count: Lanes {
    get { base[0] }
    nonmutating set { base[0] = newValue }
  }
  /// ȳ
  private var mean: Lanes {
    get { base[1] }
    nonmutating set { base[1] = newValue }
  }
  /// Σ (j − j̄)(y_j − ȳ)
  private var product: Lanes {
    get { base[2] }
    nonmutating set { base[2] = newValue }
  }

  func begin(at y: Lanes) {
    count = Lanes(repeating: 1)
    mean = y
    product = .zero
  }

  func add(_ y: Lanes) {
    // j = n is n/2 + 1/2 from the mean of 0 … n − 1.
    let distance = Lanes.fma(Lanes(repeating: 0.5), count, Lanes(repeating: 0.5))
    count = count + Lanes(repeating: 1)
    mean = mean + (y - mean) / count
    product = .fma(distance, y - mean, product)
  }

  func copy(_ other: Self) {
    for i in 0..<Self.numbers { base[i] = other.base[i] }
  }

  /// NaN of one point.
  var slope: Lanes {
    let squares = count * .fma(count, count, Lanes(repeating: -1))
    return Lanes(repeating: 12) * product / squares
  }
}
