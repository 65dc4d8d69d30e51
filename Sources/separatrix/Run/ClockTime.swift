import ArgumentParser
import Foundation

/// `07:00`, the next one, or `2026-11-26T07:00`: a moment by this machine's clock and time zone.
///
/// The C library reads it: to Foundation a zone such as `TZ=EST5` is UTC.
struct ClockTime: ExpressibleByArgument, Hashable {
  let date: Date

  init(date: Date) { self.date = date }

  init?(argument: String) { self.init(argument, after: Date()) }

  init?(_ text: String, after now: Date) {
    let halves = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "T" || $0 == " " })
    guard let time = halves.last,
      let clock = Self.numbers(time, separator: ":", widths: [2, 2, 2]),
      clock.count >= 2, clock[0] < 24, clock[1] < 60, clock.count == 2 || clock[2] < 60
    else { return nil }
    var parts = LocalTime.parts(of: now)
    (parts.tm_hour, parts.tm_min) = (Int32(clock[0]), Int32(clock[1]))
    parts.tm_sec = Int32(clock.dropFirst(2).first ?? 0)
    guard halves.count == 2 else {
      let today = LocalTime.moments(parts)
      parts.tm_mday += 1
      guard let next = (today + LocalTime.moments(parts)).first(where: { $0 > now }) else {
        return nil
      }
      date = next
      return
    }
    guard let day = Self.numbers(halves[0], separator: "-", widths: [4, 2, 2]), day.count == 3
    else {
      return nil
    }
    parts.tm_year = Int32(day[0] - 1900)
    (parts.tm_mon, parts.tm_mday) = (Int32(day[1] - 1), Int32(day[2]))
    guard LocalTime.isDay(parts) else { return nil }
    // The one that is to come, where clocks show a time twice.
    let moments = LocalTime.moments(parts)
    guard let date = moments.first(where: { $0 > now }) ?? moments.last else { return nil }
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

extension ClockTime {
  /// "2026-11-27 07:00 +0100"
  var words: String { LocalTime.text(date, "%Y-%m-%d %H:%M %z") }
}

extension ClockTime: Encodable {
  /// "2026-11-27T07:00:00+0100"
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(LocalTime.text(date, "%Y-%m-%dT%H:%M:%S%z"))
  }
}
