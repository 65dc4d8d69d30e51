import Foundation
import Testing

extension CommandTests {
  /// `compare`: its numbers against NumPy's from the same arrays.
  struct CompareTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws { command = Command(in: try TemporaryDirectory()) }

    private func run(_ sample: Sample, to store: String, _ settings: [String] = []) throws {
      let options = settings.flatMap { ["--set", $0] }
      let outcome = try command.run(
        ["run", sample.write(to: directory), "--store", store] + options)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }

    private func report(
      _ a: String = "a.zarr", _ b: String = "b.zarr", _ words: String = "",
      to file: String = "report.json"
    ) throws -> [String: Any] {
      let outcome = try command.line("compare \(a) \(b) --format json \(words)")
      #expect(outcome.status == 0, "\(outcome.errors)")
      try directory.write(outcome.output, file)
      return try outcome.json()
    }

    static let cases: [(Sample, [String])] = [
      (.squares("squares", steps: "200"), ["steps=300", "precision=float64"]),
      (
        .squares("squares", steps: "200"),
        ["axes.learning_rate={from: 0.013, to: 0.07, count: 91}", "axes.momentum.count=100"]
      ),
      (.line, ["axes.learning_rate={from: 0.3, to: 0.9, count: 7000}"]),
      (.cube, ["axes.eigenvalue_1={values: [0.2, 1, 7]}", "tile=[3, 64, 64]"]),
      (.ragged, ["optimizer=nesterov"]),
      (.noisy, ["optimizer=nesterov", "noise.sigma=0.2"]), (.noisy, ["seeds=7"]),
    ]

    /// All in one Python, whose start takes longest.
    @Test func `verdicts, differences and seeds are NumPy's`() throws {
      var files: [String] = []
      for (number, (sample, settings)) in Self.cases.enumerated() {
        let (a, b) = ("\(sample.name).zarr", "b\(number).zarr")
        if !directory.exists(a) { try run(sample, to: a) }
        try run(sample, to: b, settings)
        let report = try report(a, b, to: "report\(number).json")
        #expect(report["are_identical"] as? Bool == false)
        files += [a, b, "report\(number).json", "all"]
      }
      try run(.small, to: "a.zarr", ["axes.learning_rate={values: [0.01, 0.02, 0.03, 0.04]}"])
      try run(.small, to: "b.zarr", ["axes.learning_rate={values: [0.011, 0.02, 0.04]}"])
      let cells = try report("a.zarr", "b.zarr", "--exact")["cells"] as? [String: Any]
      #expect(cells?["compared"] as? Int == 32)
      files += ["a.zarr", "b.zarr", "report.json", "exact"]
      let words = try Python.run("comparison_report.py", files, in: directory)
      #expect(words.split(separator: "\n").count == Self.cases.count + 1)
    }

    @Test func `axes in another order are paired by name`() throws {
      try run(.small, to: "a.zarr")
      let (momentum, rate) = (
        "  momentum: {from: 0, to: 1, count: 16}\n",
        "  learning_rate: {from: 0, to: 0.05, count: 16}\n"
      )
      let turned = Sample(
        name: "turned", yaml: Sample.small.yaml.replacing(momentum + rate, with: rate + momentum))
      try run(turned, to: "b.zarr")
      #expect(try report()["are_identical"] as? Bool == true)
      let lines = try command.succeed("compare", "a.zarr", "b.zarr").output.split(separator: "\n")
      #expect(lines.contains("result     everything is identical"))
    }

    @Test func `identical stores are called so, and a changed cell is found`() throws {
      try run(.small, to: "a.zarr")
      try run(.small, to: "b.zarr", ["tile=[8, 8]"])
      let same = try command.succeed("compare", "a.zarr", "b.zarr", "--fail-on-difference")
      #expect(same.output.contains("everything is identical"))
      try Python.run("flip_cell.py", "b.zarr", "3", "5", "2", in: directory)
      let report = try report()
      let differing = try #require(report["differing"] as? [[String: Any]])
      #expect(differing.count == 1 && differing[0]["cell"] as? [Int] == [5, 2])
      #expect(differing[0]["b"] as? String == "diverged")
      let outcome = try command.line("compare a.zarr b.zarr --fail-on-difference")
      #expect(outcome.status == 1 && outcome.errors == "")
      #expect(outcome.output.contains("the same in 255 of 256 cells"))
      #expect(try command.line("compare a.zarr b.zarr").status == 0)
    }

    /// Of one cell the seeds are independent trials: McNemar's exact test.
    @Test func `one cell's seeds are paired`() throws {
      let few = ["steps=4000", "axes.momentum.count=4", "axes.learning_rate.count=4"]
      for (store, sigma) in [("a.zarr", "0.1"), ("b.zarr", "0.4")] {
        try run(.noisy, to: store, few + ["noise.sigma=\(sigma)"])
      }
      let report = try report("a.zarr", "b.zarr", "--at momentum=0.5,learning_rate=0.01")
      let seeds = try #require(report["seeds"] as? [String: Any])
      let stability = try #require(seeds["stability"] as? [String: Any])
      #expect(stability["both_stable"] as? Int == 10 && seeds["count"] as? Int == 10)
      // The rule is linear: when the start has died out, four times the noise is four times the iterate.
      let objective = try #require(seeds["objective"] as? [String: Any])
      #expect(objective["lower_in_a"] as? Int == 10)
      let sign = try #require(objective["seeds"] as? [String: Double])
      #expect(abs((sign["probability"] ?? 1) - 2 / 1024.0) < 1e-12)
      let mean = try #require(objective["mean_logarithmic_difference"] as? Double)
      #expect(abs(mean + log(16)) < 1e-4)
    }

    @Test func `what differs between the sweeps is said first`() throws {
      try run(.small, to: "a.zarr")
      try run(.small, to: "b.zarr", ["steps=50", "axes.momentum.count=8"])
      let lines = try command.succeed("compare", "a.zarr", "b.zarr").output
        .split(separator: "\n").map(String.init)
      #expect(lines[2] == "sweeps     differ in 2 numbers or words")
      #expect(lines[3] == "  axes.momentum.count: 16 → 8" && lines[4] == "  steps: 100 → 50")
      #expect(lines[5] == "cells      256 of A's 256, each with the nearest of B's 128")
    }

    @Test func `pictures of differences`() throws {
      try run(.small, to: "a.zarr")
      try run(.small, to: "b.zarr", ["optimizer=nesterov", "axes.learning_rate.from=0.01"])
      for (format, variable) in [("png", "verdict"), ("svg", "rate"), ("pdf", "objective")] {
        let file = "d.\(format)"
        let outcome = try command.line("compare a.zarr b.zarr --variable \(variable) -o \(file)")
        #expect(outcome.status == 0 && outcome.errors == "drew \(file)\n")
        #expect(try Picture(directory.bytes(file)).format == format)
      }
      let words = "compare a.zarr b.zarr --size 600x400px --dpi 72 --title Mine -o small.png"
      #expect(try command.line(words).status == 0)
      #expect(try Picture(directory.bytes("small.png")).size == [600, 400])
    }

    @Test func `CSV has a line for each row of the table`() throws {
      try run(.small, to: "a.zarr")
      try run(.small, to: "b.zarr", ["steps=50"])
      let variables = try #require(try report()["variables"] as? [[String: Any]])
      let lines = try command.line("compare a.zarr b.zarr --format csv").output
        .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      #expect(lines[0].prefix(5) == ["variable", "is_logarithmic", "pairs", "identical", "count"])
      #expect(lines.count == variables.count + 1)
      for (line, row) in zip(lines.dropFirst(), variables) {
        #expect(line.count == lines[0].count)
        #expect(String(line[0]) == row["variable"] as? String)
        let mean = try #require(row["mean"] as? Double)
        #expect(abs((Double(line[5]) ?? .nan) - mean) <= 1e-15 * abs(mean))
      }
    }

    @Test func `what is not computed is said`() throws {
      let file = try Sample.squares.write(to: directory)
      try command.succeed("run", file, "--store", "half.zarr", "--shard", "1/2")
      let text = try command.succeed("compare", "half.zarr", "half.zarr").output
      #expect(text.contains("65,536, the same in both; 32,768 of them are computed"), "\(text)")
      #expect(text.contains("everything that is computed is identical"), "\(text)")
      let csv = try command.succeed("compare", "half.zarr", "half.zarr", "--format", "csv")
      #expect(csv.errors.contains("32,768 cells are not computed in both"), "\(csv.errors)")
      try command.succeed("run", file, "--store", "half.zarr")
      let whole = try command.succeed("compare", "half.zarr", "half.zarr").output
      #expect(whole.contains("everything is identical") && !whole.contains("computed"), "\(whole)")
    }

    static let refusals = [
      Refusal("compare small.zarr", 64, "Missing expected argument '<b>'"),
      Refusal("compare small.zarr nowhere.zarr", 66, "no store at nowhere.zarr"),
      Refusal("compare small.zarr line.zarr", 64, "other axes", "momentum, learning_rate"),
      Refusal("compare small.zarr far.zarr", 64, "no cells in common", "from 1 to 2"),
      Refusal("compare small.zarr small.zarr --variable period", 64, "period"),
      Refusal("compare small.zarr small.zarr --at momentum=0.5", 64, "learning_rate"),
      Refusal("compare small.zarr small.zarr --at eta=0.5,momentum=1", 64, "no axis \"eta\""),
      Refusal("compare small.zarr small.zarr --list=-1", 64, "--list"),
      Refusal("compare small.zarr small.zarr -o d.gif", 64, ".png, .svg or .pdf"),
      Refusal("compare small.zarr small.zarr -o d.png --x eta", 64, "no axis \"eta\""),
    ]

    @Test func `what cannot be compared is refused`() throws {
      try run(.small, to: "small.zarr")
      try run(.small, to: "far.zarr", ["axes.learning_rate={from: 1, to: 2, count: 4}"])
      try run(.line, to: "line.zarr", ["axes.learning_rate.count=5"])
      for refusal in Self.refusals {
        expectRefusal(try command.line(refusal.command), refusal.status, refusal.words)
      }
    }
  }
}
