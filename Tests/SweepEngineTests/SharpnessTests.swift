import Foundation
import SweepEngine
import SweepPlan
import Testing

/// `sharpness` of Hessians that are known.
struct SharpnessTests {
  @Test(arguments: Precision.allCases)
  func `sharpness of quadratics and saddles, whichever curvature is dominant`(
    precision: Precision
  ) throws {
    // As products round.
    let error = precision == .float64 ? 1e-14 : 1e-5
    func sharpness(_ objective: String, _ axis: String, _ start: String) throws -> [Double] {
      let found = try answers(
        """
        objective: \(objective)
        initial_point: \(start)
        optimizer: {gradient_descent: {learning_rate: 1e-3}}
        axes: {\(axis)}
        steps: 100
        precision: \(precision.rawValue)
        record: [sharpness]
        """, [.sharpness, .sharpnessMinimum, .sharpnessMean])
      #expect(found[.sharpness]?.count == found[.sharpnessMean]?.count)
      for (last, mean) in zip(found[.sharpness] ?? [], found[.sharpnessMean] ?? []) {
        #expect((last - mean).magnitude <= 100 * error)
      }
      return found[.sharpness] ?? []
    }
    for (value, expected) in zip(
      try sharpness(
        "{quadratic: {eigenvalues: [null, 3, 1, 0.5], rotation: 0.7}}",
        "eigenvalue_0: {values: [-6, -3, -1, 0.1, 2.9999, 3, 100]}", "[1, 1, 1, 1]"),
      [3.0, 3, 3, 3, 3, 3, 100])
    {
      #expect((value - expected).magnitude <= error * max(expected, 6), "\(value)")
    }
    for (value, gamma) in zip(
      try sharpness(
        "{saddle: {stable_curvature: 1}}", "unstable_curvature: {values: [0.5, 1, 5]}", "[1, 1e-3]"),
      [0.5, 1, 5])
    {
      #expect((value - 1).magnitude <= error * max(gamma, 1), "γ = \(gamma): \(value)")
    }
    // A maximum: all curvatures are negative.
    let hill = try sharpness(
      "{quadratic: {eigenvalues: [-2, -5]}}", "initial_point_1: {values: [1]}", "[1, null]")
    #expect((hill[0] + 2).magnitude < error * 5)
  }

  /// Gradient descent on ½(xy − 1)² starts beside a minimum of sharpness S₀ = 9.11. Where that is
  /// below 2/η it stays; where it is above, it goes to a minimum about as far below 2/η.
  @Test func `the edge of stability`() throws {
    let rates = [0.1, 0.2, 0.22, 0.225, 0.23]
    let found = try answers(
      """
      objective: scalar_factorization
      initial_point: [3, 0.35]
      optimizer: gradient_descent
      axes: {learning_rate: {values: \(rates)}}
      steps: 20000
      precision: float64
      record: [sharpness]
      """, [.verdict, .sharpness])
    #expect(found[.verdict] == rates.map { _ in 1 })
    let products = zip(rates, found[.sharpness] ?? []).map { $0 * $1 }
    let first = rates.map { 9.11 * $0 }
    #expect((products[0] - first[0]).magnitude < 0.01 && (products[1] - first[1]).magnitude < 0.01)
    for i in 2..<5 {
      #expect(products[i] < 2 && (products[i] - (4 - first[i])).magnitude < 0.02, "\(products)")
    }
  }
}
