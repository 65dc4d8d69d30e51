import Foundation

/// Numbers as a reader expects them on an axis: a true minus sign, powers of ten in
/// superscripts, no digits that only a computer sees.
package enum NumberText {
  package static let minus = "\u{2212}"

  /// `mantissa · 10^exponent` in plain digits with `places` after the point and thin spaces
  /// between thousands from five digits on. Zero is always "0".
  package static func decimal(_ mantissa: Int, exponent: Int, places: Int) -> String {
    guard mantissa != 0 else { return "0" }
    var digits = String(mantissa.magnitude)
    // Bring the digits to exactly `places` decimals: places = −exponent + padding.
    if places + exponent > 0 {
      digits += String(repeating: "0", count: places + exponent)
    }
    let decimals = max(places, -exponent, 0)
    if digits.count <= decimals {
      digits = String(repeating: "0", count: decimals - digits.count + 1) + digits
    }
    let whole = grouped(digits.dropLast(decimals))
    return (mantissa < 0 ? minus : "") + whole
      + (decimals == 0 ? "" : "." + digits.suffix(decimals))
  }

  /// 10 to an integer power: "10⁻³".
  package static func powerOfTen(_ exponent: Int) -> String { "10" + superscript(exponent) }

  package static func superscript(_ number: Int) -> String {
    let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return (number < 0 ? "⁻" : "")
      + String(String(number.magnitude).compactMap(\.wholeNumberValue).map { raised[$0] })
  }

  /// A value to so many significant digits, trailing zeros dropped: "0.3", "−2.5×10⁻⁷", "∞".
  package static func significant(_ value: Double, digits: Int = 6) -> String {
    guard value.isFinite else {
      return value.isNaN ? "NaN" : value < 0 ? minus + "∞" : "∞"
    }
    guard let (mantissa, exponent) = parts(value, digits: digits) else { return "0" }
    let top = exponent + String(mantissa.magnitude).count - 1
    if (-4..<6).contains(top) {
      return decimal(mantissa, exponent: exponent, places: max(0, -exponent))
    }
    let places = top - exponent
    if mantissa == 1 || mantissa == -1 {
      return (mantissa < 0 ? minus : "") + powerOfTen(top)
    }
    return decimal(mantissa, exponent: -places, places: places) + "×" + powerOfTen(top)
  }

  /// A whole number with thin spaces between thousands: "1 048 576".
  package static func count(_ number: Int) -> String {
    decimal(number, exponent: 0, places: 0)
  }

  private static func grouped(_ digits: some StringProtocol) -> String {
    guard digits.count > 4 else { return String(digits) }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "\u{2009}" }
      text.append(digit)
    }
    return text
  }

  /// A share of a whole: "43.1 %", "< 0.1 %", and 100 % only for all of it.
  package static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0, part > 0 else { return "0 %" }
    guard part < whole else { return "100 %" }
    let tenths = Int((Double(part) / Double(whole) * 1000).rounded())
    if tenths == 0 { return "< 0.1 %" }
    if tenths == 1000 { return "> 99.9 %" }
    return decimal(tenths, exponent: -1, places: 1) + " %"
  }

  /// A nonzero value as mantissa · 10^exponent without trailing zeros; nil for zero.
  static func parts(_ value: Double, digits: Int) -> (mantissa: Int, exponent: Int)? {
    let text = String(format: "%.\(max(1, min(digits, 17)) - 1)e", value)
    let halves = text.split(separator: "e")
    guard value != 0, halves.count == 2, let power = Int(halves[1]),
      var mantissa = Int(halves[0].filter { $0 != "." }), mantissa != 0
    else { return nil }
    var exponent = power - (max(1, min(digits, 17)) - 1)
    while mantissa % 10 == 0 {
      mantissa /= 10
      exponent += 1
    }
    return (mantissa, exponent)
  }
}
