/// A file that one writer fills, each part at its own place: a write that was cut short is written over
/// by the next.
package final class PlacedFile: Sendable {
  private let file: OpenFile

  /// Creates a file that does not exist yet.
  package init(creating path: String) throws(StoreError) {
    file = try OpenFile.creating(path)
  }

  /// Writes all of `bytes`, in one system call where the system takes them at once.
  package func write(_ bytes: [UInt8], at offset: Int) throws(StoreError) {
    try bytes.span.bytes.withUnsafeBytes { (buffer) throws(StoreError) in
      try file.write(buffer, at: offset)
    }
  }

  /// Waits until the bytes are on the disk.
  package func flush() throws(StoreError) { try file.flush() }
}
