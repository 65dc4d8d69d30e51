import ArgumentParser
import Foundation

/// `07:00`, the next one, or `2026-11-26T07:00`: a moment by this machine's clock and time zone.
struct ClockTime: ExpressibleByArgument, Hashable {
  let date: Date

  init(date: Date) { self.date = date }

  init?(argument: String) { self.init(argument, after: Date(), in: .current) }

  init?(_ text: String, after now: Date, in zone: TimeZone) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let halves = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "T" || $0 == " " })
    guard let time = halves.last,
      let clock = Self.numbers(time, separator: ":", widths: [2, 2, 2]),
      clock.count >= 2, clock[0] < 24, clock[1] < 60, clock.count == 2 || clock[2] < 60
    else { return nil }
    var parts = DateComponents(
      hour: clock[0], minute: clock[1], second: clock.dropFirst(2).first ?? 0)
    guard halves.count == 2 else {
      guard let next = calendar.nextDate(after: now, matching: parts, matchingPolicy: .nextTime)
      else { return nil }
      date = next
      return
    }
    guard let day = Self.numbers(halves[0], separator: "-", widths: [4, 2, 2]), day.count == 3
    else {
      return nil
    }
    (parts.year, parts.month, parts.day) = (day[0], day[1], day[2])
    parts.calendar = calendar
    guard parts.isValidDate(in: calendar), let date = calendar.date(from: parts) else { return nil }
    self.date = date
  }

  /// Numbers of at most so many digits each.
  private static func numbers(
    _ text: Substring, separator: Character, widths: [Int]
  ) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count <= widths.count else { return nil }
    var numbers: [Int] = []
    for (part, width) in zip(parts, widths) {
      guard (1...width).contains(part.count), part.allSatisfy({ $0.isASCII && $0.isNumber }),
        let number = Int(part)
      else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
