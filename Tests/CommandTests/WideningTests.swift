import Foundation
import Testing

extension CommandTests {
  /// More seeds for a store that has some.
  struct WideningTests {
    private let command: Command
    private let file: String
    private var directory: TemporaryDirectory { command.directory }

    init() throws {
      command = Command(in: try TemporaryDirectory())
      file = try Sample.noisy.write(to: command.directory)
    }

    private func run(_ words: String) throws -> Command.Outcome {
      try command.line("run \(file) \(words)")
    }

    @Test func `a store that was widened is the one that had all seeds`() throws {
      for (name, seeds) in [("w.zarr", 10), ("w.zarr", 11), ("w.zarr", 25), ("all.zarr", 25)] {
        let outcome = try run("--store \(name) --seeds \(seeds)")
        #expect(outcome.status == 0, "\(outcome.errors)")
      }
      #expect(
        differences(try directory.arrays(of: "all.zarr"), try directory.arrays(of: "w.zarr")) == [])
      #expect(try directory.strays(in: "w.zarr") == [])
      #expect(!directory.exists("w.zarr.widening"))
    }

    /// Seeds that are there are not computed again.
    @Test func `only new seeds are computed`() throws {
      func cellSteps(_ words: String) throws -> Int {
        try #require(try run("\(words) --format json").json()["computed_cell_steps"] as? Int)
      }
      let ten = try cellSteps("--store a.zarr")
      let twelve = try cellSteps("--store b.zarr --seeds 12")
      #expect(try cellSteps("--store a.zarr --seeds 12") == twelve - ten)
      #expect(try cellSteps("--store a.zarr --seeds 12") == 0)
    }

    @Test func `two processes widen a store together`() throws {
      #expect(try run("--store all.zarr --seeds 40").status == 0)
      #expect(try run("--store w.zarr").status == 0)
      let before = try directory.arrays(of: "w.zarr")
      #expect(try run("--store w.zarr --seeds 40 --shard 0/2").status == 0)
      // Until all tiles are done the store is what it was.
      #expect(differences(before, try directory.arrays(of: "w.zarr")) == [])
      #expect(try run("--store w.zarr --seeds 40 --shard 1/2").status == 0)
      #expect(
        differences(try directory.arrays(of: "all.zarr"), try directory.arrays(of: "w.zarr")) == [])
    }

    /// Both do all tiles; the last to let go puts the store in its place, and neither trips over it.
    @Test func `two processes that do the same`() throws {
      #expect(try run("--store all.zarr --seeds 40").status == 0)
      let whole = try directory.arrays(of: "all.zarr")
      for round in 0..<5 {
        #expect(try run("--store w.zarr").status == 0)
        let running = try (0..<2).map { _ in
          let words = "run \(file) --store w.zarr --seeds 40 --workers 1"
          return try command.start(words.split(separator: " ").map(String.init))
        }
        for outcome in try running.map({ try $0.wait(60) }) {
          #expect(outcome.status == 0, "round \(round): \(outcome.errors)")
        }
        #expect(differences(whole, try directory.arrays(of: "w.zarr")) == [], "round \(round)")
        for left in ["w.zarr.widening", "w.zarr.narrow"] { #expect(!directory.exists(left)) }
        try directory.remove("w.zarr")
      }
    }

    @Test func `another store with a name like a left-over stays`() throws {
      #expect(try run("--store w.zarr").status == 0)
      #expect(try run("--store w.zarr.narrow --set steps=100 --set seeds=2").status == 0)
      #expect(try run("--store w.zarr.widening --set steps=100 --set seeds=2").status == 0)
      #expect(try run("--store w.zarr").status == 0)
      #expect(directory.exists("w.zarr.narrow") && directory.exists("w.zarr.widening"))
    }

    /// What a process leaves that is killed after the exchange.
    @Test func `the narrower store of a killed exchange is removed`() throws {
      #expect(try run("--store w.zarr --seeds 12").status == 0)
      for left in ["w.zarr.widening", "w.zarr.narrow"] {
        #expect(try run("--store \(left)").status == 0)
        let outcome = try run("--store w.zarr --seeds 12")
        #expect(outcome.status == 0 && outcome.errors.contains("removed \(left)"))
        #expect(!directory.exists(left))
      }
    }

    @Test func `what cannot be widened is refused, and left as it is`() throws {
      #expect(try run("--store w.zarr").status == 0)
      let before = try directory.arrays(of: "w.zarr")
      let cases = [
        ("--seeds 40 --set per_seed=[objective]", "another per_seed"),
        ("--seeds 9", "it has 10 seeds, more than 9"), ("--seeds 0", "expected a whole number"),
        ("--seeds 20 --set steps=201", "other seeds; other steps"),
        ("--set seeds=20", "for more seeds of the same, say --seeds"),
      ]
      for (words, message) in cases {
        let outcome = try run("--store w.zarr \(words)")
        #expect(outcome.status == 65, "\(words): \(outcome.errors)")
        #expect(outcome.errors.contains(message), "\(words): \(outcome.errors)")
        #expect(differences(before, try directory.arrays(of: "w.zarr")) == [], "\(words)")
      }
      #expect(try run("--store q.zarr --set per_seed=[verdict]").status == 0)
      let outcome = try run("--store q.zarr --set per_seed=[verdict] --seeds 20")
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("its quantiles need the objective of every seed"))
    }
  }
}
