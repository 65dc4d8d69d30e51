import Foundation
import Synchronization

/// The store of a run that nothing happened to.
struct Unharmed: Sendable {
  /// Every file of the store, the run's log too.
  let files: [String: Data]
  /// What readers see.
  let arrays: [String: Data]
  /// The store before, if it was made by an earlier run.
  let earlier: [String: Data]
  let seconds: Double

  /// Shards of a variable, by name.
  func shards(of variable: String) -> [String] {
    files.keys.filter { $0.hasPrefix("\(variable)/c/") }.sorted()
  }

  /// Computed once for all tests.
  static func store(of victim: Victim) throws -> Unharmed {
    if let known = all.withLock({ $0[victim.sweep.name] }) { return known }
    let new = try Unharmed(victim)
    all.withLock { $0[victim.sweep.name] = new }
    return new
  }

  private static let all = Mutex<[String: Unharmed]>([:])

  private init(_ victim: Victim) throws {
    let command = Command(in: try TemporaryDirectory())
    let run = ["run", try victim.sweep.write(to: command.directory), "--store", "s.zarr"]
    func succeed(_ words: [String]) throws -> Double {
      let outcome = try command.run(run + words)
      guard outcome.status == 0, !outcome.wasKilled else {
        throw Command.Failure(description: "\(victim.sweep.name), unharmed: \(outcome.errors)")
      }
      return outcome.seconds
    }
    if let words = victim.earlier { _ = try succeed(words) }
    earlier = victim.earlier == nil ? [:] : try command.directory.files(of: "s.zarr")
    seconds = try succeed(victim.words)
    files = try command.directory.files(of: "s.zarr")
    arrays = try command.directory.arrays(of: "s.zarr")
  }
}
