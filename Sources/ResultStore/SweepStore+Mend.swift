import SweepPlan
import ZarrStore

extension SweepStore {
  /// Whether a directory holds the arrays of a sweep, but no `zarr.json` that says of which.
  public static func hasNoRoot(_ path: String) -> Bool {
    let verdict = Variable.verdict.rawValue
    guard let names = (try? directoryEntries(path)) ?? nil, !names.contains("zarr.json"),
      names.contains(verdict), let parts = (try? directoryEntries("\(path)/\(verdict)")) ?? nil
    else { return false }
    return parts.contains { ["zarr.json", "c", "runs"].contains($0) }
  }

  /// Writes the store's own `zarr.json` anew if it is missing or torn, as a power failure leaves files,
  /// and all that is there is `plan`'s.
  ///
  /// - Returns: what was done, in sentences.
  static func mendRoot(of plan: Plan, at path: String) throws(ResultStoreError) -> [String] {
    let isMissing = hasNoRoot(path)
    // What cannot be read at all is told by whoever opens it.
    guard isMissing || (try? hasTornMetadata(in: path)) == true else { return [] }
    let layout = try storing { () throws(StoreError) in try StoreLayout(of: plan) }
    if let reason = try reasonNotToMend(layout, of: plan, at: path) {
      throw .notAStore(
        path: path,
        problem:
          "its zarr.json is \(isMissing ? "missing" : "torn"), and \(reason); put a copy of that file in its place, choose "
          + "another place with --store, or remove it")
    }
    if isMissing {
      let isOurs = try storing { () throws(StoreError) in
        try ZarrGroup.create(at: path, groupMetadata(plan, path: path)).created
      }
      return isOurs ? ["\(path)/zarr.json was missing; it is written anew"] : []
    }
    let isMended = try storing { () throws(StoreError) in
      try mendMetadata(groupMetadata(plan, path: path).json, in: path)
    }
    return isMended ? [sentence("\(path)/zarr.json")] : []
  }

  /// Writes arrays' `zarr.json` anew where they are torn.
  static func mendMembers(
    _ layout: StoreLayout, at path: String
  ) throws(ResultStoreError) -> [String] {
    var mended: [String] = []
    for (name, metadata) in layout.members {
      let isMended = try storing { () throws(StoreError) in
        try mendMetadata(metadata.json, in: "\(path)/\(name)")
      }
      if isMended { mended.append(sentence("\(path)/\(name)/zarr.json")) }
    }
    return mended
  }

  private static func sentence(_ file: String) -> String {
    "\(file) was torn, as a power failure leaves files; it is written anew"
  }

  /// Why the directory may hold something else than `plan`'s results, in words that follow "and".
  private static func reasonNotToMend(
    _ layout: StoreLayout, of plan: Plan, at path: String
  ) throws(ResultStoreError) -> String? {
    try storing { () throws(StoreError) in
      let members = layout.members
      let names = try directoryEntries(path) ?? []
      for name in names where !name.hasPrefix(".") && name != "zarr.json" {
        guard let member = members.first(where: { $0.name == name }) else {
          return "there is something else in it (\(name))"
        }
        let array = "\(path)/\(name)"
        guard try isFree(array) || (try? ZarrArray.open(at: array))?.metadata == member.metadata
        else { return "\(array) is not this sweep's" }
      }
      let sweeps = sweepsOfRuns(at: path)
      guard sweeps.isSubset(of: [plan.sha256]) else { return "a run in it was of another sweep" }
      let verdict = Variable.verdict.rawValue
      guard sweeps.isEmpty, let metadata = members.first(where: { $0.name == verdict })?.metadata,
        try ZarrArray(path: "\(path)/\(verdict)", metadata: metadata).hasShards()
      else { return nil }
      return "there are tiles in it, but no run says of which sweep"
    }
  }

  /// Whether nothing says yet what the directory of an array holds.
  private static func isFree(_ array: String) throws(StoreError) -> Bool {
    if try directoryEntries(array)?.contains("zarr.json") != true { return true }
    return try hasTornMetadata(in: array)
  }

  /// The SHA-256 of the sweeps that a store's runs say they did.
  private static func sweepsOfRuns(at path: String) -> Set<String> {
    let folder = RunID.folder(in: path)
    var sweeps: Set<String> = []
    for name in (try? directoryEntries(folder)) ?? nil ?? [] {
      let isJournal = RunID(journal: name) != nil
      let limit = isJournal ? JournalHeader.size : 1 << 20
      guard isJournal || name.hasSuffix(".jsonl"),
        let bytes = try? readFile("\(folder)/\(name)", from: 0, limit: limit)
      else { continue }
      if let header = JournalHeader(bytes[...]) { sweeps.insert(header.sweepSHA256) }
      for line in bytes.split(separator: UInt8(ascii: "\n")) where !isJournal {
        let entry = try? JSONValue(parsing: Array(line))
        if let sweep = entry?["sweep_sha256"]?.string { sweeps.insert(sweep) }
      }
    }
    return sweeps
  }
}
