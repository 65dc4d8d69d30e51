/// Seconds of silence after which another process is taken for dead: a minute, or what
/// `SEPARATRIX_CLAIM_SECONDS` says, and at least 2.
enum ClaimPatience {
  private static let variable = "SEPARATRIX_CLAIM_SECONDS"

  /// - Throws: `Complaint` if the variable is no number of seconds.
  static func seconds(_ environment: [String: String]) throws -> Double {
    guard let text = environment[variable] else { return 60 }
    guard let seconds = Double(text), seconds >= 0, seconds < 1e9 else {
      throw Complaint(
        .usage, "\(variable) is \(text.debugDescription); expected a number of seconds, such as 60")
    }
    return max(seconds, 2)
  }
}
