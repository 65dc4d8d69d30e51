import SweepPlan

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

  /// The numbers of example `index` and of those after it; `nil` if there are none.
  @inline(__always) func row(_ index: Int) -> UnsafePointer<Scalar>? {
    base.map { $0 + index * (features + 1) }
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

  init(_ set: ExampleSet) {
    base = .allocate(capacity: max(set.count * (set.features + 1), 1))
    examples = Examples(base, count: set.count, features: set.features)
    switch set {
    case .rows(let rows): fill(rows)
    case .images(let images, let targets): fill(images, targets)
    }
  }

  /// Rows of equal length, one number at least.
  private func fill(_ rows: [[Double]]) {
    var next = base
    for row in rows {
      for value in row {
        next.initialize(to: Scalar(value))
        next += 1
      }
    }
  }

  /// Greys 0 to 255 become 0 to 1, the second class the upper target.
  private func fill(_ images: ImageExamples, _ targets: ClosedRange<Double>) {
    let greys = (0...255).map { Scalar(Double($0) / 255) }
    let (lower, upper) = (Scalar(targets.lowerBound), Scalar(targets.upperBound))
    images.pixels.withUnsafeBufferPointer { pixels in
      var next = base
      var pixel = 0
      for label in images.labels {
        for _ in 0..<images.features {
          next.initialize(to: greys[Int(pixels[pixel])])
          next += 1
          pixel += 1
        }
        next.initialize(to: Int(label) == images.classes[1] ? upper : lower)
        next += 1
      }
    }
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
