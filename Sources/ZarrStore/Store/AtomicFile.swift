import CStoreShims

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that are there completely or not at all, whenever the process is killed.
///
/// The bytes go to a temporary name beside the place (`TemporaryName`), which is then renamed. If
/// anything fails the temporary is removed. A file is flushed to the disk before the rename only if
/// asked for: without that, a power failure (not a killed process) may leave an empty or torn file,
/// which shards' checksums find.
public enum AtomicFile {
  /// Writes `bytes` to `path`, in place of what was there.
  ///
  /// - Parameter check: Asked just before the file gets its name; if it throws, nothing is there.
  public static func write(
    _ bytes: UnsafeRawBufferPointer, to path: String, flush: Bool = false,
    after check: () throws(StoreError) -> Void = {}
  ) throws(StoreError) {
    var temporary = ""
    func put() throws(StoreError) -> Bool {
      temporary = try writeTemporary(bytes, for: path, flush: flush)
      do throws(StoreError) { try check() } catch {
        unlink(temporary)
        throw error
      }
      return rename(temporary, path) == 0
    }
    var isPut = try put()
    // Somebody took this process for dead and removed the temporary: once more.
    if !isPut, errno == ENOENT { isPut = try put() }
    guard isPut else {
      let failure = StoreError.lastFailure("rename a finished file to", path)
      unlink(temporary)
      throw failure
    }
  }

  /// Writes `bytes` to `path` unless a file is there already; returns whether it did.
  ///
  /// Of many processes that try at once, one writes and the others learn so.
  public static func createExclusively(
    _ bytes: UnsafeRawBufferPointer, at path: String, flush: Bool = true
  ) throws(StoreError) -> Bool {
    let temporary = try writeTemporary(bytes, for: path, flush: flush)
    if rename_if_absent(temporary, path) == 0 { return true }
    defer { unlink(temporary) }
    if errno == EEXIST { return false }
    if errno == EINVAL || errno == ENOSYS {
      // Network file systems lack that rename but have hard links, which are exclusive too.
      if link(temporary, path) == 0 { return true }
      if errno == EEXIST { return false }
    }
    throw .lastFailure("create", path)
  }

  private static func writeTemporary(
    _ bytes: UnsafeRawBufferPointer, for path: String, flush: Bool
  ) throws(StoreError) -> String {
    let (directory, name) = splitPath(path)
    let temporary = String(directory) + TemporaryName(for: name).text
    do throws(StoreError) {
      let file = try OpenFile.creating(temporary)
      do throws(StoreError) {
        try file.write(bytes)
        if flush { try file.flush() }
        try file.close()
      } catch {
        unlink(temporary)
        throw error
      }
    } catch {
      // The user knows the file by its own name.
      if case .system(let failure) = error {
        throw .system(
          SystemFailure(path: path, operation: failure.operation, code: failure.code))
      }
      throw error
    }
    return temporary
  }
}

/// A path's directory, with its slash or empty, and its last component.
func splitPath(_ path: String) -> (directory: Substring, name: Substring) {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path[...]) }
  let start = path.utf8.index(after: slash)
  return (path[..<start], path[start...])
}
