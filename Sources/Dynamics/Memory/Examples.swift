/// Examples that every cell sees: features, then the target, row by row.
///
/// Unsafe: the memory belongs to an `ExampleTable`, which outlives this value.
struct Examples<Scalar: LaneScalar> {
  private let base: UnsafePointer<Scalar>?
  let count: Int
  let features: Int

  @inline(__always) init() {
    base = nil
    count = 0
    features = 0
  }

  fileprivate init(_ base: UnsafePointer<Scalar>, count: Int, features: Int) {
    self.base = base
    self.count = count
    self.features = features
  }

  /// Feature `feature` of example `index`; its target at `feature == features`.
  @inline(__always) subscript(index: Int, feature: Int) -> Scalar {
    guard let base else { return 0 }
    return base[index * (features + 1) + feature]
  }

  @inline(__always) func target(_ index: Int) -> Scalar { self[index, features] }
}

/// Owns a plan's examples, rounded once to the precision.
///
/// Unsafe: written in `init` only, which is the contract behind `@unchecked Sendable`.
final class ExampleTable<Scalar: LaneScalar>: @unchecked Sendable {
  private let base: UnsafeMutablePointer<Scalar>
  let examples: Examples<Scalar>

  /// - Parameter rows: Of equal length, one number at least.
  init(_ rows: [[Double]]) {
    let columns = rows.first?.count ?? 1
    base = .allocate(capacity: max(rows.count * columns, 1))
    var next = base
    for row in rows {
      for value in row {
        next.initialize(to: Scalar(value))
        next += 1
      }
    }
    examples = Examples(base, count: rows.count, features: columns - 1)
  }

  deinit { base.deallocate() }
}

/// Room for a batch of examples.
///
/// Unsafe: `deallocate` releases it; what `gather` answers with holds until the next call of it. The
/// examples outlive this value.
struct BatchRows<Scalar: LaneScalar> {
  private let all: Examples<Scalar>
  private let base: UnsafeMutablePointer<Scalar>

  init(of examples: Examples<Scalar>, capacity: Int) {
    all = examples
    base = .allocate(capacity: capacity * (examples.features + 1))
  }

  func deallocate() { base.deallocate() }

  /// The examples of which `number` gives the numbers, for 0..<count.
  @inline(__always) func gather(_ count: Int, _ number: (Int) -> Int) -> Examples<Scalar> {
    var target = base
    for i in 0..<count {
      let row = number(i)
      for feature in 0...all.features {
        target.initialize(to: all[row, feature])
        target += 1
      }
    }
    return Examples(base, count: count, features: all.features)
  }
}
