import Foundation

/// A line of a terminal that tells how far something is.
struct ProgressBar {
  var name: String
  /// 0 to 1.
  var share: Double
  /// What stands right of the bar, what matters most first.
  var words: [String]

  private static var widths: (bar: ClosedRange<Int>, name: ClosedRange<Int>) { (8...24, 8...40) }

  /// Fits in so many columns, so that the terminal does not break it: the bar gets shorter first, then
  /// the name, then words are left out.
  func text(columns: Int) -> String {
    // In the last column some terminals go to the next line.
    let room = columns - 1
    var words = words
    while true {
      let rest = words.map { "  \($0)" }.joined().count + 1
      let nameWidth = min(name.count, Self.widths.name.upperBound)
      let free = room - rest - nameWidth
      let bar = min(max(free, Self.widths.bar.lowerBound), Self.widths.bar.upperBound)
      let left = room - rest - bar
      if left >= min(nameWidth, Self.widths.name.lowerBound) {
        return "\(shortened(to: min(left, nameWidth))) \(drawn(bar))"
          + words.map { "  \($0)" }.joined()
      }
      guard words.count > 1 else { return String((words.first ?? "").prefix(max(room, 0))) }
      words.removeLast()
    }
  }

  private func shortened(to width: Int) -> String {
    name.count <= width ? name : "\(name.prefix(width - 1))…"
  }

  private func drawn(_ width: Int) -> String {
    let filled = Int(share * Double(width))
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
  }
}

/// How wide the terminal of standard error is; 80 if it does not tell.
func terminalColumns() -> Int {
  var size = winsize()
  guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
  return Int(size.ws_col)
}
