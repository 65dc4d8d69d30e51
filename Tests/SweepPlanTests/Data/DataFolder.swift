import Foundation

/// A directory of data files that goes when this object does.
final class DataFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("data-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
  }

  /// A small set: four images of 2 × 1 pixels with the labels 3, 5, 7, 3.
  func writeSmallSet() throws {
    try write(idx([4, 2, 1], [0, 255, 51, 102, 9, 9, 255, 0]), "images")
    try write(idx([4], [3, 5, 7, 3]), "labels")
  }
}

/// A file of IDX, as its format says.
func idx(_ dimensions: [Int], _ bytes: [UInt8], type: UInt8 = 8) -> [UInt8] {
  [0, 0, type, UInt8(dimensions.count)]
    + dimensions.flatMap { d in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: d >> $0) } } + bytes
}

/// A file of gzip by RFC 1951 and 1952 that holds the bytes unpacked: stored blocks between header and
/// trailer, so that no packing program is needed.
func stored(_ bytes: [UInt8]) -> [UInt8] {
  var file: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
  var rest = bytes[...]
  repeat {
    let block = rest.prefix(65535)
    rest = rest.dropFirst(65535)
    let n = UInt16(block.count)
    file.append(rest.isEmpty ? 1 : 0)
    for word in [n, ~n] { file += [UInt8(word & 255), UInt8(word >> 8)] }
    file += block
  } while !rest.isEmpty
  var crc: UInt32 = ~0
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
  }
  for word in [~crc, UInt32(truncatingIfNeeded: bytes.count)] {
    file += [0, 8, 16, 24].map { UInt8(word >> $0 & 255) }
  }
  return file
}

/// 1032 bytes of zeros for each byte of the file, as gzip packs them: a bomb.
func packedZeros(_ count: Int) -> [UInt8] {
  // A block of fixed codes: a zero, then matches of 258 bytes at distance 1, bit by bit.
  var bits: [UInt8] = [1, 1, 0]
  func code(_ value: Int, _ length: Int) {
    for i in (0..<length).reversed() { bits.append(UInt8(value >> i & 1)) }
  }
  code(0b00110000, 8)
  for _ in 0..<count / 258 {
    code(0b11000101, 8)
    code(0, 5)
  }
  code(0, 7)
  var file: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
  for first in stride(from: 0, to: bits.count, by: 8) {
    var byte: UInt8 = 0
    for i in 0..<min(8, bits.count - first) { byte |= bits[first + i] << i }
    file.append(byte)
  }
  return file + [UInt8](repeating: 0, count: 8)
}
