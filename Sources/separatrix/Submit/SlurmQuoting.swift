extension String {
  /// One word for bash, whatever is in it.
  var quotedForBash: String { "'" + replacing("'", with: #"'\''"#) + "'" }

  /// One word of an `#SBATCH` line.
  ///
  /// Within the double quotes `#` is escaped too: to older versions it begins a comment even there.
  var quotedForSbatch: String {
    guard !utf8.allSatisfy({ $0.isPlainInSbatch }) else { return self }
    return "\"" + map { #""\'#"#.contains($0) ? "\\\($0)" : "\($0)" }.joined() + "\""
  }

  /// The words that sbatch makes of an `#SBATCH` line: quotes group, a backslash takes the next letter.
  var wordsOfSbatch: [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in self {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character == " " || character == "\t" {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  /// A file name in which Slurm finds nothing to fill in.
  var asSlurmFileName: String { replacing("%", with: "%%") }

  var hasControlCharacters: Bool { unicodeScalars.contains { $0.value < 32 || $0.value == 127 } }
}

extension UInt8 {
  /// Letters, digits and `%+,-./:=@_`: what no version of sbatch treats in a way of its own.
  fileprivate var isPlainInSbatch: Bool {
    switch self {
    case 48...58, 65...90, 97...122: true
    default: "%+,-./=@_".utf8.contains(self)
    }
  }
}
