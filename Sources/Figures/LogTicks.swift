import Foundation

extension Ticks {
  /// Ticks of a log axis: powers of ten if three or more are in range, every so many decades
  /// when there are too many; else 1-2-5 or 1…9 multiples; else, in less than a factor of two or
  /// so, linear ticks. Minor ticks stand between.
  package static func log(from lower: Double, to upper: Double, atMost count: Int) -> Ticks {
    guard lower > 0, upper > lower, upper.isFinite else { return Ticks() }
    let low = Int((log10(lower) - 1e-9).rounded(.up))
    let high = Int((log10(upper) + 1e-9).rounded(.down))
    if high > low + 1 { return powers(low, high, lower, upper, atMost: max(count, 1)) }

    let decades = (low - 2)...(high + 1)
    for factors in [[1, 2, 5], Array(1...9)] {
      let marks = multiples(factors, in: decades, lower, upper)
      guard marks.count >= 3, marks.count <= count else { continue }
      let all = multiples(Array(1...9), in: decades, lower, upper)
      return Ticks(
        major: marks.map { Tick(value: $0, label: NumberText.significant($0, digits: 1)) },
        minor: all.filter { !marks.contains($0) })
    }
    if high > low { return powers(low, high, lower, upper, atMost: max(count, 1)) }
    return linear(from: lower, to: upper, atMost: count)
  }

  private static func powers(
    _ low: Int, _ high: Int, _ lower: Double, _ upper: Double, atMost count: Int
  ) -> Ticks {
    let steps = [1, 2, 3, 4, 5, 10, 20, 25, 50, 100, 200]
    func multiples(of step: Int) -> [Int] { (low...high).filter { $0.isMultiple(of: step) } }
    let step = steps.first { multiples(of: $0).count <= count } ?? 500
    let marks = multiples(of: step)
    let minor: [Double] =
      switch high - low {
      case ...12 where step == 1:
        Self.multiples(Array(2...9), in: (low - 1)...high, lower, upper)
      case ...60 where step > 1:
        (low...high).filter { !$0.isMultiple(of: step) }.map { number(1, $0) }
      default: []
      }
    return Ticks(
      major: marks.map { Tick(value: number(1, $0), label: NumberText.powerOfTen($0)) },
      minor: minor)
  }

  private static func multiples(
    _ factors: [Int], in decades: ClosedRange<Int>, _ lower: Double, _ upper: Double
  ) -> [Double] {
    // A rounding error of the range's ends must not cost the tick that stands on them.
    let least = lower * (1 - 1e-9)
    let most = upper * (1 + 1e-9)
    let all: [Double] = decades.flatMap { decade in factors.map { number($0, decade) } }
    return all.filter { $0 >= least && $0 <= most }
  }

  private static func number(_ factor: Int, _ decade: Int) -> Double {
    Double("\(factor)e\(decade)") ?? .nan
  }
}
