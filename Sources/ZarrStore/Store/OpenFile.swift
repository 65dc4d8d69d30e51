// Unsafe: the file descriptor, closed exactly once, and system calls that fill or read whole buffers.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file.
struct OpenFile: ~Copyable {
  let path: String
  /// −1 once it is closed.
  private var descriptor: Int32

  /// Opens for reading; nil if there is no such file. Does not wait for the writer of a pipe.
  static func reading(_ path: String) throws(StoreError) -> OpenFile? {
    let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    if descriptor < 0 {
      if errno == ENOENT { return nil }
      throw .lastFailure("open", path)
    }
    return OpenFile(path: path, descriptor: descriptor)
  }

  /// Creates a file that does not exist yet.
  static func creating(_ path: String) throws(StoreError) -> OpenFile {
    let descriptor = retrying { open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
    if descriptor < 0 { throw .lastFailure("create", path) }
    return OpenFile(path: path, descriptor: descriptor)
  }

  deinit { if descriptor >= 0 { _ = systemClose(descriptor) } }

  /// Bytes in the file.
  func size() throws(StoreError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .lastFailure("examine", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .damaged(path: path, chunk: nil, problem: "it is not a regular file")
    }
    return Int(status.st_size)
  }

  /// Fills `buffer` from `offset` on.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(StoreError) {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = Self.retrying {
        pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      }
      if count < 0 { throw .lastFailure("read", path) }
      if count == 0 {
        throw .damaged(path: path, chunk: nil, problem: "it ends early, at byte \(offset + done)")
      }
      done += count
    }
  }

  func write(_ buffer: UnsafeRawBufferPointer) throws(StoreError) {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
      let count = Self.retrying { systemWrite(descriptor, rest.baseAddress, rest.count) }
      if count < 0 { throw .lastFailure("write", path) }
      done += count
    }
  }

  /// Writes over what is at a place of the file, or behind its end.
  func write(_ buffer: UnsafeRawBufferPointer, at offset: Int) throws(StoreError) {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
      let count = Self.retrying {
        pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      }
      if count < 0 { throw .lastFailure("write", path) }
      done += count
    }
  }

  /// Waits until the bytes are on the disk. File systems that cannot do that are let pass.
  func flush() throws(StoreError) {
    if Self.retrying({ fsync(descriptor) }) < 0 && errno != EINVAL && errno != ENOTSUP {
      throw .lastFailure("flush", path)
    }
  }

  /// Closes, and tells of a write that the system had put off and that failed.
  consuming func close() throws(StoreError) {
    let open = descriptor
    descriptor = -1
    if systemClose(open) < 0 && errno != EINTR { throw .lastFailure("close", path) }
  }

  private static func retrying<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, start, count)
}

/// All bytes of a small file; nil if there is no such file. Larger than `limit` is an error.
package func readFile(_ path: String, limit: Int = 1 << 26) throws(StoreError) -> [UInt8]? {
  guard let file = try OpenFile.reading(path) else { return nil }
  let size = try file.size()
  guard size <= limit else {
    throw .damaged(path: path, chunk: nil, problem: "it has \(size) bytes, more than \(limit)")
  }
  return try file.bytes(0..<size)
}

/// The bytes of a file from `offset` on, at most `limit`; none if there is no such file.
package func readFile(
  _ path: String, from offset: Int, limit: Int
) throws(StoreError) -> [UInt8] {
  guard let file = try OpenFile.reading(path) else { return [] }
  let size = try file.size()
  return offset < size ? try file.bytes(offset..<min(size, offset + limit)) : []
}

extension OpenFile {
  fileprivate func bytes(_ range: Range<Int>) throws(StoreError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var span = bytes.mutableSpan
    try span.withUnsafeMutableBytes { (buffer) throws(StoreError) in
      try read(into: buffer, at: range.lowerBound)
    }
    return bytes
  }
}
