/// A time limit as Slurm writes it: minutes, MM:SS, HH:MM:SS, D-HH, D-HH:MM or D-HH:MM:SS.
///
/// - Reference: `--time` in sbatch(1).
struct SlurmTime {
  /// As it was written.
  let text: String
  let seconds: Int

  /// Of a limit that limits, in seconds.
  static var longest: Int { 180 * 86_400 }

  /// - Returns: `nil` for what is no time, and for 0, which Slurm takes for no limit at all.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let clock = parts.last else { return nil }
    let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
    let digits = (parts.count == 2 ? [parts[0]] : []) + fields
    // Eight digits of days are 10¹³ seconds: no sum overflows.
    let numbers = digits.compactMap { field in
      (1...8).contains(field.utf8.count) && field.utf8.allSatisfy { (48...57).contains($0) }
        ? Int(field) : nil
    }
    guard numbers.count == digits.count else { return nil }
    let units: [Int]
    switch (parts.count, fields.count) {
    case (1, 1): units = [60]
    case (1, 2): units = [60, 1]
    case (1, 3): units = [3600, 60, 1]
    case (2, 1...3): units = Array([86_400, 3600, 60, 1].prefix(1 + fields.count))
    default: return nil
    }
    seconds = zip(numbers, units).reduce(0) { $0 + $1.0 * $1.1 }
    guard seconds > 0 else { return nil }
    self.text = text
  }

  /// How long a process may work in it, in seconds: what is left after a minute or 2 %, whichever is
  /// more, to end in good order; at least half.
  var working: Int {
    max(seconds - max(60, (seconds + 49) / 50), (seconds + 1) / 2)
  }
}
