import CLanes
import Dynamics
import Testing

#if canImport(DynamicsV4)
  import DynamicsV4
#endif

/// The generator is the published one, in vectors too.
struct PhiloxTests {
  struct Answer: Sendable {
    let counter: [UInt32]
    let key: (UInt32, UInt32)
    let words: [UInt32]
  }

  /// Of Random123's `kat_vectors`.
  static let answers = [
    Answer(
      counter: [0, 0, 0, 0], key: (0, 0),
      words: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    Answer(
      counter: [.max, .max, .max, .max], key: (.max, .max),
      words: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
    Answer(
      counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
      key: (0xa409_3822, 0x299f_31d0),
      words: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
  ]

  @Test(arguments: answers, [false, true])
  func `known answers`(answer: Answer, inVectors: Bool) {
    var low = [UInt64(answer.counter[0]) | UInt64(answer.counter[1]) << 32]
    var high = [UInt64(answer.counter[2]) | UInt64(answer.counter[3]) << 32]
    Dynamics.replaceByWords(
      low: &low, high: &high, count: 1, key: answer.key, inVectors: inVectors)
    #expect(low == [UInt64(answer.words[0]) | UInt64(answer.words[1]) << 32])
    #expect(high == [UInt64(answer.words[2]) | UInt64(answer.words[3]) << 32])
  }

  @Test(arguments: [1, 7, 8, 1001])
  func `vectors give what one counter after another gives`(count: Int) {
    var random = SplitMix64(state: 5)
    let key = (UInt32(truncatingIfNeeded: random.next()), UInt32(2))
    let low = (0..<count).map { _ in random.next() }
    let high = (0..<count).map { _ in random.next() }
    var expected = (low: low, high: high)
    Dynamics.replaceByWords(
      low: &expected.low, high: &expected.high, count: count, key: key, inVectors: false)
    #expect(expected.low != low)

    var drawn = (low: low, high: high)
    Dynamics.replaceByWords(
      low: &drawn.low, high: &drawn.high, count: count, key: key, inVectors: true)
    #expect(drawn == expected)
    #if canImport(DynamicsV4)
      guard lanes_x86_64_level() >= 4 else { return }
      drawn = (low: low, high: high)
      DynamicsV4.replaceByWords(
        low: &drawn.low, high: &drawn.high, count: count, key: key, inVectors: true)
      #expect(drawn == expected)
    #endif
  }
}
