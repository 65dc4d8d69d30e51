/// A query with the place that is wrong.
struct MarkedSQL {
  private let line: String
  private let mark: String?

  /// - Parameter offset: In bytes; nil if the place is not known.
  init(_ sql: String, at offset: Int?) {
    guard let offset else {
      (line, mark) = (sql, nil)
      return
    }
    let bytes = Array(sql.utf8)
    let place = min(offset, bytes.count)
    let isEnd: (UInt8) -> Bool = { $0 == 10 || $0 == 13 }
    let start = bytes[..<place].lastIndex(where: isEnd).map { $0 + 1 } ?? 0
    let end = bytes[place...].firstIndex(where: isEnd) ?? bytes.count
    let before = String(decoding: bytes[start..<place], as: UTF8.self)
    // Long lines are cut, so that the mark stands below its place.
    let shownBefore = String(before.suffix(60))
    let after = String(decoding: bytes[place..<end], as: UTF8.self).prefix(60)
    line = (shownBefore + after).replacing("\t", with: " ")
    mark = String(repeating: " ", count: shownBefore.count) + "^"
  }

  /// What SQLite says, and where.
  func message(_ words: String) -> String {
    guard let mark else { return words }
    return "\(words)\n  \(line)\n  \(mark)"
  }
}
