import Foundation

/// Statistics of samples whose bounds are known in closed form.
enum Statistics {
  /// Pearson's χ² of counts that should all be alike.
  static func chiSquared(_ counts: [Int]) -> Double {
    let expected = Double(counts.reduce(0, +)) / Double(counts.count)
    return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  }

  /// χ² of n degrees of freedom, n large, as a normal number: Wilson and Hilferty's cube root.
  static func standardized(chiSquared: Double, degreesOfFreedom n: Double) -> Double {
    (cbrt(chiSquared / n) - (1 - 2 / (9 * n))) / (2 / (9 * n)).squareRoot()
  }

  /// Kolmogorov and Smirnov's D √n, for the values of the distribution function at a sample.
  static func kolmogorovSmirnov(_ values: [Double]) -> Double {
    let n = Double(values.count)
    var largest = 0.0
    for (i, value) in values.sorted().enumerated() {
      largest = max(largest, value - Double(i) / n, Double(i + 1) / n - value)
    }
    return largest * n.squareRoot()
  }

  /// r √n of two samples of mean 0 and variance 1: a normal number if they are independent.
  static func correlation(_ x: some Sequence<Double>, _ y: some Sequence<Double>) -> Double {
    var (sum, n) = (0.0, 0.0)
    for (x, y) in zip(x, y) {
      sum += x * y
      n += 1
    }
    return sum / n.squareRoot()
  }

  static func report(_ name: String, _ value: Double, _ bound: String) {
    guard Wish.isLong else { return }
    print("\(name): \(value) (\(bound))")
  }
}
