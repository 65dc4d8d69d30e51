#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Creates a directory and those above it where they lack. Another process may do the same meanwhile.
public func createDirectories(_ path: String) throws(StoreError) {
  if try makeDirectory(path) { return }
  let parent = splitPath(path.droppingLastSlashes).directory.droppingLastSlashes
  guard !parent.isEmpty else { throw .lastFailure("create directory", path) }
  try createDirectories(parent)
  guard try makeDirectory(path) else {
    throw .system(SystemFailure(path: path, operation: "create directory", code: ENOENT))
  }
}

/// Creates the directories of `components` below `base`, which must be there.
package func createDirectories(
  _ components: some Sequence<some StringProtocol>, below base: String
) throws(StoreError) {
  var path = base
  for component in components {
    path += "/\(component)"
    guard try makeDirectory(path) else {
      throw .system(SystemFailure(path: path, operation: "create directory", code: ENOENT))
    }
  }
}

/// Creates one directory, or finds it there; false if its parent does not exist.
private func makeDirectory(_ path: String) throws(StoreError) -> Bool {
  if mkdir(path, 0o777) == 0 { return true }
  switch errno {
  case EEXIST:
    var status = stat()
    if stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR { return true }
    throw .system(SystemFailure(path: path, operation: "create directory", code: ENOTDIR))
  case ENOENT: return false
  default: throw .lastFailure("create directory", path)
  }
}

extension StringProtocol {
  var droppingLastSlashes: String {
    var rest = self[...]
    while rest.utf8.count > 1 && rest.hasSuffix("/") { rest = rest.dropLast() }
    return String(rest)
  }
}
