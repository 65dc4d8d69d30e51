import SweepPlan
import ZarrStore

/// How a journal of tiles begins, 48 bytes: "SeprTile", the version (32 bits, little endian), the SHA-256
/// of its sweep, and the CRC-32C of those 44 bytes.
struct JournalHeader: Hashable {
  static let size = 48
  private static let begin = Array("SeprTile".utf8) + [1, 0, 0, 0]

  /// Hexadecimal, as in the store's attributes.
  let sweepSHA256: String

  init(of plan: Plan) { sweepSHA256 = plan.sha256 }

  /// Reads a header; `nil` if it is none, or not whole.
  init?(_ bytes: ArraySlice<UInt8>) {
    let content = bytes.prefix(Self.size - 4)
    guard bytes.count == Self.size, content.starts(with: Self.begin),
      crc32c(content.span.bytes) == bytes.littleEndian(UInt32.self, at: Self.size - 4)
    else { return nil }
    sweepSHA256 = content.dropFirst(Self.begin.count).map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }.joined()
  }

  var bytes: [UInt8] {
    let digits = sweepSHA256.compactMap(\.hexDigitValue)
    var bytes = Self.begin
    for place in stride(from: 0, to: digits.count - 1, by: 2) {
      bytes.append(UInt8(digits[place] << 4 | digits[place + 1]))
    }
    bytes.append(littleEndian: crc32c(bytes.span.bytes))
    return bytes
  }
}
