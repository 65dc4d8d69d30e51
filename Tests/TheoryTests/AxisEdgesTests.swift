import SweepPlan
import Testing

struct AxisEdgesTests {
  @Test func `an interval's edges part its cells`() {
    let axis = axis(.learningRate, 0, 1, 4)
    #expect(axis.edges == [0, 0.25, 0.5, 0.75, 1])
    #expect((axis.lower, axis.upper) == (0, 1))
    #expect(axis.samples(3) == [0, 0.5, 1])
  }

  @Test func `a logarithmic interval's edges are equal ratios`() {
    let axis = axis(.learningRate, 1e-4, 1, 4, scale: .log)
    #expect(axis.edges.count == 5)
    for (edge, expected) in zip(axis.edges, [1e-4, 1e-3, 1e-2, 1e-1, 1]) {
      #expect(abs(edge - expected) <= 1e-15 * expected)
    }
    #expect((axis.lower, axis.upper) == (1e-4, 1))
    #expect(axis.samples(257).first == 1e-4)
    #expect(axis.samples(257).last == 1)
    for index in 0..<4 {
      #expect(axis.edge(index) < axis[index] && axis[index] < axis.edge(index + 1))
    }
  }

  @Test(
    arguments: [
      ([1, 2, 4], [0.5, 1.5, 3, 5]), ([4, 2, 1], [5, 3, 1.5, 0.5]), ([3, 5], [2, 4, 6]),
      ([2], [1, 3]), ([-2], [-3, -1]), ([0], [-0.5, 0.5]),
    ] as [([Double], [Double])])
  func `listed values part halfway`(values: [Double], edges: [Double]) {
    let axis = Axis(hyperparameter: .momentum, spacing: .values(values))
    #expect(axis.edges == edges)
    #expect((axis.lower, axis.upper) == (edges.first ?? .nan, edges.last ?? .nan))
  }

  @Test func `an axis may run downward`() {
    let axis = axis(.learningRate, 1, 0, 2)
    #expect(axis.edges == [1, 0.5, 0])
    #expect(axis.lower > axis.upper)
  }
}
