import Testing

/// Checks a plain refusal: this status, one message on standard error with these words, nothing on
/// standard output.
///
/// The argument parser's own messages have a `Usage:` line and a hint below them.
func expectRefusal(
  _ outcome: Command.Outcome, _ status: Int32, _ words: [String],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let (errors, lines) = (outcome.errors, outcome.errorLines)
  #expect(!outcome.wasKilled, "signal \(outcome.status): \(errors)", sourceLocation: sourceLocation)
  #expect(outcome.status == status, "\(errors)", sourceLocation: sourceLocation)
  for word in words {
    #expect(errors.contains(word), "no \"\(word)\" in: \(errors)", sourceLocation: sourceLocation)
  }
  #expect(outcome.output == "", sourceLocation: sourceLocation)
  let isOurs = lines.count == 1 && errors.hasPrefix("separatrix: ")
  let isParsers = errors.hasPrefix("Error: ") && lines.contains { $0.hasPrefix("Usage: ") }
  #expect(isOurs || isParsers, "not one message: \(errors)", sourceLocation: sourceLocation)
}

/// Something that the command refuses.
struct Refusal: Sendable, CustomTestStringConvertible {
  let command: String
  let status: Int32
  let words: [String]

  init(_ command: String, _ status: Int32, _ words: String...) {
    self.command = command
    self.status = status
    self.words = words
  }

  var testDescription: String { command }
}
