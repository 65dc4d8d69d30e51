import SweepPlan
import Testing

@Suite("An axis gives each cell the centre of its interval")
struct AxisTests {
  static func axis(_ from: Double, _ to: Double, _ count: Int, _ scale: Axis.Scale) -> Axis {
    Axis(
      hyperparameter: .learningRate,
      spacing: .interval(from: from, to: to, count: count, scale: scale))
  }

  @Test func onALinearAxis() {
    #expect(Self.axis(0, 1, 4, .linear).values == [0.125, 0.375, 0.625, 0.875])
    #expect(Self.axis(-3, 1, 1, .linear).values == [-1])
  }

  @Test func asListed() {
    let axis = Axis(hyperparameter: .momentum, spacing: .values([0, 0.5, 0.9]))
    #expect(axis.count == 3)
    #expect(axis.values == [0, 0.5, 0.9])
    #expect(axis.name == "momentum")
  }

  /// from · (to/from)^((i + ½)/n), rounded to nearest from fifty decimal digits.
  @Test(
    arguments: [
      (1e-05, 0.01, 1000, 0, 1.0034598491478393e-05),
      (1e-05, 0.01, 1000, 499, 0.0003151374380204507),
      (1e-05, 0.01, 1000, 999, 0.009965520801347683),
      (1.0, 100.0, 2, 0, 3.1622776601683795),
      (1.0, 4.0, 1, 0, 2.0),
      (0.9, 1.1, 1024, 17, 0.9030917862509257),
      (1e-150, 1e+150, 333, 200, 4.271993966306779e+30),
      (2.0, 3.0, 7, 3, 2.449489742783178),
      (1e-08, 1.0, 3, 1, 0.0001),
      (0.001, 10.0, 64, 40, 0.33982083289425596),
    ] as [(Double, Double, Int, Int, Double)])
  func onALogAxisToTheLastBit(from: Double, to: Double, count: Int, index: Int, value: Double) {
    let found = Self.axis(from, to, count, .log)[index]
    #expect(abs(found - value) <= value.ulp)
  }

  @Test(arguments: [
    (1e-5, 1e-2, 1000), (1e-300, 1e-290, 777), (0.9, 1.1, 1024), (1e-150, 1e150, 333), (3, 3, 1),
  ])
  func logValuesIncreaseAndStayInside(from: Double, to: Double, count: Int) {
    let values = Self.axis(from, to, count, .log).values
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    #expect(values.allSatisfy { from <= $0 && $0 <= to })
  }

  @Test(arguments: [(0, 1, 1000), (-1, 1, 333), (1e-300, 1e300, 64), (5, 5, 1)])
  func linearValuesIncreaseAndStayInside(from: Double, to: Double, count: Int) {
    let values = Self.axis(from, to, count, .linear).values
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    #expect(values.allSatisfy { from <= $0 && $0 <= to })
  }
}
