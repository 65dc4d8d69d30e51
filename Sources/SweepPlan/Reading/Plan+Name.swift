extension Field {
  /// A name that can also name a directory.
  func sweepName() throws(SweepError) -> String {
    let form = "a word of letters, digits, - and _"
    let name = try word(expected: form)
    guard !name.isEmpty, name.utf8.count <= 100, name.first != "-",
      name.unicodeScalars.allSatisfy(\.isInNames)
    else {
      throw error(expected: form)
    }
    return name
  }
}

/// `heavy_ball` of `Sweeps/heavy_ball.yaml`.
func sweepName(ofFile file: String) -> String {
  let base = file.split(separator: "/").last ?? ""
  let stem = base.lastIndex(of: ".").map { base[..<$0] } ?? base
  let word = String(
    String.UnicodeScalarView(stem.unicodeScalars.map { $0.isInNames ? $0 : "_" }.prefix(100)))
  return word.contains { $0 != "_" && $0 != "-" } ? word : "sweep"
}

extension Unicode.Scalar {
  fileprivate var isInNames: Bool {
    isASCII && (properties.isAlphabetic || properties.numericType != nil) || self == "_"
      || self == "-"
  }
}
