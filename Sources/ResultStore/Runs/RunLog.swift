import Foundation
import ZarrStore

/// What was run on a store, when and where: one JSON object per line, appended.
///
/// It lies beside the verdict's shards, where Zarr readers do not look. Nothing in the arrays depends
/// on it; it tells `status` how fast a run goes, and `run` whether the last one ended as it should.
public struct RunLog: Sendable {
  public struct Entry: Codable, Sendable, Hashable {
    public enum Event: String, Codable, Sendable { case start, end, verified }

    public var event: Event
    /// What ties an end to its start.
    public var run: String
    /// Seconds since 1970.
    public var time: Double
    public var host: String?
    public var process: Int32?
    /// What tells the process from a later one with its number.
    public var processMark: String?
    public var workers: Int?
    public var instructionSet: String?
    /// At the start: tiles found complete.
    public var tilesFound: Int?
    /// At the end: how, and what this run did.
    public var outcome: String?
    public var cells: Int?
    public var cellSteps: Int?
    public var seconds: Double?

    public init(event: Event, run: String, time: Double = Date().timeIntervalSince1970) {
      self.event = event
      self.run = run
      self.time = time
    }
  }

  private let path: String

  public init(_ store: SweepStore) { path = "\(store.path)/verdict/runs.jsonl" }

  /// All entries, oldest first. Lines that cannot be read are passed over: a torn last line is what
  /// a killed process leaves.
  public var entries: [Entry] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return text.split(separator: "\n").compactMap {
      try? decoder.decode(Entry.self, from: Data($0.utf8))
    }
  }

  /// Appends one line, in a single write.
  public func append(_ entry: Entry) throws(ResultStoreError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let line = (try? encoder.encode(entry)) ?? Data()
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    defer { if file >= 0 { close(file) } }
    // A line break first ends whatever a killed process left.
    let bytes = Data("\n".utf8) + line + Data("\n".utf8)
    let written = file >= 0 ? bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } : -1
    guard written == bytes.count else {
      throw .storage(
        .system(SystemFailure(path: path, operation: "write the run log", code: errno)))
    }
  }

  /// The starts without an end, oldest first: runs that go on, or that were killed.
  public var openRuns: [Entry] {
    let entries = entries
    let closed = Set(entries.filter { $0.event != .start }.map(\.run))
    return entries.filter { $0.event == .start && !closed.contains($0.run) }
  }
}

extension RunLog.Entry {
  /// Whether the run that this start tells of goes on; `nil` if that was on another host.
  public var isAlive: Bool? {
    guard let process, host == ProcessInfo.processInfo.hostName else { return nil }
    guard kill(process, 0) == 0 || errno == EPERM else { return false }
    return processMark == Self.mark(ofProcess: process)
  }

  /// Names this process.
  public mutating func sign() {
    let process = ProcessInfo.processInfo.processIdentifier
    host = ProcessInfo.processInfo.hostName
    self.process = process
    processMark = Self.mark(ofProcess: process)
  }

  /// When the machine was started and, after that, the process; `nil` where the system does not say.
  private static func mark(ofProcess process: Int32) -> String? {
    guard let boot = contents("/proc/sys/kernel/random/boot_id"),
      let status = contents("/proc/\(process)/stat"),
      // Field 22; the second field, a name in parentheses, may hold anything.
      let fields = status.split(separator: ")").last?.split(separator: " "), fields.count > 19
    else { return nil }
    return "\(boot.trimmingCharacters(in: .whitespacesAndNewlines)) \(fields[19])"
  }

  private static func contents(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }
}
