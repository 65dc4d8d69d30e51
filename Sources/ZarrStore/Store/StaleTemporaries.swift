#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Removes what killed writers left below `directory`: files named by `TemporaryName`'s scheme whose
/// process, on this machine, is gone, or that are older than a day. Symbolic links are not followed.
///
/// - Parameters:
///   - depth: how many levels of directories below it to look into.
///   - dead: writers that are known to be dead, though nothing tells so here.
/// - Returns: how many files were removed.
@discardableResult
package func removeStaleTemporaries(
  below directory: String, depth: Int = .max, of dead: Set<TemporaryName.Writer> = []
) throws(StoreError) -> Int {
  let stale = try staleTemporaries(below: directory, depth: depth, of: dead)
  for path in stale { try removeFile(path) }
  return stale.count
}

/// The files that `removeStaleTemporaries` would remove.
package func staleTemporaries(
  below directory: String, depth: Int = .max, of dead: Set<TemporaryName.Writer> = []
) throws(StoreError) -> [String] {
  var search = StaleTemporaries(dead: dead)
  try search.look(into: directory, depth: depth)
  return search.paths
}

private struct StaleTemporaries {
  let dead: Set<TemporaryName.Writer>
  private(set) var paths: [String] = []
  private var clock: FileSystemClock?

  init(dead: Set<TemporaryName.Writer>) { self.dead = dead }

  mutating func look(into directory: String, depth: Int) throws(StoreError) {
    var directories: [String] = []
    var temporaries: [TemporaryName] = []
    _ = try visitListable(directory) { (entry) throws(StoreError) in
      // Most entries are shards: their names are not even made into text.
      if entry.isHidden {
        if let temporary = TemporaryName(parsing: entry.name), entry.kind == .file {
          temporaries.append(temporary)
        }
      } else if depth > 0, entry.kind == .directory {
        directories.append(entry.name)
      }
    }
    for temporary in temporaries {
      let path = "\(directory)/\(temporary.text)"
      let writer = temporary.writer
      if writer.isGone || dead.contains(writer) || isOld(path, in: directory) { paths.append(path) }
    }
    for name in directories { try look(into: "\(directory)/\(name)", depth: depth - 1) }
  }

  /// Of a writer of which nothing is known. Where the clock cannot be read no file is old.
  private mutating func isOld(_ path: String, in directory: String) -> Bool {
    let clock = self.clock ?? FileSystemClock(of: directory)
    self.clock = clock
    guard let now = clock.seconds, let then = modificationTime(of: path) else { return false }
    return now - then > 24 * 60 * 60
  }
}
