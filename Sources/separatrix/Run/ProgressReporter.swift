import ArgumentParser
import Foundation
import SweepEngine
import Threads

/// How progress is shown on standard error.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
  /// A bar on a terminal, lines otherwise.
  case auto
  /// A line every few seconds, later every minute.
  case plain
  /// A JSON object per line every few seconds.
  case json
  case none
}

/// Shows how far a sweep is while it runs, from a thread of its own.
final class ProgressReporter: Sendable {
  private let display: ProgressDisplay
  /// None where nothing is shown, or the system has no thread for it.
  private let timer: RepeatingTimer?

  /// - Parameters:
  ///   - total: Cells to compute, in this run or by others that share them.
  ///   - others: Cells that others have computed since this run began.
  init(
    _ style: ProgressStyle, name: String, total: Int, meter: ProgressMeter,
    others: @escaping @Sendable () -> Int = { 0 }
  ) {
    let isTerminal = isatty(STDERR_FILENO) == 1
    let style = style == .auto && !isTerminal ? .plain : style
    let display = ProgressDisplay(
      style: style, name: name, total: total, meter: meter, others: others)
    self.display = display
    switch style {
    case .none: timer = nil
    case .auto: timer = RepeatingTimer("progress", every: 0.1) { display.show() }
    case .json: timer = RepeatingTimer("progress", every: PlainPace.shortest) { display.show() }
    case .plain:
      let pace = PlainPace()
      timer = RepeatingTimer("progress", every: PlainPace.shortest) {
        if pace.isDue(at: display.seconds) { display.show() }
      }
    }
  }

  /// Shows no more, and clears the bar.
  func finish() {
    guard let timer else { return }
    timer.cancel()
    display.clear()
  }

  /// Seconds since the start.
  var seconds: Double { display.seconds }
}

/// One look at how far a sweep is, in words or as a bar.
private struct ProgressDisplay: Sendable {
  let style: ProgressStyle
  let name: String
  let total: Int
  let meter: ProgressMeter
  let others: @Sendable () -> Int
  private let begin = ContinuousClock.now

  init(
    style: ProgressStyle, name: String, total: Int, meter: ProgressMeter,
    others: @escaping @Sendable () -> Int
  ) {
    self.style = style
    self.name = name
    self.total = total
    self.meter = meter
    self.others = others
  }

  var seconds: Double { (ContinuousClock.now - begin) / .seconds(1) }

  func clear() { if style == .auto { tell("\r\u{1B}[K") } }

  func show() {
    let reading = meter.reading
    let others = others()
    let seconds = seconds
    let cells = min(reading.cells + others, total)
    let share = Double(cells) / Double(max(1, total))
    let rate = Double(cells) / seconds
    let left = rate > 0 ? Double(total - cells) / rate : .infinity
    switch style {
    case .auto:
      let line = ProgressBar(
        name: name, share: share,
        words: [
          percent(share), "\(duration(left)) left", "\(scaled(rate))cells/s",
          "\(scaled(Double(reading.cellSteps) / seconds))cell-steps/s",
        ])
      tell("\r\(line.text(columns: terminalColumns()))\u{1B}[K")
    case .plain:
      let together = others > 0 ? ", \(grouped(others)) of them by others" : ""
      note(
        "\(name): \(percent(share)), \(grouped(cells)) of \(grouped(total)) cells\(together), "
          + "\(scaled(rate))cells/s, \(duration(left)) left")
    case .json: note(json(reading, others: others, seconds: seconds, left: left))
    case .none: break
    }
  }

  private func percent(_ share: Double) -> String { "\(Int(share * 100)) %" }

  private func json(
    _ reading: ProgressMeter.Reading, others: Int, seconds: Double, left: Double
  ) -> String {
    let left = left.isFinite ? String(format: "%.3f", left) : "null"
    return """
      {"cells":\(reading.cells),"cells_by_others":\(others),"cells_total":\(total),\
      "cell_steps":\(reading.cellSteps),"seconds":\(String(format: "%.3f", seconds)),\
      "seconds_left":\(left),"tiles":\(reading.tiles)}
      """
  }
}
