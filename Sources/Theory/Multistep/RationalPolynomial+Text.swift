extension RationalPolynomial {
  /// `ζ² − 19/10 ζ + 9/10`, the highest power first.
  package func text(_ variable: String) -> String {
    guard !isZero else { return "0" }
    var text = ""
    for power in coefficients.indices.reversed() where !coefficients[power].isZero {
      let coefficient = coefficients[power]
      let size = coefficient.magnitude
      if text.isEmpty {
        text += coefficient.signum < 0 ? "−" : ""
      } else {
        text += coefficient.signum < 0 ? " − " : " + "
      }
      let symbol = power == 0 ? "" : power == 1 ? variable : variable + Self.superscript(power)
      text +=
        power == 0 ? "\(size)" : size == 1 ? symbol : "\(size) \(symbol)"
    }
    return text
  }

  private static func superscript(_ power: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return String(String(power).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }
}
