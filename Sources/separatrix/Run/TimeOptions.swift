import ArgumentParser
import Foundation

/// How long a run may go on, and how politely.
struct TimeOptions: ParsableArguments {
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("Stop in good order after a time: 8h, 90m, 1h30m.", valueName: "time"),
    transform: TimeSpan.init(parsing:))
  var span: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "Stop in good order at a time: 07:00 (the next), 2026-11-26T07:00.", valueName: "time"))
  var until: ClockTime?

  @Option(help: "Leave the processors to others: 0 (not at all) to 19 (entirely).")
  var nice: Int?

  func validate() throws {
    if let nice, !(0...19).contains(nice) {
      throw ValidationError("--nice is \(nice); expected 0 to 19")
    }
    if let until, until.date <= Date() {
      throw ValidationError("--until \(until.words) is past; a time alone means the next: 07:00")
    }
  }

  /// Lowers this thread's priority, and that of all that it starts from now on.
  func beNice() {
    guard let nice, setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Int32(nice)) != 0
    else { return }
    note("--nice \(nice) is refused: \(String(cString: strerror(errno))); the run goes on as it is")
  }

  /// Seconds that are left; infinite without a limit.
  ///
  /// A span is measured by a clock that nobody sets, a time of day by the one that is on the wall.
  func secondsLeft(since begin: ContinuousClock.Instant) -> Double {
    let bySpan = span.map { $0.seconds - (ContinuousClock.now - begin) / .seconds(1) }
    let byClock = until?.date.timeIntervalSinceNow
    return min(bySpan ?? .infinity, byClock ?? .infinity)
  }
}
