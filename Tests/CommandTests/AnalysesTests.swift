import Foundation
import Testing

extension CommandTests {
  /// Analyses, recomputed by NumPy from the iterates of a trace, and what they must not change.
  struct AnalysesTests {
    struct Case: Sendable, CustomTestStringConvertible {
      var objective: String
      var start: String
      var rule: String
      var rate: String
      var momentum = "0"
      var steps = 300
      var record = "lyapunov_violations, descent_violations, sharpness, lyapunov_exponent"

      var testDescription: String { "\(rule) on \(objective), η = \(rate), β = \(momentum)" }
      /// Without coefficients.
      var name: String { String(objective.prefix { $0 != ":" }.drop { $0 == "{" }) }
      var hasMomentum: Bool { rule != "gradient_descent" }
    }

    static let cases = [
      Case(
        objective: "{quadratic: {eigenvalues: [100, 1]}}", start: "[1, 1]",
        rule: "gradient_descent", rate: "0.015"),
      // Beyond 1/λ and below 2/λ: f falls, and its bound does not hold.
      Case(
        objective: "{quadratic: {eigenvalues: [100, 1]}}", start: "[1, 1]", rule: "heavy_ball",
        rate: "0.03", momentum: "0.9",
        record: "lyapunov_violations, descent_violations, sharpness, energy_drift, "
          + "lyapunov_exponent"),
      Case(
        objective: "{quadratic: {eigenvalues: [100, 1]}}", start: "[1, 1]", rule: "nesterov",
        rate: "0.012", momentum: "0.9"),
      Case(
        objective: "rosenbrock", start: "[-1.2, 1]", rule: "gradient_descent", rate: "0.0018"),
      Case(
        objective: "rosenbrock", start: "[-1.2, 1]", rule: "heavy_ball", rate: "0.0005",
        momentum: "0.95"),
      Case(
        objective: "rosenbrock", start: "[-1.2, 1]", rule: "nesterov", rate: "0.0005",
        momentum: "0.9"),
      Case(
        objective: "scalar_factorization", start: "[3, 0.1]", rule: "gradient_descent",
        rate: "0.4"),
      Case(
        objective: "himmelblau", start: "[0.5, -0.5]", rule: "gradient_descent", rate: "0.01",
        steps: 100),
      // Chaos, the exponent being ln 2; and the largest curvature is not the dominant one.
      Case(
        objective: "cubic", start: "[0.4]", rule: "gradient_descent", rate: "3", steps: 2000),
      Case(
        objective: "{saddle: {unstable_curvature: 5}}", start: "[1, 1e-6]",
        rule: "gradient_descent",
        rate: "0.1", steps: 60),
      Case(
        objective: "{double_well: {barrier: 1}}", start: "[0.1]", rule: "heavy_ball", rate: "0.02",
        momentum: "0.8", steps: 100),
      Case(
        objective: "tanh_network", start: "[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]",
        rule: "gradient_descent", rate: "0.3", steps: 200),
    ]

    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws { command = Command(in: try TemporaryDirectory()) }

    @Test(arguments: cases)
    func `a trace's analyses are NumPy's`(item: Case) throws {
      try directory.write(
        """
        objective: \(item.objective)
        initial_point: \(item.start)
        optimizer: \(item.rule)
        axes:
          learning_rate: {values: [1]}
        \(item.hasMomentum ? "  momentum: {values: [1]}" : "")
        steps: \(item.steps)
        precision: float64
        record: [\(item.record)]
        """, "a.yaml")
      let at =
        "learning_rate=\(item.rate)" + (item.hasMomentum ? ",momentum=\(item.momentum)" : "")
      let csv = try command.succeed(
        "trace", "a.yaml", "--at", at, "--steps", "\(item.steps)", "--format", "csv"
      ).output
      try directory.write(csv, "trace.csv")
      let output = try Python.run(
        "analyses.py", "trace.csv", item.name, item.rule, item.rate, item.momentum, in: directory)
      #expect(output.hasPrefix("\(item.steps + 1) rows agree: "), "\(output)")
    }

    @Test func `the energy of motion is the trace's`() throws {
      try directory.write(
        """
        objective: kepler
        optimizer: velocity_verlet
        axes: {time_step: {values: [0.05]}}
        steps: 500
        precision: float64
        record: [energy_drift]
        """, "k.yaml")
      let csv = try command.succeed(
        "trace", "k.yaml", "--at", "time_step=0.05", "--steps", "500", "--format", "csv"
      ).output
      try directory.write(csv, "trace.csv")
      let output = try Python.run(
        "analyses.py", "trace.csv", "kepler", "velocity_verlet", "0", "0", in: directory)
      #expect(output == "501 rows agree: energy_drift\n")
    }

    /// A map of all fates, once with everything recorded.
    static let map = Sample(
      name: "map",
      yaml: """
        objective: {quadratic: {eigenvalues: [100, 1]}}
        initial_point: [1, 1]
        optimizer: heavy_ball
        axes:
          momentum: {from: 0, to: 1, count: 40}
          learning_rate: {from: 0, to: 0.05, count: 40}
        steps: 300
        measure: {from: 0.5}
        record: [steps, objective, rate, peak, settled_objective]
        """)

    @Test(arguments: ["map", "noisy"])
    func `recording them changes no other bit`(name: String) throws {
      let sweep = name == "map" ? Self.map : Sample.noisy
      let file = try sweep.write(to: directory)
      try command.succeed("run", file, "--store", "plain.zarr")
      let plain = try directory.arrays(of: "plain.zarr")
      let usual =
        name == "map"
        ? "steps, objective, rate, peak, settled_objective"
        : "steps, objective, rate, peak, log_objective, settled_objective, settled_square_distance"
      let analyses =
        "lyapunov_violations, descent_violations, sharpness, energy_drift, lyapunov_exponent"
        + (name == "map" ? ", shadowing_distance" : "")
      try command.succeed(
        "run", file, "--store", "all.zarr", "--set", "record=[\(usual), \(analyses)]")
      let all = try directory.arrays(of: "all.zarr")
      #expect(plain.keys.contains { $0.hasPrefix("verdict/c/") })
      // The root says what was asked, and a shard's seal of which sweep it is.
      for (key, bytes) in plain where key.contains("/c/") {
        #expect(all[key].map(unsealed) == unsealed(bytes), "\(key)")
      }
      #expect(all.count > plain.count)
    }

    /// A results' shard without its seal and the checksum over it: chunks, ranges (mark, seal, 17 bytes a chunk,
    /// checksum), index (16 bytes a chunk, checksum).
    private func unsealed(_ shard: Data) -> Data {
      guard let mark = shard.range(of: Data("sxsealed".utf8), options: .backwards) else {
        return shard
      }
      let chunks = (shard.count - mark.lowerBound - 24) / 33
      var rest = shard
      let checksum = mark.upperBound + 8 + 17 * chunks
      rest.replaceSubrange(checksum..<checksum + 4, with: Data(count: 4))
      rest.replaceSubrange(mark.upperBound..<mark.upperBound + 8, with: Data(count: 8))
      return rest
    }

    @Test func `the boundary is also where the exponent's sign changes, and can be drawn`() throws {
      let file = try Self.map.replacing("objective, rate", by: "objective, lyapunov_exponent, rate")
        .write(to: directory)
      try command.succeed("run", file, "--store", "m.zarr")
      let lines = try command.succeed(
        "boundary", "m.zarr", "--along", "learning_rate", "--level", "lyapunov_exponent=0",
        "--format", "csv"
      ).output.split(separator: "\n")
      #expect(lines.count > 30)
      // A cell is 0.00125 wide; theory: 2(1 + β)/100.
      for line in lines.dropFirst() {
        let numbers = line.split(separator: ",").compactMap { Double($0) }
        let (momentum, critical) = (numbers[0], numbers[1])
        #expect((critical - (1 + momentum) / 50).magnitude < 0.00125, "\(line)")
        #expect((numbers[2] - (1 + momentum) / 50).magnitude < 1e-12, "theory in \(line)")
      }
      try command.succeed(
        "plot", "m.zarr", "--variable", "lyapunov_exponent", "--contour", "lyapunov_exponent=0",
        "-o", "m.png")
      #expect(try Picture(directory.bytes("m.png")).format == "png")
    }
  }
}
