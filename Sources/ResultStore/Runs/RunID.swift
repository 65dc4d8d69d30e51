import Foundation

/// Names one process's work on a store, and its files there: `20261125T184231Z-node1-4711-k3f9`.
///
/// When it started, where, as which process, and four random characters, by which it is the only one of
/// its name. Nothing depends on the time in it.
public struct RunID: Sendable, Hashable {
  public let text: String

  /// A new one, of this process.
  public static func new() -> RunID {
    let host = String(
      ProcessInfo.processInfo.hostName.unicodeScalars.prefix(32).map {
        isPlain($0) ? Character($0) : "-"
      })
    let random = (0..<4).map { _ in characters.randomElement() ?? "0" }
    let time = Date().formatted(
      Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted))
    return RunID(
      text: "\(time)-\(host)-\(ProcessInfo.processInfo.processIdentifier)-\(String(random))")
  }

  /// `nil` for what is no such name, and so no run's file.
  public init?(parsing text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0].count == 16, parts[0].hasSuffix("Z"),
      text.unicodeScalars.allSatisfy(Self.isPlain), parts[parts.count - 1].count == 4,
      Int32(parts[parts.count - 2]) != nil
    else { return nil }
    self.text = text
  }

  private init(text: String) { self.text = text }

  private static let characters = Array("0123456789abcdefghijklmnopqrstuvwxyz")

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar || scalar == "-")
  }
}

extension RunID: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let id = RunID(parsing: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no run's ID")
    }
    self = id
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
