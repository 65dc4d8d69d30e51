extension CPUSet: LosslessStringConvertible {
  /// Reads `0-3,8`; nil if the text is anything else or names an index that
  /// is not below ``limit``. Spaces and a final newline are allowed, as in
  /// the files of `/sys`.
  public init?(_ text: String) {
    self.init()
    let text = text.filter { !$0.isWhitespace }
    guard !text.isEmpty else { return }
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil else { return nil }
      guard ends.count <= 2, first <= last else { return nil }
      for index in first...last { insert(Int(index)) }
    }
  }

  /// The indices as ranges, `0-3,8`.
  public var description: String { ranges(indices) }
}
