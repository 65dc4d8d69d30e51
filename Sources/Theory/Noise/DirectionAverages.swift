import Foundation

/// The transitions of a Markov chain on the directions of the plane, at n = 2ᵏ ≥ 8 directions, and
/// what is gained in a step from each.
struct DirectionAverages {
  /// A function of the direction.
  private typealias Function = [SIMD8<Double>]

  private let count: Int
  private var row: [Double]
  private var gain = 0.0
  private var gains: [Double] = []
  // Of every row of P the blocks of eight columns that are not 0.
  private var weights: [SIMD8<Double>] = []
  private var columns: [Int] = []
  private var ends: [Int] = []

  /// The first direction in units of the angle between two: one that is no simple fraction, lest the
  /// direction that a map repels, and never leaves, be among them.
  private let offset = 0.381_966

  init(count: Int) {
    self.count = count
    row = Array(repeating: 0, count: count)
  }

  func angle(_ index: Int) -> Double { .pi * (Double(index) + offset) / Double(count) }

  /// From the direction of the row that is being written the state becomes w with this probability.
  mutating func add(_ probability: Double, to w: SIMD2<Double>) {
    gain += probability * log(max((w * w).sum(), .leastNormalMagnitude)) / 2
    let place = atan2(w[1], w[0]) / .pi * Double(count) - offset
    guard place.isFinite else { return }
    let floor = place.rounded(.down)
    let t = place - floor
    // Lagrange's polynomials of the nodes −1, 0, 1 and 2
    let cubic = SIMD4(
      -t * (t - 1) * (t - 2) / 6, (t + 1) * (t - 1) * (t - 2) / 2,
      -(t + 1) * t * (t - 2) / 2, (t + 1) * t * (t - 1) / 6)
    for k in 0..<4 { row[(Int(floor) + k - 1) & (count - 1)] += probability * cubic[k] }
  }

  mutating func endRow() {
    gains.append(gain)
    gain = 0
    for block in 0..<count / 8 {
      let entries = SIMD8(row[8 * block..<8 * block + 8])
      guard entries != .zero else { continue }
      weights.append(entries)
      columns.append(block)
      for k in 0..<8 { row[8 * block + k] = 0 }
    }
    ends.append(weights.count)
  }

  /// The stationary mean of the gain h. Among the functions
  ///
  ///     g = h + Σⱼ aⱼ (P − 1)ʲ h,
  ///
  /// all of which have it, the one with the least variance over the directions is found by
  /// orthogonalisation, from every so many on anew, until its values lie within the tolerance. That
  /// takes a tenth of the steps of h, Ph, P²h …, but where the noise is weak and the map repels some
  /// direction, values there stay behind; then steps of the latter kind follow, by (1 + P)/2, which
  /// does not turn in circles.
  ///
  /// - Reference: Y. Saad, M. H. Schultz, 1986, doi:10.1137/0907058 (restarted minimal residuals).
  func stationaryGain(tolerance: Double) -> Double {
    var g: Function = (0..<count / 8).map { SIMD8(gains[8 * $0..<8 * $0 + 8]) }
    for _ in 0..<4 {
      var basis: [Function] = []
      var next = change(g)
      while basis.count < 16 {
        if !(spread(g) > tolerance) { return mean(g) }
        for q in basis { subtract(covariance(next, q), q, from: &next) }
        let length = covariance(next, next).squareRoot()
        guard length > 1e-13 else { break }
        for k in next.indices { next[k] /= length }
        subtract(covariance(g, next), next, from: &g)
        basis.append(next)
        next = change(next)
      }
    }
    for _ in 0..<300 where spread(g) > tolerance { subtract(-0.5, change(g), from: &g) }
    return mean(g)
  }

  /// (P − 1) g
  private func change(_ g: Function) -> Function {
    var result = g
    var entry = 0
    for i in 0..<count {
      var sum = SIMD8<Double>.zero
      while entry < ends[i] {
        sum += weights[entry] * g[columns[entry]]
        entry += 1
      }
      result[i / 8][i % 8] = sum.sum() - g[i / 8][i % 8]
    }
    return result
  }

  private func mean(_ g: Function) -> Double {
    g.reduce(SIMD8<Double>.zero, +).sum() / Double(count)
  }

  private func covariance(_ f: Function, _ g: Function) -> Double {
    var sum = SIMD8<Double>.zero
    for k in f.indices { sum += f[k] * g[k] }
    return sum.sum() / Double(count) - mean(f) * mean(g)
  }

  private func subtract(_ factor: Double, _ f: Function, from g: inout Function) {
    for k in f.indices { g[k] -= factor * f[k] }
  }

  /// The largest value less the least.
  private func spread(_ g: Function) -> Double {
    var (least, largest) = (g[0], g[0])
    for values in g {
      least.replace(with: values, where: values .< least)
      largest.replace(with: values, where: values .> largest)
    }
    return largest.max() - least.min()
  }
}
