import CStoreShims
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension ZarrArray {
  /// Puts aside what keeps a shard's file from being written: a folder of its name, or something else in
  /// the place of a folder on the way to it. It gets the name `NAME.aside-1`; only empty folders, which
  /// hold nothing of anybody, are removed.
  ///
  /// - Returns: What was done, a sentence; `nil` if nothing stands in the way.
  package func clearPlace(at position: [Int]) throws(StoreError) -> String? {
    // One thread at a time: what another has made there is no obstacle.
    try clearing.withLock { (_) throws(StoreError) in try clear(position) }
  }

  private func clear(_ position: [Int]) throws(StoreError) -> String? {
    let components = metadata.shardKey(at: position).split(separator: "/")
    var place = path
    for (number, component) in components.enumerated() {
      place += "/\(component)"
      guard let kind = fileKind(place, followsLinks: false) else { return nil }
      if number == components.count - 1 {
        return kind == S_IFDIR ? try putAside(place) : nil
      }
      if fileKind(place, followsLinks: true) != S_IFDIR { return try putAside(place) }
    }
    return nil
  }
}

private let clearing = Mutex<Void>(())

/// - Returns: What was done, a sentence; `nil` if the thing is gone.
private func putAside(_ path: String) throws(StoreError) -> String? {
  if rmdir(path) == 0 { return "removed the empty folder \(path), which was in a file's place" }
  for number in 1...99 {
    let aside = "\(path).aside-\(number)"
    guard fileKind(aside, followsLinks: false) == nil else { continue }
    var isMoved = rename_if_absent(path, aside) == 0
    // File systems that know no such rename.
    if !isMoved, errno == EINVAL || errno == ENOSYS { isMoved = rename(path, aside) == 0 }
    if isMoved { return "\(path) stood in the way of the store's files; it is now \(aside)" }
    if errno == ENOENT { return nil }
    guard errno == EEXIST else { throw .lastFailure("move aside", path) }
  }
  throw .conflict(
    path: path, problem: "stands in the way of the store's files; move it away by hand")
}

/// The file's type, as in `stat`; `nil` if nothing is there, or a link leads nowhere.
private func fileKind(_ path: String, followsLinks: Bool) -> mode_t? {
  var status = stat()
  guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
  return status.st_mode & S_IFMT
}

extension StoreError {
  /// Whether something that is no file, or no folder, stands where one is to be: see
  /// `ZarrArray.clearPlace`.
  package var isOfObstacle: Bool {
    code.map { [EISDIR, ENOTDIR, ELOOP, EEXIST, ENOTEMPTY].contains($0) } ?? false
  }

  /// Whether it is the trouble of one file or folder, and says nothing of others.
  package var isOfOneFile: Bool {
    let codes = [
      EACCES, EPERM, ELOOP, ENOTDIR, EISDIR, ENXIO, ENODEV, EIO, ESTALE, EOVERFLOW, EBADMSG,
    ]
    return code.map(codes.contains) ?? false
  }
}
