import Foundation
import ZarrStore

/// A process as others find it: where it runs, its number there, and what tells it from a later process
/// of that number.
public struct ProcessIdentity: Codable, Sendable, Hashable {
  public let host: String
  /// The number of the process-id space: containers have their own, and may share a host's name.
  public let space: String
  public let number: Int32
  /// When the machine was started and, after that, the process; `nil` where the system does not say.
  public let mark: String?

  /// This process.
  public static let current: ProcessIdentity = {
    let writer = TemporaryName.Writer.current
    return ProcessIdentity(
      host: writer.host, space: writer.space, number: writer.process,
      mark: Sighting(ofProcess: writer.process)?.mark)
  }()

  public init(host: String, space: String, number: Int32, mark: String?) {
    self.host = host
    self.space = space
    self.number = number
    self.mark = mark
  }

  enum Fate: Hashable {
    case alive
    /// It is no more, or only as a dead child that its parent has not asked after.
    case gone
    /// A host of this name has been started since; or is it another host of that name?
    case beforeRestart
    /// Nothing is known from here.
    case elsewhere
  }

  var fate: Fate {
    let here = Self.current
    guard host == here.host, space == here.space, number > 0 else { return .elsewhere }
    if let mark, let boot = here.mark?.prefix(while: { $0 != " " }), !mark.hasPrefix(boot) {
      return .beforeRestart
    }
    guard kill(number, 0) == 0 || errno != ESRCH else { return .gone }
    // What may not be looked at is there.
    guard let mark, let now = Sighting(ofProcess: number) else { return .alive }
    return now.mark == mark && !now.isDead ? .alive : .gone
  }

  /// What the system tells of a process that is there.
  private struct Sighting {
    let mark: String
    let isDead: Bool

    init?(ofProcess number: Int32) {
      guard let boot = contents("/proc/sys/kernel/random/boot_id"),
        let status = contents("/proc/\(number)/stat"),
        // Fields 3 and 22; the second field, a name in parentheses, may hold anything.
        let fields = status.split(separator: ")").last?.split(separator: " "), fields.count > 19
      else { return nil }
      mark = "\(boot.trimmingCharacters(in: .whitespacesAndNewlines)) \(fields[19])"
      isDead = fields[0] == "Z" || fields[0] == "X"
    }
  }
}

private func contents(_ path: String) -> String? {
  try? String(contentsOfFile: path, encoding: .utf8)
}
