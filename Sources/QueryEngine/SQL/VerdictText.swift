// Unsafe: memory that is never freed and never changed after it is made.

import SweepPlan

/// The verdicts' names where SQLite can keep pointing at them.
struct VerdictText: @unchecked Sendable {
  static let all = VerdictText()

  private let texts: UnsafeMutablePointer<(text: UnsafePointer<CChar>, count: Int32)?>
  private static let count = 4

  private init() {
    texts = .allocate(capacity: Self.count)
    texts.initialize(repeating: nil, count: Self.count)
    for verdict in Verdict.allCases where verdict != .missing {
      let name = LastingBuffer(Array(verdict.name.utf8))
      let text = UnsafePointer(name.elements(of: CChar.self).baseAddress)
      texts[Int(verdict.rawValue)] = text.map { ($0, Int32(name.bytes.count)) }
      _ = Unmanaged.passRetained(name)
    }
  }

  /// The name of a verdict by its raw value; nil of the missing one.
  subscript(code: UInt8) -> (text: UnsafePointer<CChar>, count: Int32)? {
    texts[Int(code) & (Self.count - 1)]
  }
}
