import Foundation
import Synchronization
import Testing

/// The promise: off by at most one unit in the last place in float32 and two in float64, everywhere.
///
/// float32 is compared with the system's functions of `Double`: every number there is with
/// `SEPARATRIX_LONG_TESTS=1`, else one in a few thousand and the neighbours of places where
/// something changes. float64 is compared with `Float80`'s, on numbers of all kinds.
struct LaneFunctionAccuracyTests {
  @Test(arguments: LaneFunction.allCases)
  func `float32, from end to end`(function: LaneFunction) {
    let count: UInt32 = 1 << 12
    let stride: UInt32 = Wish.isLong ? 1 : 2731
    let blocks = Int((1 << 32) / UInt64(count * stride)) + 1
    let largest = largestError(blocks: blocks) { block in
      let first = UInt64(block) * UInt64(count * stride)
      return (0..<UInt64(count)).compactMap {
        UInt32(exactly: first + $0 * UInt64(stride)).map(Float.init(bitPattern:))
      }
    } error: { (xs: [Float]) in
      largestError(function, xs)
    }
    report(function, "float32", largest)
    #expect(largest.units <= 1, "at \(largest.x)")
  }

  @Test(arguments: LaneFunction.allCases)
  func `float32, near places where something changes`(function: LaneFunction) {
    let places =
      [0, Float.leastNormalMagnitude, 0.5, 1, 2, 9.5, 0x1p17, .greatestFiniteMagnitude]
      + (-260...260).map { Float($0) * Float.pi / 4 }
      + (-260...260).map { Float($0) * Float(M_LN2) / 2 }
    let largest = largestError(blocks: places.count) { place in
      (-500...500).map { places[place].moved(by: $0) }
    } error: { (xs: [Float]) in
      largestError(function, xs + xs.map { -$0 })
    }
    #expect(largest.units <= 1, "at \(largest.x)")
  }

  private func largestError(_ function: LaneFunction, _ xs: [Float]) -> LargestError {
    let wider = function.wider
    var largest = LargestError()
    for (x, y) in zip(xs, LaneWidth.one.values(function, of: xs)) {
      // A subnormal counts as zero, of its sign.
      let exact = wider(x.isSubnormal ? Double(x) * 0 : Double(x))
      largest.note(units(y, exact), at: Double(x))
    }
    return largest
  }

  #if arch(x86_64)
    @Test(arguments: LaneFunction.allCases)
    func `float64, of all kinds`(function: LaneFunction) {
      let largest = largestError(blocks: Wish.isLong ? 10_000 : 200) { block in
        var random = SplitMix64(state: UInt64(block))
        return (0..<1000).map { _ in Double.ofAnyKind(using: &random) }
      } error: { (xs: [Double]) in
        let widest = function.widest
        var largest = LargestError()
        for (x, y) in zip(xs, LaneWidth.one.values(function, of: xs)) {
          largest.note(units(y, widest(x.isSubnormal ? Float80(x) * 0 : Float80(x))), at: x)
        }
        return largest
      }
      report(function, "float64", largest)
      #expect(largest.units <= 2, "at \(largest.x)")
    }
  #endif

  /// The largest of the errors of many blocks, taken by all cores.
  private func largestError<Scalar>(
    blocks: Int, values: @Sendable (Int) -> [Scalar], error: @Sendable ([Scalar]) -> LargestError
  ) -> LargestError {
    let largest = Mutex(LargestError())
    DispatchQueue.concurrentPerform(iterations: blocks) { block in
      let found = error(values(block))
      largest.withLock { $0.note(found) }
    }
    return largest.withLock { $0 }
  }

  private func report(_ function: LaneFunction, _ precision: String, _ largest: LargestError) {
    guard Wish.isLong else { return }
    print("\(function.rawValue), \(precision): at most \(largest.units) units, at \(largest.x)")
  }
}

extension Float {
  /// The number `count` steps further on, or NaN beyond the last.
  fileprivate func moved(by count: Int) -> Float {
    let ordinal = Int(magnitude.bitPattern) * (sign == .minus ? -1 : 1) + count
    return Float(bitPattern: UInt32(ordinal.magnitude)) * (ordinal < 0 ? -1 : 1)
  }
}

extension Double {
  /// A random number: of any pattern, near a multiple of π/2, 0, 1 or an end of a function's domain,
  /// or of an ordinary size.
  static func ofAnyKind(using random: inout SplitMix64) -> Double {
    let bits = random.next()
    let sign: Double = bits & 8 == 0 ? 1 : -1
    let few = Double(Int(bits >> 8 & 31) - 16)
    let unit = Double(random.next() >> 11) * 0x1p-53
    switch bits & 7 {
    case 0, 1: return Double(bitPattern: random.next())
    case 2:
      // Up to 2⁵⁰ quarter turns, fewer as often as more.
      let turns = (exp2(50 * unit)).rounded()
      let near = turns * (.pi / 2)
      return sign * (near + few * near.ulp)
    case 3: return sign * exp2(-60 * unit)
    case 4: return 1 + sign * exp2(-52 * unit)
    case 5:
      let ends = [709.782712893384, -708.3964185322641, 18.99, 19.5, 0x1p30, 0.17328679513998632]
      let end = ends[Int(bits >> 16 % 6)]
      return end * (1 + sign * exp2(-52 * unit))
    case 6: return sign * 800 * unit
    default: return sign * 8 * unit
    }
  }
}
