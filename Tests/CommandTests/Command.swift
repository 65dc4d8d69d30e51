import Dispatch
import Foundation
import Testing

/// The program as users run it: the release binary, in a directory of its own.
struct Command {
  struct Failure: Error, CustomStringConvertible { let description: String }

  /// How a process ended, and what it wrote.
  struct Outcome {
    /// The exit status, or the signal's number if a signal ended it.
    let status: Int32
    let wasKilled: Bool
    let output: String
    let errors: String
    let seconds: Double

    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

    /// Standard output as JSON.
    func json() throws -> [String: Any] {
      let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      guard let object = value as? [String: Any] else {
        throw Failure(description: "not a JSON object: \(output)")
      }
      return object
    }
  }

  static var packageRoot: URL {
    URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  /// The release binary, which is what users run; a debug build is a hundred times slower.
  static func binary() throws -> String {
    let path = packageRoot.appendingPathComponent(".build/release/separatrix").path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Failure(
        description: "no .build/release/separatrix; build it with: "
          + "swift build -c release --build-tests")
    }
    return path
  }

  /// A tool of the test machine, as `.ci/install --tests` installs them.
  static func tool(_ name: String) throws -> String {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let candidates = path.split(separator: ":").map { "\($0)/\(name)" }
    let found = candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else {
      throw Failure(description: "no \(name) on this machine; run .ci/install --tests")
    }
    return found
  }

  let directory: TemporaryDirectory
  /// What stands before the binary: an emulator, a shell with limits.
  var prefix: [String] = []
  var environment: [String: String] = [:]
  var timeout = 60.0

  init(in directory: TemporaryDirectory) { self.directory = directory }

  /// Runs to the end; a process that does not end in time is killed, and that is an error.
  @discardableResult
  func callAsFunction(_ arguments: String...) throws -> Outcome { try run(arguments) }

  func run(_ arguments: [String]) throws -> Outcome { try start(arguments).wait(timeout) }

  /// The same with the words of one line.
  @discardableResult
  func line(_ words: String) throws -> Outcome {
    try run(words.split(separator: " ").map(String.init))
  }

  /// Runs to the end, which must be a success.
  @discardableResult
  func succeed(_ arguments: String...) throws -> Outcome {
    let outcome = try run(arguments)
    guard outcome.status == 0, !outcome.wasKilled else {
      throw Failure(
        description: "separatrix \(arguments.joined(separator: " ")) ended with "
          + "\(outcome.wasKilled ? "signal " : "")\(outcome.status): \(outcome.errors)")
    }
    return outcome
  }

  /// Starts a process that runs by itself.
  func start(_ arguments: [String]) throws -> Running {
    try Running(
      prefix + [try Self.binary()] + arguments, environment: environment, in: directory)
  }
}

/// A process on its way. It is killed when nobody holds it any more.
final class Running {
  private let process = Process()
  private let ended = DispatchSemaphore(value: 0)
  private let begin = ContinuousClock.now
  private let outputFile: String
  private let errorFile: String

  init(_ words: [String], environment: [String: String], in directory: TemporaryDirectory) throws {
    let name = UUID().uuidString
    let streams = directory.streams
    outputFile = "\(streams)/\(name).out"
    errorFile = "\(streams)/\(name).err"
    for file in [outputFile, errorFile] { try Data().write(to: URL(fileURLWithPath: file)) }
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    process.currentDirectoryURL = URL(fileURLWithPath: directory.path)
    var all = ProcessInfo.processInfo.environment
    all["HWLOC_SYNTHETIC"] = nil
    process.environment = all.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: nobody need read while it runs.
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: outputFile))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorFile))
    process.terminationHandler = { [ended] _ in ended.signal() }
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  var isRunning: Bool { process.isRunning }

  var identifier: Int32 { process.processIdentifier }

  /// What it has printed so far.
  var output: String { (try? String(contentsOfFile: outputFile, encoding: .utf8)) ?? "" }

  var errors: String { (try? String(contentsOfFile: errorFile, encoding: .utf8)) ?? "" }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  func wait(_ timeout: Double) throws -> Command.Outcome {
    guard ended.wait(timeout: .now() + timeout) == .success else {
      kill(process.processIdentifier, SIGKILL)
      throw Command.Failure(
        description: "still running after \(timeout) s: "
          + (process.arguments ?? []).joined(separator: " ") + "\n\(errors)")
    }
    return Command.Outcome(
      status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
      output: try String(contentsOfFile: outputFile, encoding: .utf8), errors: errors,
      seconds: (ContinuousClock.now - begin) / .seconds(1))
  }
}

/// Waits until something is so; an error if it is not in time.
func waitUntil(
  _ what: String, within limit: Double = 20, _ condition: () throws -> Bool
) throws {
  let begin = ContinuousClock.now
  while try !condition() {
    guard (ContinuousClock.now - begin) / .seconds(1) < limit else {
      throw Command.Failure(description: "waited \(limit) s in vain: \(what)")
    }
    usleep(5000)
  }
}
