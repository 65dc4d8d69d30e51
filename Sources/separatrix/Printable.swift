extension String {
  /// The text as a terminal may be given it: what would steer the terminal, or hide what is written, is
  /// a question mark each.
  func printable(keepsLines: Bool = false) -> String {
    guard !unicodeScalars.allSatisfy({ $0.isHarmless || keepsLines && $0 == "\n" }) else {
      return self
    }
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0.isHarmless || keepsLines && $0 == "\n" ? $0 : "?" }))
  }
}

extension Unicode.Scalar {
  fileprivate var isHarmless: Bool {
    switch value {
    case 9: true
    case ..<32, 127..<160: false
    // Line ends and changes of the writing's direction.
    case 0x2028...0x202E, 0x2066...0x2069: false
    default: true
    }
  }
}
