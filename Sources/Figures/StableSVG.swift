/// Cairo numbers an SVG's elements by counters that run on through the life of the process.
/// Renumbering them by first appearance makes the same figure the same bytes.
package enum StableSVG {
  /// Replaces the number at the end of every `id="name-12"`, and of every reference to it.
  package static func renumbered(_ bytes: [UInt8]) -> [UInt8] {
    let openers = ["id=\"", "href=\"#", "url(#"].map { Array($0.utf8) }
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    var counts: [ArraySlice<UInt8>: Int] = [:]
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard
        let opener = openers.first(where: { bytes[index...].starts(with: $0) })
      else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let start = index + opener.count
      let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ")") }
      guard let end else { break }
      let name = bytes[start..<end]
      let stem = name.prefix(while: { !isDigit($0) })
      let number =
        numbers[name]
        ?? {
          let number = counts[stem, default: 0]
          counts[stem] = number + 1
          numbers[name] = number
          return number
        }()
      result += opener + stem + Array(String(number).utf8)
      index = end
    }
    return result + bytes[index...]
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
