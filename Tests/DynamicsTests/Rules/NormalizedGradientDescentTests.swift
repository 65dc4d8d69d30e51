import Foundation
import Testing

struct NormalizedGradientDescentTests {
  /// The gradient points along (3, 4), whatever its length.
  @Test(arguments: [1e-300, 1, 1e300])
  func `a step is η long, along the gradient`(scale: Double) throws {
    let run = RuleRun(
      "normalized_gradient_descent", ["learning_rate": 0.5],
      on: .quadratic([3 * scale, 4 * scale]), from: [1, 1])
    let x = try run.iterates(1)[1]
    #expect(agree(x[0], 0.7, within: 1e-15) && agree(x[1], 0.6, within: 1e-15))
  }

  @Test func `in one dimension it is sign descent, bit for bit`() throws {
    let ground = RuleRun.Ground.quadratic([3], minimum: 0.1)
    let run = RuleRun("normalized_gradient_descent", ["learning_rate": 0.03], on: ground)
    let signs = RuleRun("sign_descent", ["learning_rate": 0.03], on: ground)
    #expect(try run.path(200) == signs.path(200))
  }

  @Test func `it rests where the gradient is zero`() throws {
    let run = RuleRun(
      "normalized_gradient_descent", ["learning_rate": 1], on: .quadratic([1, 2]), from: [0, 0])
    #expect(try run.iterates(3).allSatisfy { $0 == [0, 0] })
  }

  @Test(arguments: [0.01, 1, 100])
  func `it ends about the minimum in steps of η`(eta: Double) throws {
    let run = RuleRun(
      "normalized_gradient_descent", ["learning_rate": eta], on: .quadratic([5, 1]), from: [3, 4])
    let iterates = try run.iterates(3000)
    for (one, other) in zip(iterates[2000...], iterates[2001...]) {
      #expect(agree(hypot(one[0] - other[0], one[1] - other[1]), eta, within: 1e-12))
      #expect(hypot(one[0], one[1]) <= 3 * eta)
    }
  }
}
