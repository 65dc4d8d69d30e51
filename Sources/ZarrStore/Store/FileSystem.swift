#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether there is a regular file.
func isFile(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

/// Whether a path's last part is a symbolic link.
package func isLink(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
}

/// Removes a file, if it is there; returns whether it was. A folder that bears its name stays.
@discardableResult
package func removeFile(_ path: String) throws(StoreError) -> Bool {
  if unlink(path) == 0 { return true }
  guard [ENOENT, EISDIR, ENOTDIR].contains(errno) else { throw .lastFailure("remove", path) }
  return false
}

extension StoreError {
  static var noSuchFile: Int32 { ENOENT }

  /// Whether the system said that there is no such file or directory.
  public var isNoSuchFile: Bool { code == ENOENT }
}
