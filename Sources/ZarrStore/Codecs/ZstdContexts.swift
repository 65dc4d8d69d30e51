// Unsafe: the handles of libzstd. Each class owns its handle for life; the buffers belong to the caller
// and are read and written only inside the call, within their bounds.

import CZstd

/// Compresses buffers one after another with one reused context. Belongs to one thread at a time.
final class ZstdCompressor {
  private let context: OpaquePointer

  init() throws(StoreError) {
    guard let context = ZSTD_createCCtx() else { throw .outOfMemory("a zstd compressor") }
    self.context = context
  }

  deinit { ZSTD_freeCCtx(context) }

  /// Room that a compressed buffer of `count` bytes may need.
  static func bound(_ count: Int) -> Int { ZSTD_compressBound(count) }

  /// Compresses `source` into `destination`, which has at least `bound` bytes; returns the bytes used.
  func compress(
    _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
    codec: ZstdCodec
  ) throws(StoreError) -> Int {
    try set(ZSTD_c_compressionLevel, Int32(clamping: codec.level))
    try set(ZSTD_c_checksumFlag, codec.checksum ? 1 : 0)
    let count = ZSTD_compress2(
      context, destination.baseAddress, destination.count, source.baseAddress, source.count)
    if ZSTD_isError(count) != 0 { throw .compression(zstdErrorText(count)) }
    return count
  }

  private func set(_ parameter: ZSTD_cParameter, _ value: Int32) throws(StoreError) {
    let result = ZSTD_CCtx_setParameter(context, parameter, value)
    if ZSTD_isError(result) != 0 { throw .compression(zstdErrorText(result)) }
  }
}

/// Decompresses buffers one after another with one reused context. Belongs to one thread at a time.
final class ZstdDecompressor {
  private let context: OpaquePointer

  init() throws(StoreError) {
    guard let context = ZSTD_createDCtx() else { throw .outOfMemory("a zstd decompressor") }
    self.context = context
  }

  deinit { ZSTD_freeDCtx(context) }

  /// Fills `destination` exactly. `source` may be anything.
  ///
  /// - Throws: `ChunkDamage`, with libzstd's words or the size found.
  func decompress(
    _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer
  ) throws(ChunkDamage) {
    let count = ZSTD_decompressDCtx(
      context, destination.baseAddress, destination.count, source.baseAddress, source.count)
    if ZSTD_isError(count) != 0 { throw ChunkDamage("zstd says: \(zstdErrorText(count))") }
    guard count == destination.count else {
      throw ChunkDamage("zstd gave \(count) bytes where \(destination.count) were expected")
    }
  }
}

private func zstdErrorText(_ code: Int) -> String { String(cString: ZSTD_getErrorName(code)) }
