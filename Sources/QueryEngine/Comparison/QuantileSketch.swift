/// Quantiles of numbers that come one by one: exact up to a million of them, then to within a
/// thousandth of their size, in 16 MiB.
///
/// From then on numbers are counted by the first bits of their magnitude, sign and exponent whole and
/// nine bits of the fraction: a bin is 2⁻⁹ of its numbers wide, and its middle stands for them.
package struct QuantileSketch {
  private var values: [Double] = []
  private var bins: [Int] = []
  package private(set) var count = 0

  package init() {}

  private static var exactLimit: Int { 1 << 20 }
  private static var droppedBits: Int { 43 }

  /// - Parameter value: No NaN.
  package mutating func add(_ value: Double) {
    count += 1
    if bins.isEmpty {
      values.append(value)
      if values.count > Self.exactLimit { bin() }
    } else {
      bins[Self.bin(of: value)] += 1
    }
  }

  private mutating func bin() {
    bins = [Int](repeating: 0, count: 1 << (64 - Self.droppedBits))
    for value in values { bins[Self.bin(of: value)] += 1 }
    values = []
  }

  /// Bit patterns in the order of the numbers: those of negative ones turned around.
  private static func bin(of value: Double) -> Int {
    let bits = value.bitPattern
    let ordered = value.sign == .minus ? ~bits : bits | 1 << 63
    return Int(ordered >> UInt64(droppedBits))
  }

  private static func middle(ofBin bin: Int) -> Double {
    let ordered = UInt64(bin) << UInt64(droppedBits) | 1 << UInt64(droppedBits - 1)
    return Double(bitPattern: ordered >> 63 == 1 ? ordered & ~(1 << 63) : ~ordered)
  }

  /// By share, ascending or not: the quantile, interpolated between neighbours as NumPy does where it is
  /// exact; NaN of nothing.
  package func quantiles(_ shares: [Double]) -> [Double] {
    guard count > 0 else { return shares.map { _ in .nan } }
    guard bins.isEmpty else { return shares.map(binnedQuantile) }
    let sorted = values.sorted()
    return shares.map { share in
      let place = share * Double(count - 1)
      let below = Int(place)
      let above = min(below + 1, count - 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
  }

  private func binnedQuantile(_ share: Double) -> Double {
    let wanted = Int((share * Double(count - 1)).rounded())
    var before = 0
    for (bin, inBin) in bins.enumerated() {
      before += inBin
      if before > wanted { return Self.zeroed(Self.middle(ofBin: bin), bin) }
    }
    return .nan
  }

  /// The bins beside zero hold zero, and what is as good as zero.
  private static func zeroed(_ middle: Double, _ bin: Int) -> Double {
    bin == Self.bin(of: 0) || bin == Self.bin(of: -0.0) ? 0 : middle
  }
}
