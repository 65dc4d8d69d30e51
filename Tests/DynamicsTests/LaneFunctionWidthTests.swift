import Testing

/// A lane of a vector gives what one lane alone gives, bit for bit, whatever its neighbours are.
struct LaneFunctionWidthTests {
  @Test(arguments: LaneWidth.vectors, LaneFunction.allCases)
  func `float32`(width: LaneWidth, function: LaneFunction) {
    let step = Wish.isLong ? 997 : 20_011
    let x = stride(from: 0, to: 1 << 32, by: step).map { Float(bitPattern: UInt32($0)) }
    // As they come, alike with alike; and mixed, so that slow lanes stand beside quick ones.
    for x in [x, mixed(x)] {
      let expected = LaneWidth.one.values(function, of: x).map(\.bitPattern)
      let y = width.values(function, of: x).map(\.bitPattern)
      #expect(zip(y, expected).count { $0 != $1 } == 0)
    }
  }

  @Test(arguments: LaneWidth.vectors, LaneFunction.allCases)
  func `float64`(width: LaneWidth, function: LaneFunction) {
    var random = SplitMix64(state: 3)
    let special: [Double] = [0, -0.0, .infinity, -.infinity, .nan, .leastNonzeroMagnitude]
    var x = (0..<(Wish.isLong ? 4_000_000 : 200_000)).map { _ in Double.ofAnyKind(using: &random) }
    for i in 0..<1000 { x[i * 199] = special[i % special.count] }
    let expected = LaneWidth.one.values(function, of: x).map(\.bitPattern)
    let y = width.values(function, of: x).map(\.bitPattern)
    #expect(zip(y, expected).count { $0 != $1 } == 0)
  }

  private func mixed(_ x: [Float]) -> [Float] {
    var random = SplitMix64(state: 1)
    return x.shuffled(using: &random)
  }
}
