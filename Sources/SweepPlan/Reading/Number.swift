/// The number that `text` spells, which may be infinite or not a number; `nil` if it spells none.
///
/// What YAML and Swift both write: `1e-6`, `+1`, `.5`, `1_000`, `.inf`. Underscores stand between
/// digits.
func readNumber(_ text: String) -> Double? {
  guard text.utf8.count <= 400 else { return nil }
  switch text.lowercased() {
  case ".nan": return .nan
  case ".inf", "+.inf": return .infinity
  case "-.inf": return -.infinity
  default: break
  }
  guard text.contains("_") else { return Double(text) }
  let groups = text.split(separator: "_", omittingEmptySubsequences: false)
  let stand = zip(groups, groups.dropFirst()).allSatisfy { left, right in
    left.last?.isASCIIDigit == true && right.first?.isASCIIDigit == true
  }
  return stand ? Double(groups.joined()) : nil
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
}
