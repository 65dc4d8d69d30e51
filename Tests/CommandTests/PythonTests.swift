import Foundation
import Testing

extension CommandTests {
  /// Stores without our software: xarray, zarr-python, and NumPy's own simulation of the cells.
  struct PythonTests {
    struct Case: Sendable, CustomTestStringConvertible {
      let sweep: Sample
      /// How many of the cells must be comparable: see `sweep_store.py`.
      var leastShare = 1.0

      var testDescription: String { sweep.name }
    }

    private static func quadratic(
      _ name: String, _ optimizer: String, _ axes: String, precision: String = "float64"
    ) -> Sample {
      Sample(
        name: name,
        yaml: """
          objective: {quadratic: {eigenvalues: [100, 10, 1]}}
          initial_point: [1, -0.5, 2]
          optimizer: \(optimizer)
          axes: {\(axes)}
          steps: 1500
          precision: \(precision)
          """)
    }

    private static let momentum = "momentum: {from: 0, to: 1, count: 150}"
    private static let rate = "learning_rate: {from: 0, to: 0.05, count: 170}"

    static let cases = [
      Case(sweep: quadratic("heavy_ball", "heavy_ball", "\(momentum), \(rate)")),
      Case(sweep: quadratic("nesterov", "nesterov", "\(rate), \(momentum)")),
      Case(
        sweep: quadratic(
          "descent", "gradient_descent", "learning_rate: {from: 0, to: 0.025, count: 3000}")),
      Case(
        sweep: quadratic(
          "curvature", "{heavy_ball: {momentum: 0.7}}",
          "eigenvalue_1: {from: 0.1, to: 1000, count: 40, scale: log}, "
            + "initial_point_2: {values: [-3, 0, 1, 5]}, \(rate)")),
      // Few steps, and rates up to where some diverge: most cells are not chaotic yet.
      Case(
        sweep: Sample(
          name: "rosenbrock",
          yaml: """
            objective: rosenbrock
            optimizer: heavy_ball
            axes:
              momentum: {from: 0, to: 0.9, count: 100}
              learning_rate: {from: 1e-4, to: 1e-2, count: 100, scale: log}
            steps: 400
            precision: float64
            """), leastShare: 0.8),
      Case(
        sweep: quadratic(
          "single", "heavy_ball", "\(momentum), \(rate)", precision: "float32")),
    ]

    @Test(arguments: cases)
    func `xarray opens the store, and NumPy agrees with its cells`(item: Case) throws {
      let command = Command(in: try TemporaryDirectory())
      let file = try item.sweep.write(to: command.directory)
      let run = try command.succeed("run", file, "--store", "s.zarr", "--format", "json")
      try command.directory.write(run.output, "summary.json")
      let output = try Python.run(
        "sweep_store.py", "s.zarr", "summary.json", "\(item.leastShare)", in: command.directory)
      #expect(output.contains(/^\d+ cells agree: \d+ \d+ \d+/), "\(output)")
      // A comparison of cells that all have one fate would say little.
      let counts = output.split(separator: ":").last?.split(separator: " ").compactMap {
        Int($0.filter(\.isNumber))
      }
      #expect(counts?.filter { $0 >= 10 }.count ?? 0 >= 2, "\(output)")
    }

    @Test func `half a store reads as missing where nothing is done`() throws {
      let command = Command(in: try TemporaryDirectory())
      let file = try Sample.squares.write(to: command.directory)
      try command.succeed("run", file, "--store", "s.zarr", "--shard", "1/2")
      let output = try Python.run("half_store.py", "s.zarr", in: command.directory)
      #expect(output == "half of 65536 cells\n")
    }
  }
}
