#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The time by the clock that a file system gives its files' times from: a server's, perhaps. This
/// machine's own clock may have jumped.
package struct FileSystemClock {
  /// `nil` if no file can be written there.
  package let seconds: time_t?

  /// Writes a file and removes it.
  package init(of directory: String) {
    let path = "\(directory)/\(TemporaryName(for: "clock").text)"
    guard (try? OpenFile.creating(path).close()) != nil else {
      seconds = nil
      return
    }
    seconds = modificationTime(of: path)
    unlink(path)
  }
}

/// When a file was last written, in seconds by its file system's clock; `nil` if there is none.
package func modificationTime(of path: String) -> time_t? {
  var status = stat()
  guard lstat(path, &status) == 0 else { return nil }
  #if canImport(Darwin)
    return status.st_mtimespec.tv_sec
  #else
    return status.st_mtim.tv_sec
  #endif
}
