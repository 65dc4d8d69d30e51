import CZlib

/// Unpacks what gzip packed (RFC 1952), so many bytes at a time: what a file claims to become is never
/// made at once. Parts that were joined are unpacked one after another, as gzip does.
///
/// Unsafe: the memory is this object's own, from `init` to `deinit`.
final class Inflater {
  /// How a file of gzip begins.
  static let magic: [UInt8] = [0x1f, 0x8b]

  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutablePointer<UInt8>
  private let refill: (UnsafeMutableRawBufferPointer) throws(DataError) -> Int
  private var isBetweenParts = false
  /// Bytes unpacked so far.
  private(set) var position = 0

  private static var inputSize: Int { 1 << 16 }
  /// The largest window, and gzip's header.
  private static var windowBits: Int32 { 15 + 16 }

  /// - Parameter refill: Puts the next packed bytes into a buffer and says how many; 0 at the end.
  init(
    _ refill: @escaping (UnsafeMutableRawBufferPointer) throws(DataError) -> Int
  ) throws(DataError) {
    self.refill = refill
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(capacity: Self.inputSize)
    let status = inflateInit2_(
      stream, Self.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw DataError("zlib cannot start (\(status))") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// Fills the buffer; fewer bytes only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
    guard let base = buffer.bindMemory(to: UInt8.self).baseAddress else { return 0 }
    stream.pointee.next_out = base
    stream.pointee.avail_out = UInt32(buffer.count)
    func made() -> Int { buffer.count - Int(stream.pointee.avail_out) }
    while stream.pointee.avail_out > 0 {
      if stream.pointee.avail_in == 0 {
        let count = try refill(UnsafeMutableRawBufferPointer(start: input, count: Self.inputSize))
        stream.pointee.next_in = input
        stream.pointee.avail_in = UInt32(count)
        if count == 0 {
          guard isBetweenParts else { throw damage("it is cut off", after: made()) }
          break
        }
      }
      if isBetweenParts {
        inflateReset(stream)
        isBetweenParts = false
      }
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: isBetweenParts = true
      default:
        let words = stream.pointee.msg.map { String(cString: $0) } ?? "it cannot be unpacked"
        throw damage(words, after: made())
      }
    }
    position += made()
    return made()
  }

  private func damage(_ problem: String, after count: Int) -> DataError {
    DataError(
      "is damaged: gzip, after \(position + count) bytes of what it holds: \(problem); expected a "
        + "whole file of gzip, so fetch it again")
  }
}
