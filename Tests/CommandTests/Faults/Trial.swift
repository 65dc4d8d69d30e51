import Foundation
import Testing

/// A store to which something is done, and which the same command must then finish.
struct Trial {
  let victim: Victim
  let unharmed: Unharmed
  var command: Command
  let store: String
  /// Where its files are looked at.
  var directory: TemporaryDirectory
  private let file: String

  init(_ victim: Victim, store: String = "s.zarr") throws {
    self.victim = victim
    self.store = store
    unharmed = try .store(of: victim)
    directory = try TemporaryDirectory()
    command = Command(in: directory)
    file = try victim.sweep.write(to: directory)
    if victim.earlier != nil { try directory.write(unharmed.earlier, below: store) }
  }

  /// The command that makes the store, and that must finish it whatever happened.
  var run: [String] { ["run", file, "--store", store] + victim.words }

  func start(_ words: String...) throws -> Running { try command.start(run + words) }

  /// The whole store, as an unharmed run has left it.
  func putWholeStore() throws { try directory.write(unharmed.files, below: store) }

  func status() throws -> [String: Any] {
    try command.succeed("status", store, "--format", "json").json()
  }

  /// The same command again finishes the store.
  ///
  /// - Returns: how that run ended.
  @discardableResult
  func expectFinish(
    _ remark: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Command.Outcome {
    let outcome = try command.run(run)
    expectPlainEnd(outcome, [0], remark, sourceLocation: sourceLocation)
    try expectWhole(remark, sourceLocation: sourceLocation)
    return outcome
  }

  /// The store is the one of an unharmed run, and nothing else has stayed.
  func expectWhole(
    _ remark: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let differing = differences(unharmed.arrays, try directory.arrays(of: store))
    let strays = try directory.strays(in: store)
    let emptyFolders = try directory.emptyFolders(in: store)
    let belongings = [file, store.split(separator: "/").first.map(String.init), victim.picture]
    let beside = try FileManager.default.contentsOfDirectory(atPath: directory.path).filter {
      !belongings.contains($0)
    }
    #expect(differing == [], "\(remark)", sourceLocation: sourceLocation)
    #expect(strays == [], "\(remark)", sourceLocation: sourceLocation)
    #expect(emptyFolders == [], "\(remark)", sourceLocation: sourceLocation)
    #expect(beside == [], "\(remark)", sourceLocation: sourceLocation)
  }
}
