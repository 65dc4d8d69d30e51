import Foundation
import SweepPlan
import Testing

@Suite("Files in MNIST's format are read, and refused in plain words")
struct IDXArrayTests {
  private let folder: DataFolder

  init() throws { folder = try DataFolder() }

  private static let whole = idx([3, 2, 2], Array(1...12))

  @Test(arguments: [whole, stored(whole)]) func `an array comes as it was written`(
    file: [UInt8]
  ) throws {
    try folder.write(file, "a")
    let array = try IDXArray(file: folder.file("a"), rank: 1...3)
    #expect(array.dimensions == [3, 2, 2])
    #expect(array.bytes == Array(1...12))
  }

  @Test func `more bytes than are read at a time`() throws {
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    for file in [idx([3_000_000], bytes), stored(idx([3_000_000], bytes))] {
      try folder.write(file, "a")
      #expect(try IDXArray(file: folder.file("a"), rank: 1...1).bytes == bytes)
    }
  }

  @Test func `parts that were packed one by one and joined`() throws {
    let whole = Self.whole
    try folder.write(stored(Array(whole[..<7])) + stored(Array(whole[7...])), "a")
    #expect(try IDXArray(file: folder.file("a"), rank: 3...3).bytes == Array(1...12))
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    let name: String
    let file: [UInt8]
    let words: String
    var testDescription: String { name }

    init(_ name: String, _ file: [UInt8], _ words: String) {
      (self.name, self.file, self.words) = (name, file, words)
    }
  }

  private static func changed(_ bytes: [UInt8], _ index: Int, _ byte: UInt8) -> [UInt8] {
    var bytes = bytes
    bytes[index < 0 ? bytes.count + index : index] = byte
    return bytes
  }

  static let wrongs = [
    Wrong("empty", [], "begins with nothing; expected 00 00 08"),
    Wrong("a picture", [0x89, 0x50, 0x4e, 0x47], "begins with 89 50 4e 47; expected 00 00 08"),
    Wrong("three bytes", [0, 0, 8], "begins with 00 00 08; expected"),
    Wrong(
      "float32", idx([1], [0, 0, 0, 0], type: 0x0d),
      "has elements of type 0d (float32), in byte 2; expected 08, unsigned bytes"),
    Wrong("no such type", idx([1], [0], type: 0x42), "type 42, in byte 2; expected 08"),
    Wrong("no dimension", [0, 0, 8, 0], "has 0 dimensions, in byte 3; expected 1 to 3 dimensions"),
    Wrong("255 dimensions", [0, 0, 8, 255], "has 255 dimensions, in byte 3"),
    Wrong("cut in the header", Array(whole[..<9]), "ends in its header; it is cut off"),
    Wrong("cut in the data", whole.dropLast(5), "ends after 7 of the 3 × 2 × 2 = 12 bytes"),
    Wrong("too long", whole + [0], "goes on after the 3 × 2 × 2 = 12 bytes"),
    Wrong("a dimension of 0", idx([3, 0, 2], []), "has a dimension of 0, in byte 8"),
    Wrong(
      "more than can be counted", idx([0xffff_ffff, 0xffff_ffff, 0xffff_ffff], []),
      "tells of 4294967295 × 4294967295 × 4294967295 elements, from byte 4 on; expected at most "
        + "1073741824"),
    Wrong("more than is read", idx([1 << 15, 1 << 15, 2], []), "expected at most 1073741824"),
    Wrong(
      "much, of which nothing is there", idx([1 << 30], []),
      "ends after 0 of the 1073741824 = 1073741824 bytes"),
    Wrong("gzip and no more", [0x1f, 0x8b], "is damaged: gzip, after 0 bytes"),
    Wrong("another packing", changed(stored(whole), 2, 7), "is damaged: gzip, after 0 bytes"),
    Wrong(
      "gzip, cut off", stored(whole).dropLast(10),
      "is damaged: gzip, after 26 bytes of what it holds: it is cut off"),
    Wrong("gzip, its sum cut off", stored(whole).dropLast(3), "it is cut off"),
    Wrong("gzip, a byte changed", changed(stored(whole), 35, 0), "incorrect data check"),
    Wrong("gzip, its length changed", changed(stored(whole), -1, 9), "incorrect length check"),
    Wrong("gzip, then something else", stored(whole) + [1, 2, 3], "is damaged: gzip"),
    Wrong("a bomb", packedZeros(1 << 26), "has elements of type 00, in byte 2; expected 08"),
  ]

  @Test(arguments: wrongs) func `what is wrong is said`(wrong: Wrong) throws {
    try folder.write(wrong.file, "a")
    #expect(complaint("a").hasPrefix("\"\(folder.file("a"))\" "))
    #expect(complaint("a").contains(wrong.words), "\(complaint("a"))")
  }

  @Test func `a bomb behind a whole array is not unpacked`() throws {
    // Eight whole bytes, then 64 MiB of zeros in 65 kB.
    try folder.write(stored(idx([4], [1, 2, 3, 4])) + packedZeros(1 << 26), "a")
    #expect(complaint("a").contains("goes on after the 4 = 4 bytes"))
  }

  @Test func `what is no file`() throws {
    #expect(complaint("nothing").contains("cannot be read: No such file or directory; expected"))
    #expect(complaint("").contains("is a directory; expected a file in MNIST's format"))
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    #expect(complaint("pipe").contains("is no ordinary file; expected"))
  }

  /// Every byte of a packed file changed in every bit, one at a time: an array of the right size or a plain error.
  @Test func `no damaged byte crashes the reader`() throws {
    for whole in [Self.whole, stored(Self.whole)] {
      for index in whole.indices {
        for bit in 0..<8 {
          try folder.write(Self.changed(whole, index, whole[index] ^ 1 << bit), "a")
          do throws(DataError) {
            let array = try IDXArray(file: folder.file("a"), rank: 1...3)
            #expect(array.bytes.count == array.dimensions.reduce(1, *))
          } catch {
            #expect(error.message.hasPrefix("\"\(folder.file("a"))\" "))
          }
        }
      }
    }
  }

  private func complaint(_ name: String) -> String {
    do throws(DataError) {
      return "no error: \(try IDXArray(file: folder.file(name), rank: 1...3).dimensions)"
    } catch {
      return error.message
    }
  }
}
