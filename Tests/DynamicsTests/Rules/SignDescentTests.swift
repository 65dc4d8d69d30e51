import Testing

struct SignDescentTests {
  @Test func `every coordinate walks by η, and rests where its gradient is zero`() throws {
    let run = RuleRun(
      "sign_descent", ["learning_rate": 0.25], on: .quadratic([100, 1]), from: [1, -0.5])
    #expect(
      try run.iterates(5) == [[1, -0.5], [0.75, -0.25], [0.5, 0], [0.25, 0], [0, 0], [0, 0]])
  }

  @Test(arguments: [1e-3, 0.3, 7]) func `it ends within η, in a cycle of two`(eta: Double) throws {
    let path = try RuleRun("sign_descent", ["learning_rate": eta], on: .quadratic([50]))
      .path(2000)
    #expect(path[1500...].allSatisfy { $0.magnitude <= eta })
    // To and fro are rounded.
    #expect(agree(path[2000], path[1998], within: 1e-12))
  }

  @Test func `a gradient that is no number is not a direction`() throws {
    let path = try RuleRun(
      "sign_descent", ["learning_rate": 1], on: .quadratic([.nan])
    ).path(1)
    #expect(path[1].isNaN)
  }
}
