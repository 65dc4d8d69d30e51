#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A lock on a group's or array's directory among the processes of a machine: several may share it, or
/// one has it alone. Ends with `release`, with this value, or with the process, however that ends.
///
/// It is on the directory's metadata file and goes along when the directory is moved, and nothing is
/// left behind. Where a file system knows no locks, everyone gets it.
public final class DirectoryLock: Sendable {
  private let file: Int32

  /// `nil` if another process stands in the way, or there is no such directory.
  public init?(_ directory: String, isShared: Bool) {
    file = open(metadataPath(in: directory), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    while flock(file, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      guard errno == EWOULDBLOCK else { return }
      close(file)
      return nil
    }
    // Moved away or replaced in between?
    var (locked, present) = (stat(), stat())
    guard fstat(file, &locked) == 0, stat(metadataPath(in: directory), &present) == 0,
      locked.st_ino == present.st_ino, locked.st_dev == present.st_dev
    else {
      close(file)
      return nil
    }
  }

  /// Lets go of it.
  public func release() { flock(file, LOCK_UN) }

  deinit { close(file) }
}
