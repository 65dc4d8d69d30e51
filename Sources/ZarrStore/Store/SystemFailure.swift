#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A system call that failed: on what, doing what, why, and what to do about it.
public struct SystemFailure: Hashable, Sendable, CustomStringConvertible {
  public let path: String
  /// In words that follow "cannot": "write", "create directory".
  public let operation: String
  /// The value of `errno`.
  public let code: Int32

  public init(path: String, operation: String, code: Int32) {
    self.path = path
    self.operation = operation
    self.code = code
  }

  public var description: String {
    let reason = String(cString: strerror(code))
    return "cannot \(operation) \(path): \(reason)" + (advice.map { "; \($0)" } ?? "")
  }

  private var advice: String? {
    switch code {
    case ENOSPC: "free some space and run the same command again"
    case EDQUOT: "your disk quota is used up; free some space and run the same command again"
    case EACCES, EPERM: "check who owns it and its permissions (ls -ld)"
    case EROFS: "the file system is mounted read-only; choose another place"
    case ENOENT: "a directory on the way does not exist or has vanished"
    case ENOTDIR: "a part of the path is a file, not a directory"
    case ENAMETOOLONG: "choose a shorter name"
    case EMFILE, ENFILE: "too many files are open; raise the limit (ulimit -n)"
    case EFBIG: "the file would exceed the size limit (ulimit -f)"
    case EIO, ESTALE: "the disk or the network file system has a problem"
    default: nil
    }
  }
}

extension StoreError {
  /// The failure that `errno` tells of right now.
  static func lastFailure(_ operation: String, _ path: String) -> StoreError {
    .system(SystemFailure(path: path, operation: operation, code: errno))
  }

  /// The system's error number, if the system refused.
  public var code: Int32? {
    if case .system(let failure) = self { failure.code } else { nil }
  }
}
