extension BigInteger: CustomStringConvertible {
  /// Decimal digits with `-` in front of a negative number.
  package var description: String {
    var groups: [String] = []
    var rest = magnitude
    while !rest.isZero {
      let (quotient, group) = rest.quotientAndRemainder(dividingBy: 1_000_000_000)
      groups.append(String(group.limbs.first ?? 0))
      rest = quotient
    }
    guard let first = groups.popLast() else { return "0" }
    let others = groups.reversed().map { String(repeating: "0", count: 9 - $0.count) + $0 }
    return (isNegative ? "-" : "") + first + others.joined()
  }

  /// `nil` unless the text is decimal digits alone.
  package init?(digits: some StringProtocol) {
    guard !digits.isEmpty else { return nil }
    var value: BigInteger = 0
    for character in digits {
      guard character.isASCII, let digit = character.wholeNumberValue else { return nil }
      value = value * 10 + BigInteger(digit)
    }
    self = value
  }
}
