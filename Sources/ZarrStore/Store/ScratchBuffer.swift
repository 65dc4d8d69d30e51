// Unsafe: owns one block of memory. What `reserve` returns is valid until the next `reserve` or the
// object's end, and holds arbitrary bytes.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory that is used again and again, and grows when more is asked for.
final class ScratchBuffer {
  private var start: UnsafeMutableRawPointer?
  private var capacity = 0

  deinit { free(start) }

  /// At least `count` bytes, exactly as many in the result's count.
  func reserve(_ count: Int) throws(StoreError) -> UnsafeMutableRawBufferPointer {
    if count > capacity {
      free(start)
      (start, capacity) = (malloc(count), count)
      if start == nil {
        capacity = 0
        throw .outOfMemory("a buffer of \(count) bytes")
      }
    }
    return UnsafeMutableRawBufferPointer(start: start, count: count)
  }
}
