#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A directory that is held open, so that another which takes its path can be told from it: while it is
/// open no other gets its number.
package final class HeldDirectory: Sendable {
  private let descriptor: Int32
  private let device: UInt64
  private let node: UInt64

  /// `nil` if there is no such directory, or it cannot be held.
  package init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      close(descriptor)
      return nil
    }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    node = UInt64(truncatingIfNeeded: status.st_ino)
  }

  deinit { close(descriptor) }

  /// Whether a path leads to it; `nil` if it leads nowhere.
  package func isAt(_ path: String) -> Bool? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return UInt64(truncatingIfNeeded: status.st_dev) == device
      && UInt64(truncatingIfNeeded: status.st_ino) == node
  }
}
