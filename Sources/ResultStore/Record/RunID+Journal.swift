extension RunID {
  private static let journalEnding = ".tiles"

  /// Where the files of a store's runs lie, beside the verdict's shards, where Zarr readers do not look.
  static func folder(in store: String) -> String { "\(store)/verdict/runs" }

  /// The run's journal of tiles.
  func journal(in store: String) -> String {
    "\(Self.folder(in: store))/\(text)\(Self.journalEnding)"
  }

  /// The run whose journal has this name.
  init?(journal name: String) {
    guard name.hasSuffix(Self.journalEnding) else { return nil }
    self.init(parsing: String(name.dropLast(Self.journalEnding.count)))
  }

  /// What stands for the run in marks: FNV-1a, 64 bits, of its name.
  var journalKey: UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
