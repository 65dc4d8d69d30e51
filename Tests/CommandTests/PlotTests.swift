import Foundation
import Testing

extension CommandTests {
  /// Maps of stores.
  struct PlotTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws { command = Command(in: try TemporaryDirectory()) }

    static let variables = ["verdict", "steps", "objective", "rate", "peak"]

    @discardableResult
    private func plot(_ store: String, _ more: String, to file: String) throws -> Picture {
      let outcome = try command.line("plot \(store) -o \(file) \(more)")
      #expect(outcome.status == 0 && !outcome.wasKilled, "\(more): \(outcome.errors)")
      #expect(outcome.output == "\(file)\n" && outcome.errors == "")
      let picture = try Picture(directory.bytes(file))
      #expect(file.hasSuffix(picture.format))
      return picture
    }

    private func make(_ sweep: Sample, _ more: String = "") throws -> String {
      let file = try sweep.write(to: directory)
      let store = "\(sweep.name).zarr"
      #expect(try command.line("run \(file) --store \(store) \(more)").status == 0)
      return store
    }

    @Test(arguments: [
      (Sample.squares, ["png", "svg", "pdf"]), (.ragged, ["svg"]), (.line, ["png"]),
    ])
    func `every variable, and the same bytes again`(sweep: Sample, endings: [String]) throws {
      let store = try make(sweep)
      var first: [String: Data] = [:]
      for variable in Self.variables {
        for ending in endings {
          let file = "\(variable).\(ending)"
          let picture = try plot(store, "--variable \(variable)", to: file)
          if ending == "png" {
            #expect(picture.size.allSatisfy { (200...4000).contains($0) }, "\(picture.size)")
          }
          first[file] = picture.bytes
        }
      }
      #expect(Set(first.values).count == first.count, "two variables look the same")
      // A second later, so that a date in a file would show.
      usleep(1_100_000)
      for variable in ["verdict", "rate"] {
        for ending in endings {
          let file = "\(variable).\(ending)"
          #expect(
            try plot(store, "--variable \(variable)", to: file).bytes == first[file], "\(file)")
        }
      }
    }

    @Test func `periods, of a sweep that recorded them`() throws {
      let store = try make(.scheduled)
      for variable in ["period", "peak"] {
        try plot(store, "--variable \(variable) --slice warmup=10", to: "\(variable).svg")
      }
    }

    @Test func `a cut through three axes`() throws {
      let store = try make(.cube)
      var seen: [Data] = []
      for more in [
        "--slice eigenvalue_1=0.2", "--slice eigenvalue_1=5", "--slice momentum=0.5",
        "--x eigenvalue_1 --y momentum --slice learning_rate=0.1",
        "--x momentum --y eigenvalue_1 --slice learning_rate=0.1",
        "--x momentum --slice eigenvalue_1=0.2",
        "--slice eigenvalue_1=0.2 --no-theory",
        "--slice eigenvalue_1=0.2 --slice momentum=0.5",
      ] {
        seen.append(try plot(store, more, to: "map.svg").bytes)
      }
      #expect(Set(seen).count == seen.count, "two cuts look the same")
      // The nearest cell is shown, but nothing beyond the axis.
      expectRefusal(
        try command.line("plot \(store) -o far.svg --slice eigenvalue_1=1e9"), 64,
        ["eigenvalue_1", "the axis goes from"])
    }

    @Test func `a cut through four axes`() throws {
      let store = try make(.four)
      for variable in Self.variables {
        try plot(
          store, "--slice b=10 --slice momentum=0.5 --variable \(variable)", to: "\(variable).png")
      }
      try plot(
        store, "--x initial_point_0 --y learning_rate --slice b=1 --slice momentum=0", to: "a.svg")
      try plot(
        store, "--x b --y momentum --slice initial_point_0=1 --slice learning_rate=1e-3",
        to: "b.svg")
    }

    @Test func `a store with tiles missing`() throws {
      let half = try make(.squares, "--shard 0/2")
      var before: [String: Data] = [:]
      for variable in Self.variables {
        let file = "\(variable).png"
        before[file] = try plot(half, "--variable \(variable)", to: file).bytes
      }
      _ = try make(.squares)
      for (file, bytes) in before {
        let variable = file.prefix { $0 != "." }
        #expect(try plot(half, "--variable \(variable)", to: file).bytes != bytes, "\(file)")
      }
    }

    @Test func `a store with nothing in it yet`() throws {
      let file = try Sample.endless.write(to: directory)
      let running = try command.start(
        ["run", file, "--store", "s.zarr", "--set", "axes.learning_rate.from=0.001"])
      try waitUntil("the run has begun") { try directory.runLogs(of: "s.zarr") != "" }
      running.send(SIGKILL)
      _ = try running.wait(10)
      for variable in Self.variables {
        try plot("s.zarr", "--variable \(variable)", to: "\(variable).png")
      }
    }

    @Test func `run draws when it is finished`() throws {
      let file = try Sample.squares.write(to: directory)
      let report = try command.succeed("run", file, "--plot", "map.png", "--format", "json").json()
      #expect(report["picture"] as? String == "map.png")
      #expect(try directory.bytes("map.png") == plot("squares.zarr", "", to: "again.png").bytes)
      // Also when everything was there.
      try directory.remove("map.png")
      try command.succeed("run", file, "--plot", "map.png")
      #expect(directory.exists("map.png"))
      // Not when others still work on it.
      let shard = try command.succeed(
        "run", file, "--store", "half.zarr", "--shard", "0/2", "--plot", "half.png")
      #expect(!directory.exists("half.png") && shard.errors.contains("no picture"))
    }

    @Test func `titles, colours and single cells`() throws {
      let store = try make(.small)
      for title in ["a", "<&\"'>", "ünïcode η β", String(repeating: "long ", count: 60)] {
        let outcome = try command("plot", store, "-o", "t.svg", "--title", title)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try Picture(directory.bytes("t.svg")).format == "svg")
      }
      #expect(
        try plot(store, "--variable peak --colors viridis", to: "a.png").bytes
          != plot(store, "--variable peak --colors diverging", to: "b.png").bytes)
      let file = try Sample.small.replacing("count: 16", by: "count: 1").write(to: directory)
      try command.succeed("run", file, "--store", "row.zarr")
      try command.succeed(
        "run", file, "--store", "cell.zarr", "--set", "axes.learning_rate.count=1")
      for name in ["row", "cell"] {
        for variable in Self.variables {
          try plot("\(name).zarr", "--variable \(variable)", to: "\(name)_\(variable).png")
        }
      }
    }
  }
}
