import Testing

/// Checks that a process ended by itself with one of these codes, and told plainly why.
///
/// - Parameter signals: with which it may have been killed, because a test sent them.
func expectPlainEnd(
  _ outcome: Command.Outcome, _ codes: Set<Int32>, _ remark: String = "",
  killedBy signals: Set<Int32> = [], sourceLocation: SourceLocation = #_sourceLocation
) {
  let errors = outcome.errors
  if outcome.wasKilled {
    #expect(
      signals.contains(outcome.status), "\(remark): killed by \(outcome.status): \(errors)",
      sourceLocation: sourceLocation)
    return
  }
  #expect(
    codes.contains(outcome.status), "\(remark): ended with \(outcome.status): \(errors)",
    sourceLocation: sourceLocation)
  let failure = outcome.errorLines.filter { $0.hasPrefix("separatrix: ") }
  #expect(
    failure.count == ([0, 75, 129, 130, 143].contains(outcome.status) ? 0 : 1),
    "\(remark): not one message: \(errors)", sourceLocation: sourceLocation)
  for word in ["Fatal error", "Stack dump", "Crash", "Error Domain", "NSError", "Optional("] {
    #expect(!errors.contains(word), "\(remark): \(errors)", sourceLocation: sourceLocation)
  }
}

/// The same, with one of these words in the message of its failure.
func expectFailure(
  _ outcome: Command.Outcome, _ codes: Set<Int32>, _ words: [String], _ remark: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectPlainEnd(outcome, codes, remark, sourceLocation: sourceLocation)
  let message = outcome.errorLines.last { $0.hasPrefix("separatrix: ") } ?? ""
  #expect(
    words.contains { message.contains($0) }, "\(remark): none of \(words) in: \(outcome.errors)",
    sourceLocation: sourceLocation)
}
