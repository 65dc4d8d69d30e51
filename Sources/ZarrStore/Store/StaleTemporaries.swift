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
  var removed = 0
  for name in try directoryEntries(directory) ?? [] {
    let path = "\(directory)/\(name)"
    var status = stat()
    guard lstat(path, &status) == 0 else { continue }
    switch status.st_mode & S_IFMT {
    case S_IFDIR where depth > 0:
      removed += try removeStaleTemporaries(below: path, depth: depth - 1)
    case S_IFREG:
      guard let temporary = TemporaryName(parsing: name) else { continue }
      let age = time(nil) - modificationTime(status)
      guard temporary.writer.isGone || age > 24 * 60 * 60 else { continue }
      guard unlink(path) == 0 || errno == ENOENT else { throw .lastFailure("remove", path) }
      removed += 1
    default: continue
    }
  }
  return removed
}

private func modificationTime(_ status: stat) -> time_t {
  #if canImport(Darwin)
    status.st_mtimespec.tv_sec
  #else
    status.st_mtim.tv_sec
  #endif
}
