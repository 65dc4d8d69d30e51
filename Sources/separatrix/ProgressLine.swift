import Foundation

/// How far a command has come, on standard error if that is a terminal: a line that is written over a
/// few times a second, and is gone at the end.
struct ProgressLine {
  private var last: ContinuousClock.Instant?
  private let isShown = isatty(STDERR_FILENO) == 1

  mutating func show(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let last, now - last < .milliseconds(200) { return }
    last = now
    tell("\r\(text())\u{1B}[K")
  }

  func end() { if last != nil { tell("\r\u{1B}[K") } }
}
