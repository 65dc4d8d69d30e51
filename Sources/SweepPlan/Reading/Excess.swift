/// What YAML allows and no sweep needs: anchors and aliases, keys that are not words, deep nesting.
///
/// Refused before the text is parsed, because a few lines of them can stand for more values than
/// memory holds, or cost the parser more time or stack than there is. It looks at one line at a
/// time and knows comments, quotes, brackets and indentation; what it overlooks, inside a quotation
/// of several lines, the parser still reads, only not as fast.
struct Excess {
  let message: String
  let line: Int
  let column: Int

  private static let depthLimit = 16
  private static let tooDeep = "nested more than \(depthLimit) deep; no sweep needs that"

  /// The first one, if there is any.
  init?(in yaml: String) {
    var brackets = 0
    var indents: [Int] = []
    let lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      let scalars = Array(line.unicodeScalars)
      func isTokenStart(_ column: Int) -> Bool {
        column == 0 || " \t[{,".unicodeScalars.contains(scalars[column - 1])
      }
      func excess(_ message: String, _ column: Int) -> Excess {
        Excess(message: message, line: number + 1, column: column + 1)
      }

      if brackets == 0 {
        Self.follow(scalars, &indents)
        guard indents.count <= Self.depthLimit else {
          self = excess(Self.tooDeep, indents[Self.depthLimit])
          return
        }
      }
      var column = 0
      while column < scalars.count {
        let sign = scalars[column]
        switch sign {
        case "&", "*":
          let message = "\"\(sign)\": anchors and aliases are not read; write the value out"
          self = excess(message, column)
          return
        case "?" where isTokenStart(column):
          self = excess("\"?\": keys that are not words are not read", column)
          return
        case "[", "{":
          brackets += 1
          guard brackets + indents.count <= Self.depthLimit else {
            self = excess(Self.tooDeep, column)
            return
          }
        case "]", "}":
          brackets = max(0, brackets - 1)
        case "\"", "'":
          column = scalars[(column + 1)...].firstIndex(of: sign) ?? column
        case "#" where isTokenStart(column):
          column = scalars.count
        default:
          break
        }
        column += 1
      }
    }
    return nil
  }

  private init(message: String, line: Int, column: Int) {
    self.message = message
    self.line = line
    self.column = column
  }

  /// Keeps the columns at which the blocks around a line begin: each deeper one nests, and so does
  /// each `- `.
  private static func follow(_ line: [Unicode.Scalar], _ indents: inout [Int]) {
    var rest = line[...].drop { $0 == " " }
    guard let first = rest.first, first != "#" else { return }
    while let sign = rest.first {
      while let last = indents.last, last >= rest.startIndex { indents.removeLast() }
      indents.append(rest.startIndex)
      guard sign == "-", rest.dropFirst().first == " " else { return }
      rest = rest.dropFirst().drop { $0 == " " }
    }
  }
}
