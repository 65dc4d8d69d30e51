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

/// Removes a file, if it is there; returns whether it was. A folder that bears its name stays.
@discardableResult
package func removeFile(_ path: String) throws(StoreError) -> Bool {
  if unlink(path) == 0 { return true }
  guard errno == ENOENT || errno == EISDIR else { throw .lastFailure("remove", path) }
  return false
}

extension StoreError {
  static var noSuchFile: Int32 { ENOENT }

  /// Whether the system said that there is no such file or directory.
  public var isNoSuchFile: Bool { code == ENOENT }
}
