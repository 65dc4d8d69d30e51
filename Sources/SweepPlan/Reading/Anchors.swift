/// The first `&` or `*` outside comments and quoted text, which in a sweep can only begin an anchor
/// or an alias.
///
/// Looked for before the text is parsed, because a few lines of aliases of aliases stand for more
/// values than any memory holds.
func firstAnchor(in yaml: String) -> (sign: String, line: Int, column: Int)? {
  guard yaml.utf8.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "*") }) else {
    return nil
  }
  let lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  for (number, line) in lines.enumerated() {
    let scalars = Array(line.unicodeScalars)
    var column = 0
    while column < scalars.count {
      switch scalars[column] {
      case "&", "*":
        return (String(scalars[column]), number + 1, column + 1)
      case "#" where column == 0 || scalars[column - 1].properties.isWhitespace:
        column = scalars.count
      case "\"", "'":
        let end = scalars[(column + 1)...].firstIndex(of: scalars[column])
        column = end ?? column
      default:
        break
      }
      column += 1
    }
  }
  return nil
}
