import Dynamics
import Foundation
import Testing

/// What is drawn has the distribution it should have: 2 · 10⁵ draws, or 10⁷ with
/// `SEPARATRIX_LONG_TESTS=1`.
///
/// Draws are the same in every run, so a test that passes always passes. A good generator that had
/// not been seen would fail one of Kolmogorov and Smirnov's once in a thousand times (D√n > 1.95),
/// one of the others once in sixteen thousand (four standard deviations).
struct NoiseStatisticsTests {
  private static let draws = Wish.isLong ? 10_000_000 : 200_000

  private func draw(
    _ variate: NoiseKey.Variate, seed: UInt32 = 11, firstStep: Int = 0, blocks: Int = 4
  ) -> [Double] {
    let steps = Self.draws / (2 * blocks)
    return NoiseWidth.vectors[0].values(
      NoiseKey(variate: variate, seed: seed, steps: firstStep..<firstStep + steps, blocks: blocks))
  }

  private func expectStandardNormal(_ name: String, _ value: Double) {
    Statistics.report(name, value, "|z| < 4")
    #expect(abs(value) < 4, "\(name)")
  }

  @Test func `uniform numbers fill a thousand bins alike`() {
    var counts = [Int](repeating: 0, count: 1000)
    for u in draw(.uniform) { counts[Int(u * 1000)] += 1 }
    expectStandardNormal(
      "χ² of uniform numbers",
      Statistics.standardized(
        chiSquared: Statistics.chiSquared(counts), degreesOfFreedom: 999))
  }

  /// Points (u, v) of a block, in 32 × 32 squares.
  @Test func `pairs of uniform numbers fill the square alike`() {
    let u = draw(.uniform)
    var counts = [Int](repeating: 0, count: 1024)
    for i in stride(from: 0, to: u.count, by: 2) {
      counts[32 * Int(u[i] * 32) + Int(u[i + 1] * 32)] += 1
    }
    expectStandardNormal(
      "χ² of pairs",
      Statistics.standardized(
        chiSquared: Statistics.chiSquared(counts), degreesOfFreedom: 1023))
  }

  @Test func `distribution of uniform numbers`() {
    let d = Statistics.kolmogorovSmirnov(draw(.uniform))
    Statistics.report("D√n of uniform numbers", d, "< 1.95")
    #expect(d < 1.95)
  }

  @Test func `distribution of normal numbers`() {
    let d = Statistics.kolmogorovSmirnov(draw(.normal).map { erfc(-$0 / 2.squareRoot()) / 2 })
    Statistics.report("D√n of normal numbers", d, "< 1.95")
    #expect(d < 1.95)
  }

  /// Means of x, x², x³, x⁴ are 0, 1, 0, 3, with variances 1, 2, 15, 96 for one draw.
  @Test func `four moments of normal numbers`() {
    let x = draw(.normal)
    for (power, mean, variance) in [(1, 0.0, 1.0), (2, 1, 2), (3, 0, 15), (4, 3, 96)] {
      let sum = x.reduce(0) { sum, x in
        sum + (0..<power).reduce(1) { product, _ in product * x } - mean
      }
      expectStandardNormal("moment \(power)", sum / (variance * Double(x.count)).squareRoot())
    }
  }

  @Test func `as many signs of either kind`() {
    let sum = draw(.sign).reduce(0, +)
    expectStandardNormal("sum of signs", sum / Double(Self.draws).squareRoot())
  }

  @Test(arguments: quantilesOfStudentT)
  func `quantiles of Student's t`(degreesOfFreedom: Double, quantiles: [Double]) {
    let polar = draw(.polar)
    var counts = [Int](repeating: 0, count: quantiles.count + 1)
    for i in stride(from: 0, to: polar.count, by: 2) {
      let t = Dynamics.studentT(
        squaredRadius: polar[i], cosine: polar[i + 1], degreesOfFreedom: degreesOfFreedom)
      counts[quantiles.count { $0 < t }] += 1
    }
    expectStandardNormal(
      "χ² of t, ν = \(degreesOfFreedom)",
      Statistics.standardized(chiSquared: Statistics.chiSquared(counts), degreesOfFreedom: 19))
  }

  @Test func `neighbours are not correlated`() {
    let x = draw(.normal)
    let neighbours = [
      ("seeds", draw(.normal, seed: 12)), ("steps", draw(.normal, firstStep: 1)),
      ("coordinates", Array(x.dropFirst())), ("blocks", Array(x.dropFirst(2))),
    ]
    for (name, y) in neighbours {
      expectStandardNormal("neighbouring \(name)", Statistics.correlation(x, y))
      expectStandardNormal(
        "neighbouring \(name), squares",
        Statistics.correlation(x.lazy.map { $0 * $0 - 1 }, y.lazy.map { $0 * $0 - 1 }) / 2)
    }
  }

  /// Cells of a map, and the cells against the noise that is shared.
  @Test func `neighbouring cells are not correlated`() {
    let count = Self.draws / 100
    let key = NoiseKey(seed: 11, steps: 0..<50, blocks: 1)
    func noise(from cell: Int) -> [Double] {
      NoiseWidth.vectors[0].values(key, cells: (cell..<cell + count).map { UInt64($0) })
    }
    let x = noise(from: 0)
    expectStandardNormal("neighbouring cells", Statistics.correlation(x, noise(from: 1)))
    expectStandardNormal("a row further on", Statistics.correlation(x, noise(from: 1024)))
    let d = Statistics.kolmogorovSmirnov(x.map { erfc(-$0 / 2.squareRoot()) / 2 })
    Statistics.report("D√n over cells", d, "< 1.95")
    #expect(d < 1.95)
  }
}
