import Dynamics
import Testing

/// Orders of examples, and the integers below n that they are made of.
struct RandomOrderTests {
  private func orders(
    of n: Int, first m: Int, seed: UInt32 = 1, steps: Range<UInt32>, cell: UInt64? = nil
  ) -> [[UInt32]] {
    var table = [UInt32](repeating: 0, count: steps.count * m)
    Dynamics.drawOrders(of: n, first: m, seed: seed, steps: steps, cell: cell, into: &table)
    return stride(from: 0, to: table.count, by: m).map { Array(table[$0..<$0 + m]) }
  }

  @Test func `known orders`() throws {
    for (n, seed, step, cell, first) in knownOrders {
      let expected = try first.split(separator: " ").map { try #require(UInt32($0)) }
      let drawn = orders(
        of: n, first: expected.count, seed: seed, steps: step..<step + 1, cell: cell)
      #expect(drawn == [expected])
    }
  }

  @Test(arguments: [1, 2, 3, 128, 129, 1000])
  func `every number once`(n: Int) {
    for order in orders(of: n, first: n, steps: 0..<3) {
      #expect(order.sorted() == (0..<n).map { UInt32($0) })
    }
  }

  @Test func `the first few do not depend on how many are asked for`() {
    let whole = orders(of: 300, first: 300, steps: 4..<6)
    for m in [1, 2, 5, 127, 128, 129, 299] {
      #expect(orders(of: 300, first: m, steps: 4..<6) == whole.map { Array($0.prefix(m)) })
    }
  }

  @Test func `an order does not depend on the draws before`() {
    let alone = (0..<20 as Range<UInt32>).flatMap { orders(of: 50, first: 9, steps: $0..<$0 + 1) }
    #expect(orders(of: 50, first: 9, steps: 0..<20) == alone)
    #expect(Set(alone).count == 20)
  }

  @Test func `cells have orders of their own`() {
    let drawn = [nil, 0, 1, 1 << 32].flatMap { orders(of: 50, first: 9, steps: 0..<1, cell: $0) }
    #expect(Set(drawn).count == 4)
  }

  /// Pearson's χ² of how often each of the 24 orders of four, and of the 20 first pairs of five,
  /// comes up: less than one generator in a thousand exceeds the bound.
  @Test(arguments: [(4, 4, 24, 49.73), (5, 2, 20, 43.82)])
  func `all orders are equally likely`(n: Int, m: Int, kinds: Int, bound: Double) {
    let draws = Wish.isLong ? 2_400_000 : 120_000
    var counts: [[UInt32]: Int] = [:]
    for order in orders(of: n, first: m, seed: 6, steps: 0..<UInt32(draws)) {
      counts[order, default: 0] += 1
    }
    #expect(counts.count == kinds)
    let chiSquared = Statistics.chiSquared(Array(counts.values))
    Statistics.report("χ² of \(kinds) orders", chiSquared, "< \(bound)")
    #expect(chiSquared < bound)
  }

  @Test func `integers below n`() {
    for n in [1, 2, 3, 10, 1 << 31] as [UInt32] {
      #expect(Dynamics.boundedInteger(0, below: n) == 0)
      #expect(Dynamics.boundedInteger(.max, below: n) == n - 1)
    }
    // ⌈i 2⁶⁴ / 3⌉ is the first word that gives i.
    let third = UInt64.max / 3
    #expect(Dynamics.boundedInteger(third, below: 3) == 0)
    #expect(Dynamics.boundedInteger(third + 1, below: 3) == 1)
    #expect(Dynamics.boundedInteger(2 * third, below: 3) == 1)
    #expect(Dynamics.boundedInteger(2 * third + 1, below: 3) == 2)
  }
}
