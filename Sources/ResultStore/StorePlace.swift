import ZarrStore

/// Where the store lies that a run began with: asked before anything is put there, for another store may
/// have taken its path meanwhile.
package final class StorePlace: Sendable {
  private let path: String
  private let sweepSHA256: String
  /// `nil` where it cannot be held; then nothing is known.
  private let directory: HeldDirectory?

  init(_ path: String, sweepSHA256: String) {
    self.path = path
    self.sweepSHA256 = sweepSHA256
    directory = HeldDirectory(path)
  }

  /// Costs one look at the directory.
  ///
  /// - Throws: `ResultStoreError` if something else is there now. What is gone is told by whoever writes,
  ///   and another store of the same sweep would get the same bytes.
  package func check() throws(ResultStoreError) {
    try storing { () throws(StoreError) in try expect() }
  }

  /// The same with the storage's own error.
  func expect() throws(StoreError) {
    guard directory?.isAt(path) == false else { return }
    let group = try? SweepStore.group(at: path)
    let attributes = group.flatMap { try? SweepStore.attributes(of: $0) }
    guard attributes?["sweep_sha256"]?.string != sweepSHA256 else { return }
    throw .conflict(
      path: path,
      problem:
        "this is no longer the store that the run began with; nothing is written into what is "
        + "there now: move one of the two back to its place, or choose another with --store, and run "
        + "the sweep again")
  }
}

extension StorePlace: Hashable {
  package static func == (a: StorePlace, b: StorePlace) -> Bool { a === b }
  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
