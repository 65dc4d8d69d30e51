import Testing

/// Single values: those hard to get right, and those that are no ordinary numbers.
struct LaneFunctionValueTests {
  /// The correctly rounded value or a neighbour of it, on machines without `Float80` too.
  @Test(arguments: LaneFunction.allCases)
  func `hard values`(function: LaneFunction) throws {
    let words = try #require(hardValues[function]).split { $0 == " " || $0 == "\n" }
    let numbers = try words.map { Double(bitPattern: try #require(UInt64($0, radix: 16))) }
    #expect(numbers.count == 240)
    let x = stride(from: 0, to: numbers.count, by: 2).map { numbers[$0] }
    let expected = stride(from: 1, to: numbers.count, by: 2).map { numbers[$0] }
    for (x, (y, expected)) in zip(x, zip(LaneWidth.one.values(function, of: x), expected)) {
      #expect(abs(y - expected) <= expected.ulp, "at \(x)")
    }
  }

  struct Special: Sendable {
    let function: LaneFunction
    let x: Double
    let value: Double
  }

  static let specials: [Special] = [
    Special(function: .exponential, x: 0, value: 1),
    Special(function: .exponential, x: -0.0, value: 1),
    Special(function: .exponential, x: .infinity, value: .infinity),
    Special(function: .exponential, x: -.infinity, value: 0),
    Special(function: .exponential, x: 1e30, value: .infinity),
    Special(function: .exponential, x: -1e30, value: 0),
    Special(function: .logarithm, x: 0, value: -.infinity),
    Special(function: .logarithm, x: -0.0, value: -.infinity),
    Special(function: .logarithm, x: -1, value: .nan),
    Special(function: .logarithm, x: -.infinity, value: .nan),
    Special(function: .logarithm, x: .infinity, value: .infinity),
    Special(function: .logarithm, x: 1, value: 0),
    Special(function: .hyperbolicTangent, x: 0, value: 0),
    Special(function: .hyperbolicTangent, x: -0.0, value: -0.0),
    Special(function: .hyperbolicTangent, x: 1e30, value: 1),
    Special(function: .hyperbolicTangent, x: -1e30, value: -1),
    Special(function: .hyperbolicTangent, x: .infinity, value: 1),
    Special(function: .hyperbolicTangent, x: -.infinity, value: -1),
    Special(function: .exponentialMinusOne, x: 0, value: 0),
    Special(function: .exponentialMinusOne, x: -0.0, value: -0.0),
    Special(function: .exponentialMinusOne, x: 1e30, value: .infinity),
    Special(function: .exponentialMinusOne, x: -1e30, value: -1),
    Special(function: .exponentialMinusOne, x: .infinity, value: .infinity),
    Special(function: .exponentialMinusOne, x: -.infinity, value: -1),
    Special(function: .sine, x: 0, value: 0),
    Special(function: .sine, x: -0.0, value: -0.0),
    Special(function: .sine, x: .infinity, value: .nan),
    Special(function: .sine, x: -.infinity, value: .nan),
    Special(function: .cosine, x: 0, value: 1),
    Special(function: .cosine, x: -0.0, value: 1),
    Special(function: .cosine, x: .infinity, value: .nan),
    Special(function: .cosine, x: -.infinity, value: .nan),
  ]

  @Test(arguments: specials)
  func `special values`(special: Special) {
    let (function, x) = (special.function, special.x)
    let y = LaneWidth.one.values(function, of: [x])[0]
    #expect(y == special.value || y.isNaN && special.value.isNaN)
    #expect(y.isNaN || y.sign == special.value.sign)
    let narrow = LaneWidth.one.values(function, of: [Float(x)])[0]
    #expect(narrow == Float(special.value) || narrow.isNaN && special.value.isNaN)
    #expect(narrow.isNaN || narrow.sign == special.value.sign)
  }

  /// A NaN gives itself; one that comes from a number is always the same.
  @Test(arguments: LaneFunction.allCases)
  func `bits of NaN`(function: LaneFunction) {
    let patterns: [UInt64] = [0x7ff8_0000_0000_0000, 0xfff8_0000_0000_0000, 0x7ff8_0000_dead_beef]
    let y = LaneWidth.one.values(function, of: patterns.map(Double.init(bitPattern:)))
    #expect(y.map(\.bitPattern) == patterns)
    let narrow: [UInt32] = [0x7fc0_0000, 0xffc0_0000, 0x7fc0_beef]
    let z = LaneWidth.one.values(function, of: narrow.map(Float.init(bitPattern:)))
    #expect(z.map(\.bitPattern) == narrow)

    let x = -Double.infinity
    guard [.logarithm, .sine, .cosine].contains(function) else { return }
    #expect(LaneWidth.one.values(function, of: [x])[0].bitPattern == patterns[0])
    #expect(LaneWidth.one.values(function, of: [Float(x)])[0].bitPattern == narrow[0])
  }

  /// Subnormal arguments count as zero, of their sign.
  @Test(arguments: LaneFunction.allCases)
  func `subnormal arguments`(function: LaneFunction) {
    let tiny: [Double] = [.leastNonzeroMagnitude, .leastNormalMagnitude.nextDown]
    let y = LaneWidth.one.values(function, of: tiny + tiny.map { -$0 })
    let zero = LaneWidth.one.values(function, of: [0.0, 0, -0.0, -0.0])
    #expect(y.map(\.bitPattern) == zero.map(\.bitPattern))
    let narrow: [Float] = [.leastNonzeroMagnitude, .leastNormalMagnitude.nextDown]
    let z = LaneWidth.one.values(function, of: narrow + narrow.map { -$0 })
    let narrowZero = LaneWidth.one.values(function, of: [Float(0), 0, -0.0, -0.0])
    #expect(z.map(\.bitPattern) == narrowZero.map(\.bitPattern))
  }

  /// eˣ is infinite where it rounds to more than the largest number, zero where it is subnormal.
  @Test func `ends of the exponential`() {
    let ends: [Double] = [0x1.62e42fefa39efp9, -0x1.6232bdd7abcd2p9]
    let y = LaneWidth.one.values(.exponential, of: ends + [ends[0].nextUp, ends[1].nextDown])
    #expect(y[0].isFinite && y[1].isNormal && y[2] == .infinity && y[3] == 0)
    let narrow: [Float] = [0x1.62e42ep6, -0x1.5d589ep6]
    let z = LaneWidth.one.values(
      .exponential, of: narrow + [narrow[0].nextUp, narrow[1].nextDown])
    #expect(z[0].isFinite && z[1].isNormal && z[2] == .infinity && z[3] == 0)
  }
}
