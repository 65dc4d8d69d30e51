/// Words as a shell takes them: blanks part, quotes group, a backslash takes the next letter.
///
/// What a shell would do something else about (`$`, `|`, `>` and their like, outside of quotes) is
/// refused: a figure's command is the words of one command, and reads the same in a shell.
public struct ShellWords {
  public let words: [String]

  public struct Problem: Error, Equatable { public let message: String }

  public init(_ text: String) throws(Problem) {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        // Within double quotes a backslash is itself before most letters.
        let isItself = quote == "\"" && !"\"\\$`".contains(character)
        word = (word ?? "") + (isItself ? "\\" : "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        if quote == nil, Self.special.contains(character) || (character == "#" && word == nil) {
          throw Problem(message: "\(character) means something else to a shell; put it in quotes")
        }
        if quote == "\"", "$`".contains(character) {
          throw Problem(
            message:
              "\(character) in double quotes means something else to a shell; use single ones")
        }
        word = (word ?? "") + String(character)
      }
    }
    if let quote { throw Problem(message: "a quote \(quote) is not closed") }
    if isEscaped { throw Problem(message: "ends with a backslash; expected a letter after it") }
    self.words = words + (word.map { [$0] } ?? [])
  }

  private static let special: Set<Character> = [
    "$", "`", "|", "&", ";", "<", ">", "(", ")", "*", "?", "!", "{", "}", "[", "]", "~",
  ]

  /// One word as people write it in a shell: bare if it can be.
  public static func quoted(_ word: String) -> String {
    let isBare = word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0)
        || "%+,-./:=@_−".unicodeScalars.contains($0)
    }
    return isBare && !word.isEmpty ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
