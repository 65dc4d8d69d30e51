import Foundation

extension Ticks {
  /// Ticks at multiples of 1, 2, 2.5 or 5 times a power of ten: the finest step that gives at
  /// most `count` of them.
  ///
  /// A tick is kept as an integer times a power of ten, so a label is written from its digits
  /// and never shows the error of a binary fraction. A range far from 1 moves a power of ten
  /// into `note`; a range that is narrow beside its distance from zero moves an offset there.
  package static func linear(from lower: Double, to upper: Double, atMost count: Int) -> Ticks {
    guard let marks = DecimalMarks(from: lower, to: upper, atMost: max(count, 1)) else {
      return Ticks()
    }
    return marks.ticks()
  }
}

/// Equally spaced numbers mantissa · 10^exponent.
private struct DecimalMarks {
  var mantissas: [Int]
  var exponent: Int

  init?(from lower: Double, to upper: Double, atMost count: Int) {
    let span = upper - lower
    guard span > 0, span.isFinite else { return nil }
    let first = Int((log10(span) - log10(Double(count))).rounded(.down)) - 1
    for power in first...(first + 3) {
      for factor in [10, 20, 25, 50] {
        let step = Self.number(factor, power)
        guard step > 0, abs(lower / step) < 1e15, abs(upper / step) < 1e15 else { continue }
        // A rounding error of the range's ends must not cost the tick that stands on them.
        let slack = max(1e-9, 4 * max((lower / step).ulp, (upper / step).ulp))
        let low = Int((lower / step - slack).rounded(.up))
        let high = Int((upper / step + slack).rounded(.down))
        guard low <= high, high - low < count else { continue }
        mantissas = (low...high).map { $0 * factor }
        exponent = power
        return
      }
    }
    return nil
  }

  static func number(_ mantissa: Int, _ exponent: Int) -> Double {
    Double("\(mantissa)e\(exponent)") ?? .nan
  }

  func ticks() -> Ticks {
    var shown = self
    shown.dropZeros()
    var offset = 0
    if let top = shown.top, top - shown.exponent >= 6 { offset = shown.commonPart }
    let values = mantissas.map { Self.number($0, exponent) }
    let offsetExponent = shown.exponent
    shown.mantissas = shown.mantissas.map { $0 - offset }
    shown.dropZeros()

    var power = 0
    if let top = shown.top, !(-3..<6).contains(top) { power = top }
    let places = max(0, power - shown.exponent)
    let labels = shown.mantissas.map {
      NumberText.decimal($0, exponent: shown.exponent - power, places: places)
    }
    var note: [String] = []
    if power != 0 { note.append("×" + NumberText.powerOfTen(power)) }
    if offset != 0 {
      let places = max(0, -offsetExponent)
      var digits = NumberText.decimal(
        Int(offset.magnitude), exponent: offsetExponent, places: places)
      if places > 0 {
        while digits.hasSuffix("0") { digits.removeLast() }
        if digits.hasSuffix(".") { digits.removeLast() }
      }
      note.append((offset < 0 ? NumberText.minus : "+") + " " + digits)
    }
    return Ticks(
      major: zip(values, labels).map { Tick(value: $0, label: $1) },
      note: note.joined(separator: " "))
  }

  /// The decimal order of the largest mark; nil if all are zero.
  var top: Int? {
    let largest = mantissas.map(\.magnitude).max() ?? 0
    return largest == 0 ? nil : exponent + String(largest).count - 1
  }

  /// The leading digits that all marks share, as a mantissa; 0 if the marks span zero.
  var commonPart: Int {
    guard let first = mantissas.first, let last = mantissas.last, first > 0 || last < 0 else {
      return 0
    }
    var unit = 1
    while unit <= last - first { unit *= 10 }
    let base = (first > 0 ? first : last) / unit * unit
    return base
  }

  mutating func dropZeros() {
    guard mantissas.contains(where: { $0 != 0 }) else { return }
    while mantissas.allSatisfy({ $0 % 10 == 0 }) {
      mantissas = mantissas.map { $0 / 10 }
      exponent += 1
    }
  }
}
