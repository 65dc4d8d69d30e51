import Foundation

/// What a path that a user named stands for when something is written there.
package enum WriteTarget {
  /// A file, or the place for one, to be written beside and renamed; links are followed.
  case file(String)
  /// A device or a pipe, which is written as it is.
  case stream(String)

  package init(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .file(path)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFDIR:
      let resolved = realpath(path, nil)
      defer { free(resolved) }
      self = .file(resolved.map { String(cString: $0) } ?? path)
    default: self = .stream(path)
    }
  }
}

/// Writes to a device or a pipe. Answers with the error's number, 0 if there was none.
package func writeStream(_ bytes: some Collection<UInt8>, to path: String) -> Int32 {
  guard let file = fopen(path, "wb") else { return errno }
  let bytes = Array(bytes)
  var failure = fwrite(bytes, 1, bytes.count, file) < bytes.count ? errno : 0
  if fclose(file) != 0, failure == 0 { failure = errno }
  return failure
}
