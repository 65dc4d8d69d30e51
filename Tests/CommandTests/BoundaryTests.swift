import Foundation
import Testing

extension CommandTests {
  /// `boundary`: its numbers against NumPy's from the same arrays, and against theory.
  struct BoundaryTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws { command = Command(in: try TemporaryDirectory()) }

    private func run(_ sample: Sample, _ more: String...) throws {
      _ = try command.run(["run", sample.write(to: directory)] + more)
    }

    /// Writes a report into a file and returns it.
    private func report(_ words: String, to file: String = "report.json") throws -> [String: Any] {
      let outcome = try command.line("boundary \(words) --format json")
      #expect(outcome.status == 0, "\(outcome.errors)")
      try directory.write(outcome.output, file)
      return try outcome.json()
    }

    static let cases = [
      (Sample.squares("squares", steps: "300"), ""),
      (.squares("squares", steps: "300"), "--by growth"),
      (.squares("squares", steps: "300"), "--level rate=-0.01 --along momentum"),
      (.line, "--no-theory"), (.cube, "--slice eigenvalue_1=3"), (.cube, "--slice momentum=0.25"),
      (
        .cube,
        "--slice learning_rate=0.2 --x eigenvalue_1 --y momentum --along momentum --by growth"
      ),
      (.four, "--slice b=10 --slice momentum=0.6"), (.ragged, ""), (.noisy, "--no-theory"),
      (.noisy, "--level diverged_fraction=0.5 --no-theory"),
    ]

    @Test func `area, best cell and critical values are NumPy's`() throws {
      var files: [String] = []
      for (number, (sample, options)) in Self.cases.enumerated() {
        let store = "\(sample.name).zarr"
        if !directory.exists(store) { try run(sample) }
        _ = try report("\(store) \(options)", to: "report\(number).json")
        files += [store, "report\(number).json"]
      }
      let words = try Python.run("boundary_report.py", files, in: directory)
      #expect(words.split(separator: "\n").count == Self.cases.count)
    }

    @Test func `all crossings of a single axis are listed`() throws {
      try directory.write(
        """
        objective: rosenbrock
        initial_point: [-1.2, 1]
        optimizer: gradient_descent
        axes: {learning_rate: {from: 0.0001, to: 0.006, count: 64}}
        steps: 200
        precision: float64
        record: [lyapunov_exponent]
        """, "one.yaml")
      try command.succeed("run", "one.yaml", "--store", "one.zarr")
      let words = "boundary one.zarr --level lyapunov_exponent=0 --no-theory"
      let rows = try command.line("\(words) --format csv").output.split(separator: "\n").dropFirst()
      let table = try command.line(words).output.split(separator: "\n").suffix(rows.count)
      #expect(rows.count > 1)
      for (row, line) in zip(rows, table) {
        #expect(line.hasSuffix(row.contains("true") ? "above from here on" : "below from here on"))
      }
    }

    @Test func `every format says the same, on standard output and in a file`() throws {
      try run(.squares("squares", steps: "300"))
      let options = "squares.zarr --refine 1e-6"
      _ = try report(options)
      for format in ["csv", "geojson"] {
        let printed = try command.line("boundary \(options) --format \(format)")
        let written = try command.line("boundary \(options) --format \(format) -o lines.\(format)")
        #expect(written.status == 0 && written.output == "")
        #expect(written.errors.contains("wrote lines.\(format)"))
        #expect(try directory.bytes("lines.\(format)") == Data(printed.output.utf8))
      }
      try Python.run(
        "boundary_files.py", "squares.zarr", "report.json", "lines.csv", "lines.geojson",
        in: directory)
    }

    /// Heavy ball is stable on a quadratic for 0 < η < 2(1 + β)/λ: an area of 3/λ.
    @Test func `heavy ball's region has its area, and refining mends it`() throws {
      try run(
        .squares("squares", steps: "1000"), "--set", "precision=float64", "--set",
        "verdict.escape_radius=1e6")
      let report = try report("squares.zarr --refine 1e-9 --steps 20000")
      let area = try #require(report["area"] as? Double)
      let refined = try #require(report["refined_area"] as? Double)
      #expect(abs(area - 0.03) < 0.05 / 256)
      // Just past the line a trajectory grows by λ Δη a step or more (as much where β = 0), and has
      // so many steps for a million-fold.
      let lag = 1.1 * log(1e6) / (100 * 20000)
      #expect(refined > 0.03 && refined < 0.03 + lag)
      #expect(report["theory"] as? String == "η = 2(1 + β)/λ")
      let difference = try #require(report["difference"] as? [String: Double])
      #expect(difference["maximum"] ?? 1 < lag)
    }

    @Test func `the summary for people`() throws {
      try run(.squares("squares", steps: "300"))
      let outcome = try command.succeed("boundary", "squares.zarr", "--rows", "3")
      let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[0] == "store      squares.zarr")
      #expect(lines[1].hasPrefix("boundary   between stable and diverged cells, 1 line"))
      #expect(lines[2].hasPrefix("stable     6") && lines[2].contains("area 0.03"))
      #expect(lines[4].hasPrefix("theory     η = 2(1 + β)/λ; beside 256 of 256 critical values"))
      #expect(lines[6].hasPrefix("momentum"))
      #expect(lines.count == 11 && outcome.errors == "")
    }

    @Test func `half a store has half a boundary`() throws {
      try run(.squares, "--shard", "0/2")
      _ = try report("squares.zarr")
      try Python.run("boundary_report.py", "squares.zarr", "report.json", in: directory)
    }

    /// A cell at the boundary whose stored verdict is not what the engine finds.
    @Test func `a store that contradicts the engine is told of`() throws {
      try run(.small)
      // β = 0.03125, η = 0.0203 diverges; so it stands far inside the stable region instead.
      try Python.run("flip_cell.py", "small.zarr", "3", "8", "3", in: directory)
      let outcome = try command.succeed("boundary", "small.zarr", "--refine", "1e-3")
      #expect(outcome.errors.contains("at the boundary came out otherwise than the store says"))
    }

    @Test func `what is not computed is said`() throws {
      let file = try Sample.squares.write(to: directory)
      try command.succeed("run", file, "--store", "half.zarr", "--shard", "1/2")
      let half = try command.succeed("boundary", "half.zarr", "--format", "json")
      #expect(half.errors.contains("32,768 of 65,536 cells are not computed"), "\(half.errors)")
      #expect(try half.json()["missing_cells"] as? Int == 32768)
      try command.succeed("run", file, "--store", "half.zarr")
      let whole = try command.succeed("boundary", "half.zarr", "--format", "json")
      #expect(whole.errors == "")
      #expect(try whole.json()["missing_cells"] as? Int == 0)
    }

    @Test func `growth is doubted where noise keeps cells moving`() throws {
      try run(.noisy)
      let growth = try command.succeed("boundary", "noisy.zarr", "--by", "growth", "--no-theory")
      #expect(growth.errors.contains("with noise") && growth.errors.contains("diverged_fraction"))
      #expect(try command.succeed("boundary", "noisy.zarr", "--no-theory").errors == "")
    }

    static let refusals = [
      Refusal("boundary nowhere.zarr", 66, "no store at nowhere.zarr"),
      Refusal("boundary small.zarr --x eta", 64, "no axis \"eta\"", "momentum, learning_rate"),
      Refusal("boundary small.zarr --along eta", 64, "--along eta"),
      Refusal(
        "boundary small.zarr --slice momentum=2 --x learning_rate", 64, "goes from 0.0 to 1.0"),
      Refusal("boundary small.zarr --level verdict=2", 64, "verdicts have no levels"),
      Refusal("boundary small.zarr --level period=2", 64, "did not record period"),
      Refusal("boundary small.zarr --level speed=2", 64, "speed=2"),
      Refusal("boundary small.zarr --level rate=0 --by growth", 64, "keep one"),
      Refusal("boundary small.zarr --refine 2", 64, "--refine must be between"),
      Refusal("boundary small.zarr --refine nan", 64, "--refine must be between"),
      Refusal("boundary small.zarr --steps 9", 64, "--steps is the step limit of --refine"),
      Refusal("boundary small.zarr --refine 0.1 --steps 0", 65, "steps"),
      Refusal("boundary small.zarr --rows 0", 64, "--rows"),
      Refusal("boundary small.zarr --format xml", 64, "xml"),
      Refusal("boundary small.zarr -o none/b.csv --format csv", 73, "none/b.csv"),
    ]

    @Test func `what cannot be asked is refused`() throws {
      try run(.small)
      for refusal in Self.refusals {
        expectRefusal(try command.line(refusal.command), refusal.status, refusal.words)
      }
    }

    @Test func `a line has no lines, and independent noise no points between cells`() throws {
      try run(.line)
      expectRefusal(
        try command.line("boundary line.zarr --format geojson"), 64, ["one axis has no lines"])
      try run(.batches)
      expectRefusal(
        try command.line("boundary batches.zarr --refine 1e-3"), 64, ["independent noise"])
    }
  }
}
