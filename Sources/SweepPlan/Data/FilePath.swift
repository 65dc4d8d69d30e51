#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Field {
  /// A path as a sweep writes it: in a file from that file's directory on, on the command line from the
  /// working directory on.
  func path(expected: String) throws(SweepError) -> String {
    let text = try word(expected: expected)
    guard !text.isEmpty, !text.utf8.contains(0) else { throw error(expected: expected) }
    if text.hasPrefix("/") { return text }
    let file = written.place.file
    let directory =
      written.place.line == nil
      ? "" : file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    if directory.hasPrefix("/") { return directory + text }
    return workingDirectory + directory + text
  }
}

/// With a slash at its end.
private var workingDirectory: String {
  guard let path = getcwd(nil, 0) else { return "" }
  defer { free(path) }
  return String(cString: path) + "/"
}
