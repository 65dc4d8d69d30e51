/// How numbers of two stores differ, cell by cell.
public struct DifferenceStatistics: Sendable {
  /// Pairs that were looked at, and those of them that are the same number (or both none).
  public private(set) var pairs = 0
  public private(set) var identical = 0
  /// Pairs with a finite difference: what the statistics are of.
  public private(set) var count = 0
  /// The largest magnitude, with its sign, and the cell of A where it is.
  public private(set) var largest = 0.0
  public private(set) var largestCell: [Int]?

  private var sum = CompensatedSum()
  private var squares = CompensatedSum()
  private var sketch = QuantileSketch()

  /// Adds a pair.
  ///
  /// - Parameters:
  ///   - difference: Of the two, or of their logarithms; not counted if it is not finite.
  ///   - cell: Asked only where the difference is the largest yet.
  mutating func add(_ a: Double, _ b: Double, difference: Double, cell: () -> [Int]) {
    pairs += 1
    if a == b || a.isNaN && b.isNaN { identical += 1 }
    guard difference.isFinite else { return }
    count += 1
    sum.add(difference)
    squares.add(difference * difference)
    sketch.add(difference)
    if largestCell == nil || difference.magnitude > largest.magnitude {
      largest = difference
      largestCell = cell()
    }
  }

  public var mean: Double { sum.value / Double(count) }

  /// The root of the mean square.
  public var rms: Double { (squares.value / Double(count)).squareRoot() }

  /// See `QuantileSketch`.
  public func quantiles(_ shares: [Double]) -> [Double] { sketch.quantiles(shares) }
}

/// A sum whose rounding errors are summed too (Neumaier 1974).
struct CompensatedSum {
  private var sum = 0.0
  private var errors = 0.0

  mutating func add(_ value: Double) {
    let next = sum + value
    errors +=
      sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
    sum = next
  }

  var value: Double { sum + errors }
}
