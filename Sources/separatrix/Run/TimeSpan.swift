import ArgumentParser

/// `8h`, `90m`, `1h30m`, `2d`, `45s` on the command line.
struct TimeSpan: ExpressibleByArgument, Hashable {
  let seconds: Double

  private static let units: [(letter: Character, seconds: Double)] = [
    ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1),
  ]

  init?(argument: String) {
    var (seconds, digits) = (0.0, "")
    var rest = Self.units[...]
    for character in argument {
      if character.isASCII, character.isNumber || character == "." {
        digits.append(character)
        continue
      }
      // Every unit once, the larger before the smaller.
      guard let place = rest.firstIndex(where: { $0.letter == character }),
        let count = Double(digits)
      else { return nil }
      seconds += count * rest[place].seconds
      rest = rest[(place + 1)...]
      digits = ""
    }
    guard digits.isEmpty, seconds > 0, seconds <= Self.longest else { return nil }
    self.seconds = seconds
  }

  private static let longest = 3650.0 * 86_400
}
