import Dynamics
import Testing

/// Single variates: those that another program computed, and the ends of their ranges.
struct VariateTests {
  struct Known {
    let key: NoiseKey
    let cell: UInt64?
    let block: Int
    let words: [UInt64]
    let values: [NoiseKey.Variate: [Double]]

    /// The two variates of the block.
    func drawn(_ variate: NoiseKey.Variate) -> [Double] {
      var key = key
      key.variate = variate
      guard let cell else { return Array(NoiseWidth.one.values(key).suffix(2)) }
      return Array(NoiseWidth.one.values(key, cells: [cell]).suffix(2))
    }
  }

  /// The blocks of `knownBlocks` whose number is small: those before them are drawn too.
  static func known() -> [Known] {
    let words = knownBlocks.split { $0 == " " || $0 == "\n" }
    #expect(words.count == 64 * 12)
    return stride(from: 0, to: words.count, by: 12).map { i in
      let numbers = words[i..<i + 12].map { UInt64($0, radix: 16) }
      #expect(
        numbers.indices.allSatisfy { numbers[$0] != nil || words[i + $0] == "nil" && $0 == 3 })
      let n = numbers.map { $0 ?? 0 }
      let step = Int(n[1])
      return Known(
        key: NoiseKey(
          seed: UInt32(n[0]), steps: step..<step + 1, blocks: Int(n[2]) + 1),
        cell: numbers[3], block: Int(n[2]), words: Array(n[4..<6]),
        values: [
          .uniform: n[6..<8].map(Double.init(bitPattern:)),
          .polar: n[8..<10].map(Double.init(bitPattern:)),
          .normal: n[10..<12].map(Double.init(bitPattern:)),
        ])
    }
  }

  /// Words are right, and so is the place of seed, stream, step, block and cell in key and counter.
  @Test func `words of known blocks`() {
    for known in Self.known() {
      var low = UInt64(known.block) | UInt64(known.key.steps.lowerBound) << 32
      var high = known.cell.map { $0 + 1 } ?? 0
      Dynamics.replaceByWords(
        low: &low, high: &high, count: 1, key: (known.key.seed, 0), inVectors: false)
      #expect([low, high] == known.words)
    }
  }

  /// Uniform numbers are exact; each of the others is off by a few units in the last place.
  @Test(arguments: [
    (NoiseKey.Variate.uniform, 0.0), (NoiseKey.Variate.polar, 1.0), (NoiseKey.Variate.normal, 2.0),
  ])
  func `variates of known blocks`(variate: NoiseKey.Variate, units: Double) throws {
    let known = Self.known().filter { $0.block < 100_000 }
    #expect(
      known.count > 20 && known.contains { $0.cell == nil } && known.contains { $0.cell != nil })
    for known in known {
      let expected = try #require(known.values[variate])
      for (y, expected) in zip(known.drawn(variate), expected) {
        #expect(abs(y - expected) <= units * expected.ulp, "\(known.key)")
      }
    }
  }

  @Test func `Student's t of known points`() {
    for (squaredRadius, cosine, degreesOfFreedom, t) in knownStudentT {
      let y = Dynamics.studentT(
        squaredRadius: squaredRadius, cosine: cosine, degreesOfFreedom: degreesOfFreedom)
      // An error of L/ν counts as often as e^(L/ν) grows with it.
      let units = 4 + squaredRadius / degreesOfFreedom
      #expect(abs(y - t) <= units * t.ulp, "ν = \(degreesOfFreedom)")
    }
  }

  @Test func `uniform numbers lie between 0 and 1`() {
    let u = NoiseWidth.one.values(NoiseKey(variate: .uniform, seed: 4, steps: 0..<100_000))
    #expect(u.allSatisfy { 0 < $0 && $0 < 1 && $0 != 0.5 })
    // They are odd multiples of 2⁻⁵³: as fine as can be.
    #expect(u.allSatisfy { Int64($0 * 0x1p53) & 1 == 1 })
  }

  @Test func `signs are those of the uniform numbers`() {
    let u = NoiseWidth.one.values(NoiseKey(variate: .uniform, seed: 4, steps: 0..<1000, blocks: 2))
    let signs = NoiseWidth.one.values(NoiseKey(variate: .sign, seed: 4, steps: 0..<1000, blocks: 2))
    #expect(signs == u.map { $0 < 0.5 ? -1 : 1 })
  }

  @Test func `in float32 they are the same, rounded`() {
    let key = NoiseKey(seed: 8, steps: 3..<300, blocks: 3)
    let values = NoiseWidth.one.values(key)
    var narrow = [Float](repeating: 0, count: values.count)
    Dynamics.drawShared(key.request, into: &narrow)
    #expect(narrow == values.map { Float($0) })
  }
}
