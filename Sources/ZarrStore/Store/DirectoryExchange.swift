import CStoreShims

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lets two directories change places, while other processes may want to do the same.
///
/// Where the file system cannot exchange names at once, `old` is moved aside first, to the name `aside`.
/// A process killed in between leaves it there, and `new` under its own name.
///
/// - Parameters:
///   - old: What is at its place now.
///   - new: What is to be there; `old` is then at the place of this one, or at `aside`.
///   - isDue: Asked once no other process is at it: whether it is still to be done.
/// - Returns: where `old` is now; `nil` if it was not to be done.
public func exchangeDirectories(
  _ old: String, _ new: String, aside: String, ifStill isDue: () -> Bool
) throws(StoreError) -> String? {
  // The lock is on what is to move: it goes along, and nothing is left behind.
  let lock = open(metadataPath(in: new), O_RDONLY | O_CLOEXEC)
  guard lock >= 0 else {
    if errno == ENOENT, !isDue() { return nil }
    throw .lastFailure("open", new)
  }
  defer { close(lock) }
  guard flock(lock, LOCK_EX) == 0 else { throw .lastFailure("lock", new) }
  guard isDue() else { return nil }
  if rename_exchanging(old, new) == 0 { return new }
  guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else {
    throw .lastFailure("exchange with \(new)", old)
  }
  guard rename(old, aside) == 0 else { throw .lastFailure("move aside", old) }
  guard rename(new, old) == 0 else { throw .lastFailure("move to its place", new) }
  return aside
}
