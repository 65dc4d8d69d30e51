import SweepPlan
import Testing

@Suite("Starts can be drawn at random")
struct RandomStartTests {
  private func sweep(_ point: String, axes: String = "learning_rate: {values: [0.1]}") -> String {
    """
    objective: styblinski_tang
    initial_point: \(point)
    optimizer: {heavy_ball: {momentum: 0.5}}
    axes: {\(axes)}
    steps: 5
    """
  }

  /// Of Random123's `kat_vectors`.
  @Test func `the generator is the published one`() {
    let words = philoxWords(
      counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      key: (0xa409_3822, 0x299f_31d0))
    #expect(words == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func `coordinates are numbers of both precisions, spread evenly`() {
    let start = RandomStart(radius: 0.125)
    let values = (0..<40_000).map { start.value(seed: Double($0 % 5), $0 / 5) }
    #expect(values.allSatisfy { $0.magnitude < 0.125 && Double(Float($0)) == $0 && $0 != 0 })
    // Mean and mean square of 40 000 numbers, five standard deviations from 0 and from 1/3.
    let mean = values.reduce(0, +) / 40_000 / 0.125
    let square = values.reduce(0) { $0 + $1 * $1 } / 40_000 / 0.015625
    #expect(mean.magnitude < 5 * 0.5774 / 200)
    #expect((square - 1 / 3).magnitude < 5 * 0.2982 / 200)
    #expect(Set(values).count > 39_900)
  }

  @Test func `a seed is a start, in both precisions and at any place of an axis`() throws {
    let start = RandomStart(radius: 0.1)
    let fixed = try read(sweep("{uniform: 0.1, start_seed: 3}"))
    #expect(fixed.dimension == 2 && fixed.randomStart == start)
    let values = [start.value(seed: 3, 0), start.value(seed: 3, 1)]
    #expect(Array(fixed.values(at: [0])[fixed.layout.initialPoint]) == values)
    #expect(fixed.sources(kernelDimension: 2, isPlain: false).count == fixed.parameters.count - 1)

    let axes = "start_seed: {values: [1, 3, 9]}, learning_rate: {values: [0.1, 0.2]}"
    let varied = try read(sweep("{uniform: 0.1}", axes: axes))
    #expect(Array(varied.values(at: [1, 0])[varied.layout.initialPoint]) == values)
    #expect(Array(varied.values(at: [2, 0])[varied.layout.initialPoint]) != values)
    #expect(
      try read(sweep("{uniform: 0.1}")).values(at: [0])[varied.layout.initialPoint].first
        == start.value(seed: 0, 0))
  }

  @Test(arguments: [
    ("{}", "1, learning_rate", "initial_point is without uniform; expected a list of numbers"),
    ("{uniform: 0}", "", "initial_point.uniform is 0; expected a number above 0"),
    ("{uniform: -1}", "", "expected a number above 0"),
    ("{normal: 1}", "", #"unknown key "normal"; initial_point has uniform, start_seed"#),
    ("{uniform: 1, start_seed: 0.5}", "", "expected a whole number from 0 to 4294967295"),
    ("{uniform: 1, start_seed: -1}", "", "expected a whole number from 0 to 4294967295"),
    (
      "{uniform: 1}", "initial_point_0: {values: [1]}, ",
      "initial_point_0 is drawn at random; vary start_seed, or write initial_point as a list"
    ),
    (
      "[1, 2]", "start_seed: {values: [1]}, ",
      "start_seed is for starts that are drawn at random; add initial_point: {uniform: 0.125}"
    ),
    (
      "{uniform: 1}", "start_seed: {from: 0, to: 1, count: 3}, ",
      "axes.start_seed reaches 0.16666666666666666; expected a whole number"
    ),
    (
      "{uniform: 1, start_seed: 2}", "start_seed: {values: [1]}, ",
      "initial_point.start_seed is fixed, and also an axis; remove one of the two"
    ),
    (
      "{uniform: 1}", "start_seed: {from: 0, to: 16777216, count: 16777216}, ",
      "reaches 0.5"
    ),
  ]) func `what is wrong is said`(point: String, axis: String, words: String) {
    let axes = (axis.hasPrefix("1") ? "" : axis) + "learning_rate: {values: [0.1]}"
    let answer = complaint(sweep(point, axes: axes))
    #expect(answer.contains(words), "\(answer)")
  }
}
