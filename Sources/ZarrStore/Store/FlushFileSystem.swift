import CStoreShims

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Puts everything that was written to the file system of `directory` onto its disk. One call at the
/// end of a run costs less than a flush per file. Failure is no error: the checksums find what a
/// power failure tears.
///
/// - Returns: whether the system says that all is there.
@discardableResult
public func flushFileSystem(of directory: String) -> Bool {
  let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { return false }
  defer { close(descriptor) }
  return flush_file_system(descriptor) == 0
}
