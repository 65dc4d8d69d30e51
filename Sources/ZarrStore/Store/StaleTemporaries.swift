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
/// - Parameter depth: how many levels of directories below it to look into.
/// - Returns: how many files were removed.
@discardableResult
public func removeStaleTemporaries(
  below directory: String, depth: Int = .max
) throws(StoreError) -> Int {
  let stale = try staleTemporaries(below: directory, depth: depth)
  for path in stale { try removeFile(path) }
  return stale.count
}

/// The files that `removeStaleTemporaries` would remove.
package func staleTemporaries(
  below directory: String, depth: Int = .max
) throws(StoreError) -> [String] {
  var search = StaleTemporaries()
  try search.look(into: directory, depth: depth)
  return search.paths
}

private struct StaleTemporaries {
  var paths: [String] = []
  private var clock: FileSystemClock?

  mutating func look(into directory: String, depth: Int) throws(StoreError) {
    var directories: [String] = []
    var temporaries: [TemporaryName] = []
    _ = try visitEntries(of: directory) { (entry) throws(StoreError) in
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
      if temporary.writer.isGone || isOld(path, in: directory) { paths.append(path) }
    }
    for name in directories { try look(into: "\(directory)/\(name)", depth: depth - 1) }
  }

  /// Of a writer of which nothing is known. Where the clock cannot be read no file is old.
  private mutating func isOld(_ path: String, in directory: String) -> Bool {
    let clock = self.clock ?? FileSystemClock(of: directory)
    self.clock = clock
    guard let now = clock.seconds, let then = modificationTime(path) else { return false }
    return now - then > 24 * 60 * 60
  }
}

/// The time by the clock that a file system gives its files' times from: a server's, perhaps. This
/// machine's own clock may have jumped.
private struct FileSystemClock {
  /// `nil` if no file can be written there.
  let seconds: time_t?

  /// Writes a file and removes it.
  init(of directory: String) {
    let path = "\(directory)/\(TemporaryName(for: "clock").text)"
    guard (try? OpenFile.creating(path).close()) != nil else {
      seconds = nil
      return
    }
    seconds = modificationTime(path)
    unlink(path)
  }
}

private func modificationTime(_ path: String) -> time_t? {
  var status = stat()
  guard lstat(path, &status) == 0 else { return nil }
  #if canImport(Darwin)
    return status.st_mtimespec.tv_sec
  #else
    return status.st_mtim.tv_sec
  #endif
}
