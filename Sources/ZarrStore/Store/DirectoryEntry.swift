// Unsafe: an entry points into the memory of its directory's stream. It cannot be copied and is lent to
// one call of `body`, during which the stream stands still; names end with a zero byte.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A name in a directory, as a listing tells of it: nothing is opened, and no text is made unasked.
package struct DirectoryEntry: ~Copyable {
  package enum Kind: Sendable { case file, directory, other }

  private let entry: UnsafeMutablePointer<dirent>
  private let directory: Int32

  fileprivate init(_ entry: UnsafeMutablePointer<dirent>, of directory: Int32) {
    self.entry = entry
    self.directory = directory
  }

  package var name: String { withName { String(cString: $0) } }

  package var isHidden: Bool { withName { $0[0] == UInt8(ascii: ".") } }

  /// The number that the name is, in plain decimal digits; nil for any other name.
  package var number: Int? {
    withName { digits in
      var (count, value) = (0, 0)
      while digits[count] != 0 {
        let digit = digits[count] &- UInt8(ascii: "0")
        guard digit <= 9, count < 18 else { return nil }
        value = value * 10 + Int(digit)
        count += 1
      }
      return count == 1 || count > 1 && digits[0] != UInt8(ascii: "0") ? value : nil
    }
  }

  /// What it is; symbolic links are not followed. File systems that do not list it are asked.
  package var kind: Kind {
    switch Int32(entry.pointee.d_type) {
    case Int32(DT_REG): return .file
    case Int32(DT_DIR): return .directory
    case Int32(DT_UNKNOWN):
      var status = stat()
      let result = withName { name in
        name.withMemoryRebound(to: CChar.self, capacity: 1) {
          fstatat(directory, $0, &status, AT_SYMLINK_NOFOLLOW)
        }
      }
      guard result == 0 else { return .other }
      switch status.st_mode & S_IFMT {
      case S_IFREG: return .file
      case S_IFDIR: return .directory
      default: return .other
      }
    default: return .other
    }
  }

  private func withName<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
    withUnsafePointer(to: &entry.pointee.d_name) { start in
      start.withMemoryRebound(
        to: UInt8.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name), body)
    }
  }
}

/// Hands every name in a directory to `body`, in no order, without `.` and `..`.
///
/// - Returns: whether there is such a directory.
package func visitEntries(
  of path: String, _ body: (borrowing DirectoryEntry) throws(StoreError) -> Void
) throws(StoreError) -> Bool {
  guard let stream = opendir(path) else {
    if errno == ENOENT { return false }
    throw .lastFailure("list", path)
  }
  defer { closedir(stream) }
  let descriptor = dirfd(stream)
  while true {
    errno = 0
    guard let next = readdir(stream) else {
      guard errno == 0 else { throw .lastFailure("list", path) }
      return true
    }
    let entry = DirectoryEntry(next, of: descriptor)
    if entry.isHidden, [".", ".."].contains(entry.name) { continue }
    try body(entry)
  }
}

/// The same, but a directory that cannot be listed for a reason of its own counts as one that is not
/// there.
func visitListable(
  _ path: String, _ body: (borrowing DirectoryEntry) throws(StoreError) -> Void
) throws(StoreError) -> Bool {
  do throws(StoreError) { return try visitEntries(of: path, body) } catch {
    guard error.isOfOneFile else { throw error }
    return false
  }
}

/// The names in a directory, sorted, without `.` and `..`; nil if there is no such directory.
package func directoryEntries(_ path: String) throws(StoreError) -> [String]? {
  var names: [String] = []
  let isThere = try visitEntries(of: path) { (entry) throws(StoreError) in
    names.append(entry.name)
  }
  return isThere ? names.sorted() : nil
}
