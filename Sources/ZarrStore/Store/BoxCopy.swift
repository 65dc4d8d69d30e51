// Unsafe: copies between row-major buffers by address. Contract of all functions: every buffer has at
// least (product of its shape) × (bytes per element) bytes, and origin + extent ≤ shape along each axis
// for each buffer. The callers (`ShardEncoder`, `ShardDecoder`) compute all of these from checked
// metadata, never from a shard's bytes. In debug builds the buffers check every access.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes read as a row-major array whose box at `origin` is meant.
struct BoxSource {
  let bytes: UnsafeRawBufferPointer
  let shape: [Int]
  let origin: [Int]

  /// The part of a box of `boxShape` at the origin that lies inside the array.
  func extent(of boxShape: [Int]) -> [Int] {
    boxShape.indices.map { min(boxShape[$0], shape[$0] - origin[$0]) }
  }
}

/// Bytes written as a row-major array whose box at `origin` is meant.
struct BoxTarget {
  let bytes: UnsafeMutableRawBufferPointer
  let shape: [Int]
  let origin: [Int]
}

/// Copies a box of `extent` elements, row by row.
func copyBox(_ extent: [Int], from source: BoxSource, to target: BoxTarget, elementSize: Int) {
  func copy(_ axis: Int, _ sourceIndex: Int, _ targetIndex: Int) {
    let sourceStart = sourceIndex * source.shape[axis] + source.origin[axis]
    let targetStart = targetIndex * target.shape[axis] + target.origin[axis]
    if axis == extent.count - 1 {
      let count = extent[axis] * elementSize
      let row = source.bytes[sourceStart * elementSize..<sourceStart * elementSize + count]
      UnsafeMutableRawBufferPointer(
        rebasing: target.bytes[targetStart * elementSize..<targetStart * elementSize + count]
      ).copyMemory(from: UnsafeRawBufferPointer(rebasing: row))
      return
    }
    for step in 0..<extent[axis] { copy(axis + 1, sourceStart + step, targetStart + step) }
  }
  if extent.allSatisfy({ $0 > 0 }) { copy(0, 0, 0) }
}

/// Fills a box of `extent` elements with one value.
func fillBox(_ extent: [Int], of target: BoxTarget, with value: FillValue) {
  let elementSize = value.dataType.size
  func fill(_ axis: Int, _ index: Int) {
    let start = index * target.shape[axis] + target.origin[axis]
    if axis == extent.count - 1 {
      let count = extent[axis] * elementSize
      fillBytes(
        UnsafeMutableRawBufferPointer(
          rebasing: target.bytes[start * elementSize..<start * elementSize + count]),
        with: value)
      return
    }
    for step in 0..<extent[axis] { fill(axis + 1, start + step) }
  }
  if extent.allSatisfy({ $0 > 0 }) { fill(0, 0) }
}

/// Fills a buffer of whole elements with one value.
func fillBytes(_ bytes: UnsafeMutableRawBufferPointer, with value: FillValue) {
  let bits = value.bits.littleEndian
  switch value.dataType.size {
  case 1: bytes.initializeMemory(as: UInt8.self, repeating: UInt8(truncatingIfNeeded: bits))
  case 4:
    for start in stride(from: 0, to: bytes.count, by: 4) {
      bytes.storeBytes(of: UInt32(truncatingIfNeeded: bits), toByteOffset: start, as: UInt32.self)
    }
  default:
    for start in stride(from: 0, to: bytes.count, by: 8) {
      bytes.storeBytes(of: bits, toByteOffset: start, as: UInt64.self)
    }
  }
}

/// Whether a buffer of whole elements, at least one, holds nothing but this value, bit for bit.
func isFilled(_ bytes: UnsafeRawBufferPointer, with value: FillValue) -> Bool {
  let size = value.dataType.size
  let first = UnsafeRawBufferPointer(rebasing: bytes[..<size])
  let isFirst = withUnsafeBytes(of: value.bits.littleEndian) { $0[..<size].elementsEqual(first) }
  guard isFirst, let start = bytes.baseAddress else { return false }
  // If each element equals the next, all equal the first.
  return memcmp(start, start + size, bytes.count - size) == 0
}
