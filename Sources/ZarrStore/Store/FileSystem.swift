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

/// Removes a file, if it is there.
func removeFile(_ path: String) throws(StoreError) {
  if unlink(path) != 0 && errno != ENOENT { throw .lastFailure("remove", path) }
}

extension StoreError {
  static var noSuchFile: Int32 { ENOENT }

  /// Whether the system said that there is no such file or directory.
  public var isNoSuchFile: Bool { code == ENOENT }
}
