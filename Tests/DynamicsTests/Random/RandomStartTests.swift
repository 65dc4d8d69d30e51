import Dynamics
import SweepPlan
import Testing

/// Starts that a plan draws are of the generator that kernels draw noise with, in a stream of their own.
struct RandomStartTests {
  @Test func `coordinates are words of the noise's generator`() {
    let start = RandomStart(radius: 1)
    for seed: UInt32 in [0, 1, 4_294_967_295] {
      for block in 0..<5 {
        var (low, high) = ([UInt64(block)], [UInt64(0)])
        Dynamics.replaceByWords(low: &low, high: &high, count: 1, key: (seed, 3), inVectors: false)
        let words = [low[0] & 0xffff_ffff, low[0] >> 32, high[0] & 0xffff_ffff, high[0] >> 32]
        for (place, word) in words.enumerated() {
          let share = (Double(word >> 8) + 0.5) / 0x1p24
          #expect(start.value(seed: Double(seed), 4 * block + place) == 2 * share - 1)
        }
      }
    }
  }
}
