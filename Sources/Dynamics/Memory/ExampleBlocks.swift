// Unsafe code: rows of examples, and points, by pointer.
//
// Contract: a block lies within the examples, and points have a coordinate for every feature.

/// A number for each example of a block, in every lane.
typealias ExampleNumbers<Lanes: LaneVector> = Point<16, Lanes>

/// Neighbouring examples, as many as are computed together.
struct ExampleBlock {
  let first: Int
  let count: Int
}

/// The blocks that examples are cut into, in order.
struct ExampleBlocks: Sequence, IteratorProtocol {
  private static let size = 16

  private var position: Int = 0
  private let end: Int

  @inline(__always) init(of count: Int) { end = count }

  @inline(__always) mutating func next() -> ExampleBlock? {
    guard position < end else { return nil }
    defer { position += Self.size }
    return ExampleBlock(first: position, count: Swift.min(Self.size, end - position))
  }
}

/// Sums over examples, one pass over them for all lanes: a number of the examples is read once and
/// multiplied into every lane.
///
/// Goals, in this order:
/// 1. Sums in a fixed order, whatever the width: a product from the first feature to the last, a
///    gradient from the first example to the last. Only independent sums are interleaved.
/// 2. Speed: two sums side by side, of four machine vectors each, are the eight chains that hide the
///    latency of two multiplications a cycle; and what a loop reads lies in the nearest cache, for
///    a block's examples take the same few coordinates one after another.
extension Examples {
  @inline(__always) var blocks: ExampleBlocks { ExampleBlocks(of: count) }

  /// Coordinates that all examples of a block take before the next ones are touched.
  private static var featuresAtOnce: Int { 32 }

  /// numbers[e] = a·x for the features a of the block's example e.
  @inline(__always)
  func products<Lanes: LaneVector>(
    _ block: ExampleBlock, with x: Vector<Lanes>, into numbers: inout ExampleNumbers<Lanes>
  ) where Lanes.Scalar == Scalar {
    for e in 0..<block.count { numbers[e] = .zero }
    guard let rows = row(block.first) else { return }
    let width = features + 1
    var start = 0
    while start < x.count {
      let end = min(start + Self.featuresAtOnce, x.count)
      var e = 0
      var a = rows
      while e + 1 < block.count {
        var (s, t) = (numbers[e], numbers[e + 1])
        let b = a + width
        for i in start..<end {
          let xi = x[i]
          s = .fma(Lanes(repeating: a[i]), xi, s)
          t = .fma(Lanes(repeating: b[i]), xi, t)
        }
        (numbers[e], numbers[e + 1]) = (s, t)
        e += 2
        a = b + width
      }
      if e < block.count {
        var s = numbers[e]
        for i in start..<end { s = .fma(Lanes(repeating: a[i]), x[i], s) }
        numbers[e] = s
      }
      start = end
    }
  }

  /// sum ← sum + Σₑ numbers[e] · a for the features a of the block's examples e.
  @inline(__always)
  func add<Lanes: LaneVector>(
    _ block: ExampleBlock, times numbers: inout ExampleNumbers<Lanes>, to sum: Vector<Lanes>
  ) where Lanes.Scalar == Scalar {
    guard let rows = row(block.first) else { return }
    let width = features + 1
    var i = 0
    while i + 1 < sum.count {
      var (s, t) = (sum[i], sum[i + 1])
      var a = rows + i
      for e in 0..<block.count {
        let number = numbers[e]
        s = .fma(Lanes(repeating: a[0]), number, s)
        t = .fma(Lanes(repeating: a[1]), number, t)
        a += width
      }
      (sum[i], sum[i + 1]) = (s, t)
      i += 2
    }
    if i < sum.count {
      for e in 0..<block.count {
        sum[i] = .fma(Lanes(repeating: rows[e * width + i]), numbers[e], sum[i])
      }
    }
  }
}
