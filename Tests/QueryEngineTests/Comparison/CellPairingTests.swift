import QueryEngine
import SweepEngine
import SweepPlan
import Testing

struct CellPairingTests {
  private func plan(_ axes: String) throws -> Plan {
    try Plan(
      yaml: """
        objective: {quadratic: {eigenvalues: [1]}}
        optimizer: heavy_ball
        axes: {\(axes)}
        steps: 10
        """, file: "sweep.yaml", catalog: catalog)
  }

  /// Overlapping ranges, other resolutions, the axes in another order.
  @Test func `every cell has the nearest cell as its partner, by brute force`() throws {
    let a = try plan(
      "momentum: {from: 0, to: 1, count: 13}, learning_rate: {from: 0, to: 2.03, count: 31}")
    let b = try plan(
      "learning_rate: {from: 0.5, to: 3, count: 20}, momentum: {values: [0.1, 0.15, 0.4, 0.9]}")
    let pairing = try CellPairing(a, b, exactly: false)
    var count = 0
    for i in 0..<13 {
      for j in 0..<31 {
        let (beta, eta) = (a.axes[0][i], a.axes[1][j])
        let isInside = (0.075...1.15).contains(beta) && (0.5...3).contains(eta)
        let nearest = [
          (0..<20).min { abs(b.axes[0][$0] - eta) < abs(b.axes[0][$1] - eta) } ?? 0,
          (0..<4).min { abs(b.axes[1][$0] - beta) < abs(b.axes[1][$1] - beta) } ?? 0,
        ]
        #expect(pairing.partner(of: [i, j]) == (isInside ? nearest : nil))
        if isInside { count += 1 }
      }
    }
    #expect(pairing.count == count && !pairing.isOfSameCells)
    #expect(pairing.inside([0..<13, 12..<13]).count == 12)
  }

  @Test func `exactly pairs only equal values`() throws {
    let a = try plan("momentum: {values: [0, 0.5, 0.75]}, learning_rate: {values: [0.1, 0.2, 0.4]}")
    let b = try plan("momentum: {values: [0.5, 0.8]}, learning_rate: {values: [0.2, 0.3, 0.4]}")
    let pairing = try CellPairing(a, b, exactly: true)
    #expect(pairing.count == 2)
    #expect(pairing.partner(of: [1, 1]) == [0, 0] && pairing.partner(of: [1, 2]) == [0, 2])
    #expect(pairing.partner(of: [2, 1]) == nil)
  }

  @Test func `other axes are refused`() throws {
    let a = try plan("momentum: {values: [0]}, learning_rate: {from: 0, to: 1, count: 3}")
    let b = try plan(
      "momentum: {values: [0]}, learning_rate: {values: [1]}, eigenvalue_0: {values: [1]}")
    #expect(throws: QueryError.self) { try CellPairing(a, b, exactly: false) }
  }
}
