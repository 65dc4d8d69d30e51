import Foundation

/// What clocks show in this process's time zone, by the C library, which knows all forms of `TZ`.
enum LocalTime {
  static func parts(of date: Date) -> tm {
    tzset()
    var (time, parts) = (time_t(date.timeIntervalSince1970.rounded(.down)), tm())
    localtime_r(&time, &parts)
    return parts
  }

  /// When clocks show this: at two moments where they are set back. A time that they skip counts on from
  /// the one before.
  static func moments(_ parts: tm) -> [Date] {
    // In winter, in summer, or as it comes.
    let times = [0, 1, -1].map { (season: Int32) in
      var shown = parts
      shown.tm_isdst = season
      let time = mktime(&shown)
      return (time, isAsAsked: shown.tm_hour == parts.tm_hour && shown.tm_min == parts.tm_min)
    }
    let exact = Set(times.filter(\.isAsAsked).map(\.0))
    return (exact.isEmpty ? [times[2].0] : exact.sorted()).map {
      Date(timeIntervalSince1970: Double($0))
    }
  }

  /// Whether the calendar has this day.
  static func isDay(_ parts: tm) -> Bool {
    var day = tm()
    (day.tm_year, day.tm_mon, day.tm_mday) = (parts.tm_year, parts.tm_mon, parts.tm_mday)
    timegm(&day)
    return (day.tm_mon, day.tm_mday) == (parts.tm_mon, parts.tm_mday)
  }

  /// As `strftime` writes it.
  static func text(_ date: Date, _ format: String) -> String {
    let size = 64
    var (parts, buffer) = (parts(of: date), [CChar](repeating: 0, count: size))
    let count = strftime(&buffer, size, format, &parts)
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
