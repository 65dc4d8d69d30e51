import Testing
import ZarrStore

struct Crc32cTests {
  /// RFC 3720, appendix B.4, and the usual check value.
  static let known: [([UInt8], UInt32)] = [
    (Array("123456789".utf8), 0xE306_9283),
    ([], 0),
    ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
    ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
    (Array(0..<32), 0x46DD_794E),
    (Array((0..<32).reversed()), 0x113F_DB5C),
  ]

  @Test(arguments: known)
  func `gives the known answers`(bytes: [UInt8], sum: UInt32) {
    #expect(crc32c(bytes.span.bytes) == sum)
    #expect(bytes.withUnsafeBytes { crc32cPortable($0) } == sum)
  }

  @Test func `tables and instruction agree at every length and alignment`() {
    var random = SplitMix(state: 1)
    let bytes = (0..<300).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    for start in 0..<9 {
      for end in start..<bytes.count {
        let part = Array(bytes[start..<end])
        let fast = bytes.span.bytes.extracting(start..<end)
        #expect(crc32c(fast) == part.withUnsafeBytes { crc32cPortable($0) })
      }
    }
  }
}
