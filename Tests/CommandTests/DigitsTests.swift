import Foundation
import Testing

extension CommandTests {
  /// Sweeps over data that were read from files.
  struct DigitsTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws {
      command = Command(in: try TemporaryDirectory())
      let folder = Command.packageRoot.appendingPathComponent("Sweeps")
      try FileManager.default.createDirectory(
        atPath: directory.file("data"), withIntermediateDirectories: true)
      for name in [Self.images, Self.labels] {
        try FileManager.default.copyItem(
          at: folder.appendingPathComponent(name),
          to: URL(fileURLWithPath: directory.file("data/\(name)")))
      }
      try directory.write(Self.sweep, "data/digits.yaml")
    }

    private static let images = "digits-images-idx3-ubyte.gz"
    private static let labels = "digits-labels-idx1-ubyte.gz"

    private static let sweep = """
      objective:
        sigmoid_erm:
          ridge: 0.01
          examples: {images: \(images), labels: \(labels), classes: [3, 5]}
      initial_point: {uniform: 0.125}
      optimizer: gradient_descent
      axes:
        start_seed:    {values: [0, 1, 2]}
        learning_rate: {from: 0.1, to: 200, count: 4, scale: log}
      steps: 100
      precision: float64
      """

    @Test func `NumPy reads the same files and goes the same way`() throws {
      let trace = try command.succeed(
        "trace", "data/digits.yaml", "--at", "learning_rate=1,start_seed=2", "--format", "csv",
        "--set", "axes.learning_rate={values: [1, 2]}", "--set", "steps=100")
      try directory.write(trace.output, "trace.csv")
      let answer = try Python.run(
        "digits.py", "trace.csv", "data/\(Self.images)", "data/\(Self.labels)", "2", "1", "0.01",
        in: directory)
      #expect(answer.hasPrefix("101 rows agree"), "\(answer)")
    }

    @Test func `a store is continued and read when the files are gone`() throws {
      let run = ["run", "data/digits.yaml", "--store", "d.zarr", "--set", "tile=[1, 4]"]
      #expect(try command.run(run + ["--shard", "0/3"]).status == 0)
      try FileManager.default.removeItem(atPath: directory.file("data"))
      try FileManager.default.moveItem(
        atPath: directory.file("d.zarr"), toPath: directory.file("moved.zarr"))
      try command.succeed("run", "moved.zarr")
      let status = try command.succeed("status", "moved.zarr", "--format", "json").json()
      #expect(status["cells_done"] as? Int == 12)
      #expect(try command.succeed("verify", "moved.zarr").output.contains("3 of 3 are whole"))
      let rows = try command.succeed(
        "query", "moved.zarr", "SELECT count(*), count(DISTINCT start_seed) FROM map",
        "--format", "csv"
      ).output
      #expect(rows.contains("12,3"), "\(rows)")
      let trace = try command.succeed(
        "trace", "moved.zarr", "--at", "learning_rate=1,start_seed=2")
      #expect(trace.output.contains("8 of 64 coordinates shown"), "\(trace.output)")
      try command.succeed("plot", "moved.zarr", "-o", "map.png")
      try command.succeed("boundary", "moved.zarr", "--refine", "1e-3")
    }

    @Test func `a sweep whose data changed does not go into the old store`() throws {
      let run = ["run", "data/digits.yaml", "--store", "d.zarr"]
      #expect(try command.run(run).status == 0)
      let other = try command.run(run + ["--set", "objective.examples.classes=[3, 8]"])
      #expect(other.status == 73 || other.status == 65, "\(other.status)")
      #expect(other.errors.contains("d.zarr holds another sweep (another objective)"))
    }

    @Test(arguments: [
      ("nowhere.gz", "No such file or directory"), ("/dev/zero", "is no ordinary file"),
      (".", "is a directory"), ("data/digits.yaml", "expected 00 00 08"),
    ]) func `what cannot be read is a bad sweep`(file: String, words: String) throws {
      let outcome = try command.run([
        "run", "data/digits.yaml", "--set", "objective.examples.images=\(file)",
      ])
      #expect(outcome.status == 65 && !outcome.wasKilled)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      #expect(outcome.errors.contains("objective.examples.images"), "\(outcome.errors)")
    }

    @Test func `rules that solve a system refuse one that is too large`() throws {
      let outcome = try command.run([
        "run", "data/digits.yaml", "--set", "optimizer=newton",
        "--set", "objective={logistic_regression: {examples: [\(Self.wideRow)]}}",
      ])
      #expect(outcome.status == 65)
      #expect(
        outcome.errors.contains("newton solves a system of 65 equations"), "\(outcome.errors)")
    }

    private static let wideRow = "[\(String(repeating: "1, ", count: 65))0]"
  }
}
