import ArgumentParser

/// `8h`, `90m`, `1h30m`, `2d`, `45s` on the command line.
struct TimeSpan: ExpressibleByArgument, Hashable {
  let seconds: Double

  init(seconds: Double) { self.seconds = seconds }

  var defaultValueDescription: String { "\(seconds) s" }

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

  /// - Throws: what is missing, if it is only the unit.
  init(parsing text: String) throws {
    if let span = TimeSpan(argument: text) {
      self = span
    } else if Double(text) ?? 0 > 0 {
      throw ValidationError("it has no unit; write \(text)h, \(text)m or \(text)s")
    } else {
      throw ValidationError("a time is more than 0 and such as 8h, 90m, 1h30m, 2d or 45s")
    }
  }

  private static let longest = 3650.0 * 86_400
}
