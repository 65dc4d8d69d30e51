import SweepPlan
import Testing

@Suite("What a sweep writes of an objective tells the dimension")
struct DimensionTests {
  private static func sweep(_ objective: String, _ initialPoint: String? = nil) -> String {
    """
    objective: \(objective)
    optimizer: {adam: {learning_rate: 0.1}}
    axes: {beta1: {values: [0.9]}}
    steps: 10
    """ + (initialPoint.map { "\ninitial_point: \($0)" } ?? "")
  }

  /// Adam's four numbers left out.
  private static func numbers(_ plan: Plan) -> [Double] {
    Array(plan.values(at: [0]).dropFirst(4))
  }

  @Test(
    arguments: [
      ("bowl", nil, [1, 1, 1, 0, 0, 0, 1, 1, 1]),
      ("bowl", "[5, 6]", [1, 1, 0, 0, 5, 6]),
      ("{bowl: {minimum: 2}}", nil, [1, 1, 1, 2, 2, 2, 1, 1, 1]),
      ("{bowl: {minimum: [2, 3]}}", nil, [1, 1, 2, 3, 1, 1]),
      ("{bowl: {minimum: -1, curvatures: [9]}}", "4", [9, -1, 4]),
    ] as [(String, String?, [Double])])
  func listsThatHaveDefaultsMayBeLeftOut(objective: String, point: String?, numbers: [Double])
    throws
  {
    #expect(Self.numbers(try read(Self.sweep(objective, point))) == numbers)
  }

  @Test func anAxisTakesThePlaceOfOneNumberForAll() throws {
    let plan = try read(
      Self.sweep("{bowl: {minimum: 2}}"), ["axes.minimum_1={values: [7]}"])
    #expect(plan.parameters[7...9].map(\.source) == [.fixed(2), .axis(1), .fixed(2)])
    #expect(try plan == read(plan.resolved))
  }

  @Test(
    arguments: [
      (
        "{bowl: {curvatures: [1, 2], minimum: [1, 2, 3]}}", nil,
        "1:49: objective.minimum has 3 numbers; expected 2, as many as objective.curvatures"
      ),
      (
        "{bowl: {minimum: [1, 2, 3, 4, 5]}}", nil,
        "1:29: objective.minimum has 5 numbers; bowl expects 1 to 4 numbers"
      ),
      (
        "{bowl: {minimum: x}}", nil,
        #"1:29: objective.minimum is "x"; expected a number, or a list of 3 numbers"#
      ),
      (
        "{bowl: {minimum: }}", nil,
        "1:29: objective.minimum is empty; expected a number, or a list of 3 numbers"
      ),
      (
        "{bowl: {minimum: [1, 2]}}", "[1]",
        "5:16: initial_point has 1 number; expected 2, one per coordinate"
      ),
      (
        "bowl", "[1, 2, 3, 4, 5]", "5:16: initial_point has 5 numbers; bowl expects 1 to 4 numbers"
      ),
      (
        "network", "[1, 2, 3, 4, 5]",
        "5:16: initial_point has 5 numbers; network expects 3 for each hidden unit and 1 more; "
          + "try 4 or 7"
      ),
      (
        "network", "[1]",
        "5:16: initial_point has 1 number; network expects 3 for each hidden unit and 1 more; try 4"
      ),
      (
        "network", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]",
        "5:16: initial_point has 16 numbers; network expects 3 for each hidden unit and 1 more; "
          + "try 13"
      ),
      (
        "logistic_regression", "[1]",
        "5:16: initial_point has 1 number; expected 2, one per coordinate"
      ),
      (
        "{rosenbrock: {examples: [[1, 2]]}}", nil, "1:26: rosenbrock takes no examples"
      ),
      (
        "{logistic_regression: {exampels: [[1, 2]]}}", nil,
        #"1:35: unknown coefficient "exampels"; logistic_regression has decay, examples; "#
          + "did you mean examples?"
      ),
      (
        "{logistic_regression: {examples: 3}}", nil,
        "1:45: objective.examples is 3; expected a list of 1 to 10000 rows, each a list of "
          + "features, then the class"
      ),
      (
        "{logistic_regression: {examples: []}}", nil,
        "1:45: objective.examples has 0 rows; expected a list of 1 to 10000 rows, each a list of "
          + "features, then the class"
      ),
      (
        "{logistic_regression: {examples: [[1, 2], 3]}}", nil,
        "1:54: objective.examples[1] is 3; expected a list of features, then the class"
      ),
      (
        "{logistic_regression: {examples: [[1, 2], [1, 2, 3]]}}", nil,
        "1:54: objective.examples[1] has 3 numbers; expected 2, as many as objective.examples[0]"
      ),
      (
        "{logistic_regression: {examples: [[1]]}}", nil,
        "1:46: objective.examples[0] has 1 number; logistic_regression expects 2 to 5 numbers: "
          + "features, then the class"
      ),
      (
        "{logistic_regression: {examples: [[1, x]]}}", nil,
        #"1:50: objective.examples[0][1] is "x"; expected a number"#
      ),
      (
        "{logistic_regression: {examples: [[1, ~]]}}", nil,
        "1:50: objective.examples[0][1] is empty; expected a number"
      ),
      (
        "{logistic_regression: {examples: [[1, .nan]]}}", nil,
        "1:50: objective.examples[0][1] is .nan; expected a finite number"
      ),
      (
        "{logistic_regression: {examples: [[1, 1e39]]}}", nil,
        "1:50: objective.examples[0][1] is 1e+39, beyond float32, which ends at 3.4028235e+38; "
          + "try precision: float64"
      ),
      (
        "{network: {examples: [[1, 2, 3]]}}", nil,
        "1:34: objective.examples[0] has 3 numbers; network expects 2 numbers: "
          + "a feature and the target"
      ),
    ] as [(String, String?, String)])
  func whatDoesNotAgree(objective: String, point: String?, answer: String) {
    #expect(complaint(Self.sweep(objective, point)) == "sweep.yaml:\(answer)")
  }

  @Test func examplesCountTheCoordinatesByTheirFeatures() throws {
    let usual = try read(Self.sweep("logistic_regression"))
    #expect(usual.examples == [[1, 2, 0], [0, 1, 1]])
    #expect(usual.dimension == 2)
    let rows = "[[1, 2, 3, 0], [0.1, -0.0, 1e-7, 1], [4, 5, 6, 1]]"
    let plan = try read(Self.sweep("{logistic_regression: {examples: \(rows), decay: 0.5}}"))
    #expect(plan.examples == [[1, 2, 3, 0], [0.1, 0, 1e-7, 1], [4, 5, 6, 1]])
    #expect(plan.dimension == 3)
    #expect(Self.numbers(plan) == [0.5, 0, 0, 0])
    #expect(try plan == read(plan.resolved))
    #expect(try plan != read(Self.sweep("{logistic_regression: {decay: 0.5}}")))
    #expect(try read(Self.sweep("bowl")).examples.isEmpty)
  }

  @Test(arguments: [(nil, 7), ("0.5", 7), ("[1, 2, 3, 4]", 4)] as [(String?, Int)])
  func hiddenUnitsByTheInitialPoint(point: String?, dimension: Int) throws {
    let plan = try read(Self.sweep("network", point))
    #expect(plan.dimension == dimension)
    #expect(plan.layout.initialPoint.count == dimension)
    #expect(plan.examples == [[0, 0], [1, 0.5]])
  }

  @Test func thousandsOfExamples() throws {
    func sweep(_ count: Int) -> String {
      let rows = (0..<count).map { "[\($0), 0]" }.joined(separator: ", ")
      return Self.sweep("{logistic_regression: {examples: [\(rows)]}}")
    }
    let plan = try read(sweep(10_000))
    #expect(plan.examples.count == 10_000)
    #expect(try read(plan.resolved) == plan)
    #expect(
      complaint(sweep(10_001))
        == "sweep.yaml:1:45: objective.examples has 10001 rows; expected a list of 1 to 10000 "
        + "rows, each a list of features, then the class")
  }

  @Test func moreThanAStoreWouldReadAgain() {
    let rows = Array(repeating: "[0x1p-99,0x1p-99,0x1p-99,0x1p-99,0x1p-99]", count: 10_000).joined(
      separator: ",")
    #expect(
      complaint(Self.sweep("{logistic_regression: {examples: [\(rows)]}}")).contains(
        "bytes, with every number written out, are more than a sweep may have, 1000000"))
  }
}
