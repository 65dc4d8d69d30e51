#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a file in order, unpacked if gzip packed it.
final class ByteStream {
  let path: String
  private let descriptor: Int32
  private var inflater: Inflater?

  /// So many bytes are asked for at a time, whatever a file says it has.
  private static var piece: Int { 1 << 20 }

  /// - Throws: `DataError` if there is no file, or none with an end.
  init(_ path: String) throws(DataError) {
    self.path = path
    // Without waiting: a pipe that nobody writes to is refused below.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw DataError(
        "\(quotedPath(path)) cannot be read: \(String(cString: strerror(errno))); expected "
          + Self.form
      )
    }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    guard isKnown, status.st_mode & S_IFMT == S_IFREG else {
      let isDirectory = isKnown && status.st_mode & S_IFMT == S_IFDIR
      throw DataError(
        "\(quotedPath(path)) is \(isDirectory ? "a directory" : "no ordinary file"); expected "
          + Self.form)
    }
    do throws(DataError) {
      if try start() == Inflater.magic {
        let descriptor = descriptor
        inflater = try Inflater { (buffer) throws(DataError) in
          try Self.read(descriptor, into: buffer)
        }
      }
    } catch {
      throw DataError("\(quotedPath(path)) \(error.message)")
    }
  }

  deinit { close(descriptor) }

  private static var form: String { "a file in MNIST's format (IDX), plain or packed by gzip" }

  /// The next `count` bytes; fewer only at the end.
  func read(_ count: Int) throws(DataError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let wanted = min(count - bytes.count, Self.piece)
      do throws(DataError) {
        let more = try piece(wanted)
        bytes += more
        if more.count < wanted { break }
      } catch {
        throw DataError("\(quotedPath(path)) \(error.message)")
      }
    }
    return bytes
  }

  private func piece(_ count: Int) throws(DataError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var failure: DataError?
    let read = bytes.withUnsafeMutableBytes { buffer in
      do throws(DataError) {
        if let inflater { return try inflater.read(into: buffer) }
        return try Self.read(descriptor, into: buffer)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    bytes.removeLast(count - read)
    return bytes
  }

  /// The first two bytes, which are then read again.
  private func start() throws(DataError) -> [UInt8] {
    let bytes = try piece(Inflater.magic.count)
    lseek(descriptor, 0, SEEK_SET)
    return bytes
  }

  private static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
  ) throws(DataError) -> Int {
    var done = 0
    while done < buffer.count {
      guard let base = buffer.baseAddress else { break }
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, base + done, buffer.count - done)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, base + done, buffer.count - done)
      #elseif canImport(Darwin)
        let count = Darwin.read(descriptor, base + done, buffer.count - done)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw DataError("cannot be read: \(String(cString: strerror(errno)))")
      }
      if count == 0 { break }
      done += count
    }
    return done
  }
}
