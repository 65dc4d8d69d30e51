import CStoreShims

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Puts `new` in the place of `old`, which is then called `aside`.
///
/// Where the file system cannot exchange names at once there is an instant without `old`'s name: a
/// process killed in it leaves `aside` and `new`.
public func exchangeDirectories(
  _ old: String, _ new: String, aside: String
) throws(StoreError) {
  if rename_exchanging(old, new) == 0 {
    guard rename(new, aside) == 0 else { throw .lastFailure("move aside", new) }
    return
  }
  guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else {
    throw .lastFailure("exchange with \(new)", old)
  }
  guard rename(old, aside) == 0 else { throw .lastFailure("move aside", old) }
  guard rename(new, old) == 0 else { throw .lastFailure("move to its place", new) }
}
