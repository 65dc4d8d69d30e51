import Foundation

extension Rational: CustomStringConvertible {
  /// `−3/10`, with a minus sign as in print; a whole number without a denominator.
  package var description: String {
    let sign = signum < 0 ? "−" : ""
    return denominator == 1
      ? "\(sign)\(numerator.magnitude)" : "\(sign)\(numerator.magnitude)/\(denominator)"
  }

  /// More digits of a number than are read: what would take long to compute with.
  package static let digitLimit = 20

  /// What the text says, exactly: `3`, `-4/3`, `0.9`, `1e-3`, `1.5/2`.
  ///
  /// - Returns: `nil` unless it is a number, or a fraction of numbers, of at most `digitLimit` digits
  ///   before and after the point.
  package init?(text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let numerator = Self.decimal(parts[0]) else { return nil }
    guard parts.count == 2 else {
      self = numerator
      return
    }
    guard let denominator = Self.decimal(parts[1]), !denominator.isZero else { return nil }
    self = numerator / denominator
  }

  private static func decimal(_ text: some StringProtocol) -> Rational? {
    var rest = Substring(text)
    var sign: Rational = 1
    if let first = rest.first, first == "-" || first == "−" || first == "+" {
      rest.removeFirst()
      if first != "+" { sign = -1 }
    }
    let scientific = rest.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    guard scientific.count <= 2 else { return nil }
    let exponent = scientific.count == 2 ? Int(scientific[1]) : 0
    let parts = scientific[0].split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : ""
    guard parts.count <= 2, let exponent, abs(exponent) <= digitLimit,
      scientific[0].count <= digitLimit, let digits = BigInteger(digits: parts[0] + fraction)
    else { return nil }
    let shift = exponent - fraction.count
    let power = (0..<abs(shift)).reduce(BigInteger(1)) { power, _ in power * 10 }
    return sign * (shift < 0 ? Rational(digits, over: power) : Rational(digits * power))
  }

  /// The simplest fractions near a number, by its continued fraction, the simplest first.
  package static func convergents(of value: Double) -> [Rational] {
    guard value.isFinite, value.magnitude < 1e9 else { return [] }
    var found: [Rational] = []
    var (before, last) = ((p: 0, q: 1), (p: 1, q: 0))
    var rest = value
    for _ in 0..<24 {
      let whole = rest.rounded(.down)
      guard whole.magnitude < 1e9 else { break }
      let next = (p: Int(whole) * last.p + before.p, q: Int(whole) * last.q + before.q)
      guard next.q > 0, next.q < 1_000_000_000, next.p.magnitude < 1 << 31 else { break }
      (before, last) = (last, next)
      found.append(Rational(next.p, over: next.q))
      guard rest != whole else { break }
      rest = 1 / (rest - whole)
    }
    return found
  }
}
