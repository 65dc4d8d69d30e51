import SweepPlan
import ZarrStore

/// What a journal of tiles says, in 24 bytes each, little endian: a tile's number (64 bits), how many of
/// its cells converged, stayed bounded and diverged (32 bits each), and the CRC-32C of those 20 bytes.
enum JournalRecord: Hashable {
  /// A tile is done.
  case tile(Int, VerdictCounts)
  /// A tile that is there is about to be written over, which may tear it. All counts are zero.
  case rewriting(Int)
  /// What the first `count` records of a journal tell of is on the disk. In the place of a tile's number
  /// is 2⁶⁴ − 1, in that of the counts the journal's key (64 bits) and `count`.
  case mark(journal: UInt64, count: Int)

  static let size = 24
  private static let markNumber = UInt64.max

  /// The record's bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    switch self {
    case .tile(let tile, let verdicts):
      bytes.append(littleEndian: UInt64(tile))
      bytes.append(littleEndian: verdicts.converged)
      bytes.append(littleEndian: verdicts.bounded)
      bytes.append(littleEndian: verdicts.diverged)
    case .rewriting(let tile):
      return Self.tile(tile, VerdictCounts()).bytes
    case .mark(let journal, let count):
      bytes.append(littleEndian: Self.markNumber)
      bytes.append(littleEndian: journal)
      bytes.append(littleEndian: UInt32(clamping: count))
    }
    bytes.append(littleEndian: crc32c(bytes.span.bytes))
    return bytes
  }

  /// Reads a record; `nil` if its checksum does not hold, or it speaks of no tile of `grid`.
  init?(_ bytes: ArraySlice<UInt8>, grid: Grid) {
    let content = bytes.dropLast(4)
    guard bytes.count == Self.size,
      crc32c(content.span.bytes) == bytes.littleEndian(UInt32.self, at: 20)
    else { return nil }
    let number = bytes.littleEndian(UInt64.self, at: 0)
    if number == Self.markNumber {
      self = .mark(
        journal: bytes.littleEndian(UInt64.self, at: 8),
        count: Int(bytes.littleEndian(UInt32.self, at: 16)))
      return
    }
    guard let tile = Int(exactly: number), tile < grid.tileCount else { return nil }
    let verdicts = VerdictCounts(
      converged: bytes.littleEndian(UInt32.self, at: 8),
      bounded: bytes.littleEndian(UInt32.self, at: 12),
      diverged: bytes.littleEndian(UInt32.self, at: 16))
    switch verdicts.total {
    case 0: self = .rewriting(tile)
    case grid.tile(tile).cellCount: self = .tile(tile, verdicts)
    default: return nil
    }
  }
}
