// Unsafe: owns one block of memory. Pointers into it hold as long as the object.

/// Memory that stays where it is, for what SQLite's callbacks read at every row.
final class LastingBuffer {
  let bytes: UnsafeMutableRawBufferPointer

  /// - Parameter byteCount: The memory holds arbitrary bytes at first.
  init(byteCount: Int) { bytes = .allocate(byteCount: byteCount, alignment: 64) }

  init<Element: BitwiseCopyable>(_ elements: [Element]) {
    bytes = .allocate(byteCount: elements.count * MemoryLayout<Element>.stride, alignment: 64)
    elements.withUnsafeBytes { bytes.copyMemory(from: $0) }
  }

  deinit { bytes.deallocate() }

  /// The memory as whole elements.
  func elements<Element: BitwiseCopyable>(
    of type: Element.Type
  ) -> UnsafeMutableBufferPointer<Element> {
    bytes.bindMemory(to: type)
  }
}
