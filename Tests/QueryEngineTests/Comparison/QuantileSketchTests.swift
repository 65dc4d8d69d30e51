import QueryEngine
import Testing

struct QuantileSketchTests {
  private let shares = [0, 0.01, 0.3, 0.5, 0.77, 1]

  @Test func `few numbers have NumPy's quantiles`() {
    var sketch = QuantileSketch()
    for value in [3.0, -1, 4, 1.5] { sketch.add(value) }
    // np.quantile([3, -1, 4, 1.5], [0, 0.3, 0.5, 1])
    #expect(sketch.quantiles([0, 0.5, 1]) == [-1, 2.25, 4])
    #expect(abs(sketch.quantiles([0.3])[0] - 1.25) < 1e-15)
    #expect(QuantileSketch().quantiles([0.5])[0].isNaN)
  }

  /// The k-th of 3 · 10⁶ numbers −1.5 · 10⁶ … is known.
  @Test func `many numbers have theirs to a thousandth`() {
    var sketch = QuantileSketch()
    let count = 3_000_000
    // A step that has no common factor with the count visits every number once.
    for index in 0..<count {
      sketch.add(Double(index * 1_234_577 % count) - Double(count / 2))
    }
    for (share, found) in zip(shares, sketch.quantiles(shares)) {
      let exact = (share * Double(count - 1)).rounded() - Double(count / 2)
      #expect(abs(found - exact) <= abs(exact) / 1000)
    }
  }

  @Test func `many zeros stay zero`() {
    var sketch = QuantileSketch()
    for _ in 0..<2_000_000 { sketch.add(0) }
    #expect(sketch.quantiles(shares) == [Double](repeating: 0, count: 6))
  }
}
