import SweepEngine

extension MemoryEstimate {
  /// "about 340 MB", of a million bytes each.
  var text: String { "about \(grouped((bytes + 999_999) / 1_000_000)) MB" }
}
