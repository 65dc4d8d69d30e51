import ArgumentParser
import Dispatch
import Foundation
import SweepEngine
import Synchronization

/// How progress is shown on standard error.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
  /// A bar on a terminal, lines otherwise.
  case auto
  /// A line every few seconds.
  case plain
  /// A JSON object per line every few seconds.
  case json
  case none
}

/// Shows how far a sweep is while it runs, from a thread of its own.
///
/// The timer is made in `init` and cancelled once: the contract behind `@unchecked Sendable`.
final class ProgressReporter: @unchecked Sendable {
  private let meter: ProgressMeter
  private let total: Int
  private let name: String
  private let begin = ContinuousClock.now
  private let style: ProgressStyle
  /// None where nothing is shown.
  private let timer: (any DispatchSourceTimer)?
  private let isOver = Mutex(false)

  /// - Parameter total: cells to compute in this run.
  init(_ style: ProgressStyle, name: String, total: Int, meter: ProgressMeter) {
    self.meter = meter
    self.total = total
    self.name = name
    let terminal = isatty(STDERR_FILENO) == 1
    self.style = style == .auto && !terminal ? .plain : style
    guard style != .none else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress"))
    self.timer = timer
    let period = self.style == .auto ? 0.1 : 2
    timer.schedule(deadline: .now() + period, repeating: period)
    timer.setEventHandler { [weak self] in self?.show() }
    timer.activate()
  }

  /// Shows no more, and clears the bar.
  func finish() {
    guard let timer else { return }
    timer.cancel()
    isOver.withLock { isOver in
      isOver = true
      if style == .auto { tell("\r\u{1B}[K") }
    }
  }

  /// Seconds since the start.
  var seconds: Double { (ContinuousClock.now - begin) / .seconds(1) }

  private func show() {
    let reading = meter.reading
    let seconds = seconds
    let share = Double(reading.cells) / Double(max(1, total))
    let rate = Double(reading.cells) / seconds
    let left = rate > 0 ? Double(total - reading.cells) / rate : .infinity
    isOver.withLock { isOver in
      guard !isOver else { return }
      switch style {
      case .auto:
        let line =
          "\(name) \(bar(share)) \(percent(share))  \(scaled(rate))cells/s  "
          + "\(scaled(Double(reading.cellSteps) / seconds))cell-steps/s  \(duration(left)) left"
        tell("\r\(line)\u{1B}[K")
      case .plain:
        note(
          "\(name): \(percent(share)), \(grouped(reading.cells)) of \(grouped(total)) cells, "
            + "\(scaled(rate))cells/s, \(duration(left)) left")
      case .json:
        note(json(reading, seconds: seconds, left: left))
      case .none: break
      }
    }
  }

  private func bar(_ share: Double) -> String {
    let width = 24
    let filled = Int(share * Double(width))
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
  }

  private func percent(_ share: Double) -> String { "\(Int(share * 100)) %" }

  private func json(_ reading: ProgressMeter.Reading, seconds: Double, left: Double) -> String {
    let left = left.isFinite ? String(format: "%.3f", left) : "null"
    return """
      {"cells":\(reading.cells),"cells_total":\(total),"cell_steps":\(reading.cellSteps),\
      "seconds":\(String(format: "%.3f", seconds)),"seconds_left":\(left),"tiles":\(reading.tiles)}
      """
  }
}
