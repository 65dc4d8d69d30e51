import Foundation

/// What becomes of a file's bytes when a disk, a copy or a power failure harms it.
enum Harm: CaseIterable, Sendable {
  case emptied, cutToOneByte, cutToBlocks, halved, lastByteLost
  case zeroed, lastBlockZeroed, flippedInChunk, flippedInIndex, extended

  /// What file systems leave of a file that was written just before the power failed.
  static let ofPowerLoss: [Harm] = [.emptied, .cutToBlocks, .zeroed, .lastBlockZeroed]

  private static let block = 4096

  func apply(_ bytes: Data) -> Data {
    var bytes = bytes
    switch self {
    case .emptied: return Data()
    case .cutToOneByte: return bytes.prefix(1)
    case .cutToBlocks: return bytes.prefix((bytes.count - 1) / Self.block * Self.block)
    case .halved: return bytes.prefix(bytes.count / 2)
    case .lastByteLost: return bytes.dropLast()
    case .zeroed: return Data(count: bytes.count)
    case .lastBlockZeroed:
      let whole = (bytes.count - 1) / Self.block * Self.block
      return bytes.prefix(whole) + Data(count: bytes.count - whole)
    case .flippedInChunk: bytes[bytes.startIndex + bytes.count / 4] ^= 0x10
    case .flippedInIndex: bytes[bytes.startIndex + bytes.count - 7] ^= 0x10
    case .extended: bytes.append(0)
    }
    return bytes
  }
}

extension Trial {
  /// Harms a file of the store.
  func apply(_ harm: Harm, to name: String) throws {
    let path = "\(store)/\(name)"
    try harm.apply(directory.bytes(path)).write(to: URL(fileURLWithPath: directory.file(path)))
  }
}
