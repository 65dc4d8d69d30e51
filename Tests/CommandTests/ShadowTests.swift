import Foundation
import Testing

extension CommandTests {
  /// Orbits beside their flow.
  struct ShadowTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws { command = Command(in: try TemporaryDirectory()) }

    private static let quadratic = """
      objective: {quadratic: {eigenvalues: [10, 1]}}
      initial_point: [1, 1]
      optimizer: gradient_descent
      axes:
        initial_point_1: {values: [1, 5]}
        learning_rate: {from: 0.001, to: 0.1, count: 6, scale: log}
      steps: 2000
      precision: float64
      """

    private static let saddle = """
      objective: {saddle: {stable_curvature: 1.2, unstable_curvature: 0.9, perturbation: 0.1}}
      initial_point: [1, 0.002]
      optimizer: gradient_descent
      axes: {learning_rate: {values: [0.02, 0.04, 0.08]}}
      steps: 80
      precision: float64
      """

    @Test func `a quadratic's ε is within Theorem 2 in every cell, and proportional to h`() throws {
      try directory.write(Self.quadratic, "q.yaml")
      let json = try command.succeed("shadow", "q.yaml", "--format", "json").json()
      let cells = try #require(json["cells"] as? [[String: Any]])
      #expect(cells.count == 12)
      for cell in cells {
        let at = try #require(cell["at"] as? [String: Double])
        let (h, y) = (try #require(at["learning_rate"]), try #require(at["initial_point_1"]))
        #expect(cell["time_step"] as? Double == h)
        #expect(cell["is_within_bound"] as? Bool == true)
        // ℓ is where both start; hℓL/(2μ) with L = 10, μ = 1.
        let bound = h * (100 + y * y).squareRoot() * 10 / 2
        #expect(abs(try #require(cell["epsilon_bound"] as? Double) - bound) < 1e-14)
        let epsilon = (0...2000).map { k in
          let (a, b) = ((10.0, 1.0), (1.0, y))
          func apart(_ p: (Double, Double)) -> Double {
            p.1 * (pow(1 - h * p.0, Double(k)) - exp(-h * p.0 * Double(k)))
          }
          return (pow(apart(a), 2) + pow(apart(b), 2)).squareRoot()
        }.max()
        #expect(abs(try #require(cell["epsilon"] as? Double) - (epsilon ?? .nan)) < 1e-13)
        #expect(cell["curvature"] as? String == "exact")
        #expect(cell["shadow_epsilon"] == nil)
      }
      let fits = try #require(json["fits"] as? [[String: Any]])
      #expect(fits.count == 2)
      for fit in fits { #expect(abs(try #require(fit["exponent"] as? Double) - 1) < 0.15) }
    }

    @Test func `a table, a list for programs and a picture say the same`() throws {
      try directory.write(Self.quadratic, "q.yaml")
      let outcome = try command.succeed("shadow", "q.yaml", "-o", "q.png")
      let table = outcome.output
      #expect(table.contains("gradient flow in closed form"))
      #expect(table.contains("Theorem 2, ε ≤ hℓL/(2μ): holds at every step in 12 of the 12 cells"))
      #expect(table.contains("ε ∝ h^1.0"))
      #expect(try Picture(directory.bytes("q.png")).format == "png")
      let rows = try command.succeed("shadow", "q.yaml", "--format", "csv").output
        .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      #expect(rows.count == 13 && rows.allSatisfy { $0.count == rows[0].count })
      #expect(rows[0].prefix(4) == ["initial_point_1", "learning_rate", "h", "steps"])
      #expect(rows[0].last == "shadow_initial_point_1")
    }

    @Test func `the shadow past a bent saddle is SciPy's`() throws {
      try directory.write(Self.saddle, "s.yaml")
      let json = try command.succeed("shadow", "s.yaml", "--format", "json").output
      try directory.write(json, "s.json")
      let output = try Python.run(
        "shadow_saddle.py", "s.json", "1.2", "0.9", "0.1", "80", "1", "0.002", in: directory)
      #expect(output.split(separator: "\n").count == 3)
      let picture = try command.succeed(
        "shadow", "s.yaml", "--at", "learning_rate=0.08", "-o", "s.svg")
      #expect(picture.output.contains("shadow starts at"))
      #expect(try Picture(directory.bytes("s.svg")).format == "svg")
    }

    @Test func `the kernel's own orbit from the shadow's start stays near`() throws {
      try directory.write(Self.saddle, "s.yaml")
      let json = try command.succeed("shadow", "s.yaml", "--format", "json").json()
      let cells = try #require(json["cells"] as? [[String: Any]])
      let start = try #require(cells[2]["shadow_start"] as? [Double])
      let epsilon = try #require(cells[2]["shadow_epsilon"] as? Double)
      let flow = try steps(["shadow", "s.yaml", "--at", "learning_rate=0.08"])
      let orbit = try steps([
        "trace", "s.yaml", "--at", "learning_rate=0.08", "--steps", "80", "--set",
        "initial_point=[\(start[0]), \(start[1])]",
      ])
      let distances = zip(flow, orbit).map { flow, orbit in
        (pow(flow[4] - orbit[1], 2) + pow(flow[5] - orbit[2], 2)).squareRoot()
      }
      #expect(distances.count == 81)
      // Rounding grows by (1 + hγ)⁸⁰, some hundredfold.
      #expect(abs((distances.max() ?? .nan) - epsilon) < 1e-12)
      // step, time, x0, x1, y0, y1, distance, shadow0, shadow1, shadow_distance
      #expect(flow.last?[6] ?? 0 > 5 * epsilon)
    }

    private func steps(_ words: [String]) throws -> [[Double]] {
      try command.run(words + ["--format", "csv"]).output.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",").map { Double($0) ?? .nan }
      }
    }

    @Test func `heavy ball in η and β has its flow's h and α`() throws {
      func sweep(_ rule: String, _ axes: String) throws -> [String: Any] {
        try directory.write(
          """
          objective: {quadratic: {eigenvalues: [2, 1]}}
          initial_point: [1, 1]
          optimizer: \(rule)
          axes: {\(axes)}
          steps: 500
          precision: float64
          """, "h.yaml")
        let cells = try command.succeed("shadow", "h.yaml", "--format", "json").json()["cells"]
        return try #require((cells as? [[String: Any]])?.first)
      }
      let physics = try sweep(
        "{heavy_ball: {form: physics, friction: 0.3}}", "time_step: {values: [0.05]}")
      let plain = try sweep(
        "heavy_ball", "learning_rate: {values: [0.0025]}, momentum: {values: [0.985]}")
      let euler = try sweep("{symplectic_euler: {friction: 0.3}}", "time_step: {values: [0.05]}")
      for key in ["epsilon", "delta", "delta_bound"] {
        let value = try #require(physics[key] as? Double)
        #expect(abs(try #require(plain[key] as? Double) - value) < 1e-12)
        #expect(abs(try #require(euler[key] as? Double) - value) < 1e-14)
      }
      #expect(physics["epsilon_bound"] == nil)
    }

    @Test func `curvatures that nobody knows are measured, or said`() throws {
      try directory.write(
        """
        objective: {logistic_regression: {ridge: 0.1}}
        initial_point: [1, 2]
        optimizer: gradient_descent
        axes: {learning_rate: {values: [0.1, 0.2]}}
        steps: 300
        precision: float64
        """, "l.yaml")
      let known = try command.succeed("shadow", "l.yaml").output
      #expect(known.contains("the objective's own") && known.contains("by Runge–Kutta"))
      #expect(known.contains("holds at every step in 2 of the 2 cells"))
      try directory.write(
        """
        objective: rosenbrock
        initial_point: [1.2, 1.4]
        optimizer: gradient_descent
        axes: {learning_rate: {values: [0.0002, 0.0004]}}
        steps: 300
        precision: float64
        """, "r.yaml")
      #expect(try command.succeed("shadow", "r.yaml").output.contains("an estimate and no proof"))
      let said = try command.succeed(
        "shadow", "r.yaml", "--smoothness", "2000", "--strong-convexity", "0.1"
      ).output
      #expect(said.contains("L = 2000, least curvature 0.1: as given"))
    }

    /// The usual examples' features are 1 and a, with Σa = 0 and Σa²/n = 1.875: the loss bends by at
    /// most 1.875/(6√3) = 0.1804, which a ridge above 0.0902 outweighs.
    @Test(arguments: [(0.05, false), (0.1, true), (1, true)])
    func `Theorem 2 holds on the sigmoid loss where its ridge makes it convex`(
      ridge: Double, applies: Bool
    ) throws {
      try directory.write(
        """
        objective: {sigmoid_erm: {ridge: \(ridge)}}
        initial_point: [1, 2]
        optimizer: gradient_descent
        axes:
          initial_point_0: {values: [-3, 0.5]}
          learning_rate: {values: [0.05, 0.1, 0.2]}
        steps: 3000
        precision: float64
        """, "e.yaml")
      let json = try command.succeed("shadow", "e.yaml", "--format", "json").json()
      let cells = try #require(json["cells"] as? [[String: Any]])
      for cell in cells {
        let bend = 1.875 / (6 * 3.0.squareRoot())
        let smoothness = try #require(cell["smoothness"] as? Double)
        #expect(abs(smoothness - 2 * ridge - bend) < 1e-14)
        #expect(cell["is_within_bound"] as? Bool == (applies ? true : nil))
        let error = try #require(cell["flow_error"] as? Double)
        #expect(error <= 1e-6 * (try #require(cell["epsilon"] as? Double)))
      }
      #expect(cells.count == 6)
    }

    /// Its flow has eight substeps, the command's as many as it needs, or a closed form.
    @Test(arguments: [
      "objective={quadratic: {eigenvalues: [10, 1]}}",
      "objective={rosenbrock: {b: 2}}",
      "optimizer={symplectic_euler: {friction: 0.7}}",
      "optimizer={heavy_ball: {momentum: 0.8}}",
    ])
    func `a sweep records what the command says`(setting: String) throws {
      try directory.write(Self.quadratic, "q.yaml")
      let step = setting.contains("symplectic") ? "time_step" : "learning_rate"
      let axes =
        "axes={initial_point_1: {values: [1.2, 1.5]}, \(step): {values: [0.002, 0.01, 0.04]}}"
      let settings = ["--set", setting, "--set", axes]
      let json = try command.run(["shadow", "q.yaml", "--format", "json"] + settings).json()
      let cells = try #require(json["cells"] as? [[String: Any]])
      let run = try command.run(
        ["run", "q.yaml", "--store", "q.zarr", "--set", "record=[shadowing_distance]"] + settings)
      #expect(run.status == 0, "\(run.errors)")
      let rows = try command.succeed(
        "query", "q.zarr", "SELECT shadowing_distance, pseudo_orbit_error FROM map",
        "--format", "csv"
      ).output.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",").map { Double($0) ?? .nan }
      }
      #expect(rows.count == 6 && cells.count == 6)
      for (row, cell) in zip(rows, cells) {
        #expect(abs(row[0] / (try #require(cell["epsilon"] as? Double)) - 1) < 1e-5)
        #expect(abs(row[1] / (try #require(cell["delta"] as? Double)) - 1) < 1e-5)
      }
    }

    @Test func `a start far out is only a scale, and no curvature is minus zero`() throws {
      try directory.write(Self.saddle, "s.yaml")
      let output = try command.succeed(
        "shadow", "s.yaml", "--set", "objective={quadratic: {eigenvalues: [1, 0]}}", "--set",
        "initial_point=[1e200, 1e200]", "--set", "axes.learning_rate={values: [0.1]}", "--set",
        "steps=1"
      ).output
      #expect(output.contains("4.8374e+197") && output.contains("least curvature 0"))
    }

    /// The cell of a sweep with one, its objective and start replaced.
    private func only(_ settings: String...) throws -> [String: Any] {
      try directory.write(Self.saddle, "s.yaml")
      let set = (["axes.learning_rate={values: [0.1]}"] + settings).flatMap { ["--set", $0] }
      let json = try command.run(["shadow", "s.yaml", "--format", "json"] + set).json()
      return try #require((json["cells"] as? [[String: Any]])?.first)
    }

    @Test func `a turned quadratic has the eigenvalues that the sweep says`() throws {
      for (values, least, saddle) in [("[1, 0]", 0.0, false), ("[-0.5, 1]", -0.5, true)] {
        let cell = try only(
          "objective={quadratic: {eigenvalues: \(values), rotation: 0.3}}", "initial_point=[1, 1]")
        #expect(cell["convexity"] as? Double == least && cell["smoothness"] as? Double == 1)
        #expect((cell["shadow_epsilon"] != nil || cell["shadow_missing"] != nil) == saddle)
      }
    }

    @Test func `curvatures of a loss are those of its worst point`() throws {
      // AᵀA/n of one example has rank 1, and 5 is its trace.
      let line = try only("objective={linear_regression: {examples: [[1, 2, 0]]}}")
      #expect(line["convexity"] as? Double == 0 && line["epsilon_bound"] == nil)
      #expect(abs(try #require(line["smoothness"] as? Double) - 5) < 1e-14)
      // Far out −2 is left, and at 0 the loss adds 2²/4.
      let concave = try only(
        "objective={logistic_regression: {ridge: -2, examples: [[2, 1]]}}", "initial_point=[1]")
      #expect(concave["smoothness"] as? Double == 2 && concave["convexity"] as? Double == -2)
    }

    @Test func `a gradient that jumps has no curvature to tell of`() throws {
      let cell = try only("objective=lasso", "initial_point=[1, 1, 1, 1]")
      #expect(cell["smoothness"] == nil && cell["delta_bound"] == nil)
      let said = try command.succeed(
        "shadow", "s.yaml", "--set", "objective=lasso", "--set", "initial_point=[1, 1, 1, 1]",
        "--smoothness", "4", "--strong-convexity", "0.25")
      #expect(said.output.contains("as given"))
    }

    /// Out of the hill's top the curvature grows to the end, which is no step that is sampled on the way.
    @Test func `curvatures are measured up to the last step`() throws {
      let cell = try only(
        "objective=double_well", "initial_point=[0.001]", "steps=41",
        "axes.learning_rate={values: [0.2]}")
      let path = try steps([
        "shadow", "s.yaml", "--at", "learning_rate=0.2", "--set", "objective=double_well", "--set",
        "initial_point=[0.001]", "--set", "steps=41", "--set",
        "axes.learning_rate={values: [0.2]}",
      ])
      // f″ = 3x² − 1 on orbit and flow.
      let largest = try #require(path.flatMap { [$0[2], $0[3]] }.map { 3 * $0 * $0 - 1 }.max())
      #expect(largest > 1)
      // Sampled along the flow's first integration, which is off by as much.
      #expect(abs(try #require(cell["smoothness"] as? Double) - largest) < 1e-4)
    }

    @Test func `an orbit that goes elsewhere has no part in the exponent`() throws {
      try directory.write(Self.quadratic, "q.yaml")
      let words = ["shadow", "q.yaml", "--set", "steps=40", "--format", "json"]
      func exponents(_ rates: String) throws -> [Double] {
        let json = try command.run(words + ["--set", "axes.learning_rate={values: \(rates)}"])
          .json()
        return try #require(json["fits"] as? [[String: Any]]).map {
          try #require($0["exponent"] as? Double)
        }
      }
      #expect(try exponents("[0.005, 0.01, 0.02, 0.3]") == exponents("[0.005, 0.01, 0.02]"))
    }

    @Test func `a place far from the origin changes nothing but rounding`() throws {
      let far = "objective={quadratic: {eigenvalues: [4, 1], minimum: [1000, 1000]}}"
      for h in ["1e-10", "1e-9", "1e-8"] {
        let output = try command.run([
          "shadow", try write(Self.saddle), "--set", far, "--set", "initial_point=[0, 0]", "--set",
          "axes.learning_rate={values: [\(h)]}",
        ]).output
        #expect(output.contains("½ ℓL h²: holds at every step in 1 of the 1 cells"), "\(output)")
      }
      // The last orbit is lost, and has no part in the exponent.
      let lost = try command.run([
        "shadow", try write(Self.saddle), "--set", far, "--set", "initial_point=[1001, 1001]",
        "--set", "axes.learning_rate={values: [0.01, 0.02, 0.05, 0.1, 0.6]}", "--set", "steps=10",
      ]).output
      #expect(lost.contains("over 4 step sizes"))
    }

    private func write(_ sweep: String) throws -> String {
      try directory.write(sweep, "s.yaml")
      return "s.yaml"
    }

    @Test func `what grows without end has no exponent over different times`() throws {
      let output = try command.run([
        "shadow", try write(Self.saddle), "--set", "objective={quadratic: {eigenvalues: [-1]}}",
        "--set", "initial_point=[1]",
      ]).output
      #expect(!output.contains("∝"))
    }

    @Test func `what is said of curvatures that are known has to be true`() throws {
      try directory.write(Self.quadratic, "q.yaml")
      for (option, value) in [("--smoothness", "9.9"), ("--strong-convexity", "1.1")] {
        let outcome = try command("shadow", "q.yaml", option, value)
        #expect(
          outcome.status == 64 && outcome.errors.contains("leave the option out"),
          "\(outcome.errors)")
      }
      let loss = "objective={sigmoid_erm: {ridge: 0.1, examples: [[1, 2, 1], [0.5, -1, -1]]}}"
      let outcome = try command("shadow", "q.yaml", "--set", loss, "--strong-convexity", "100")
      #expect(outcome.status == 64 && outcome.errors.contains("curvatures as low as 0.2"))
      try command.succeed("shadow", "q.yaml", "--smoothness", "10", "--strong-convexity", "1")
      try command.succeed("shadow", "q.yaml", "--smoothness", "12", "--strong-convexity", "0.5")
    }

    @Test func `rounding alone breaks no theorem`() throws {
      for precision in ["float32", "float64"] {
        let cell = try only(
          "objective={quadratic: {eigenvalues: [1, 1]}}", "initial_point=[1000, 0.001]",
          "axes.learning_rate={values: [1e-15]}", "precision=\(precision)")
        #expect(cell["is_within_bound"] as? Bool == true, "\(precision)")
      }
    }

    @Test func `an orbit that diverges has ε = ∞`() throws {
      try directory.write(Self.quadratic, "q.yaml")
      let output = try command.succeed(
        "shadow", "q.yaml", "--set", "axes.learning_rate={values: [0.01, 1]}", "--set",
        "steps=5000"
      ).output
      #expect(output.contains("2 of 4 cells leave the finite numbers"))
      #expect(output.contains("∞"))
      // The flow does not leave them: δ = (e⁻¹⁰ + 9, e⁻¹), as far as the start is.
      let one = try command.succeed(
        "shadow", "q.yaml", "--set", "axes.learning_rate={values: [1]}", "--set", "steps=5000",
        "--at", "learning_rate=1,initial_point_1=1", "-o", "q.png"
      ).output
      #expect(one.contains("9.007560851"))
    }

    private static let refusals = [
      Refusal("--set optimizer=adam", 65, "known of adam", "heavy_ball"),
      Refusal(
        "--set optimizer={heavy_ball: {form: averaged, momentum: 0.9}}", 65, "form averaged"),
      Refusal("--set schedule=cosine", 65, "a schedule changes the time step"),
      Refusal("--set clip_norm=1", 65, "clip_norm=~"),
      Refusal("--set noise={gaussian: 0.1}", 65, "noise=~"),
      Refusal("--set axes.learning_rate={values: [0, 0.1]}", 65, "time step is 0"),
      Refusal("--set objective={bilinear: {}}", 65, "is a game"),
      Refusal("--at learning_rate=0.1", 64, "initial_point_1"),
      Refusal("--tolerance 2", 64, "between 0 and 1"),
      Refusal("--smoothness 1 --strong-convexity 2", 64, "at most --smoothness"),
      Refusal("-o q.gif", 64, "gif"),
    ]

    @Test(arguments: refusals)
    func `what has no flow is refused`(refusal: Refusal) throws {
      try directory.write(Self.quadratic, "q.yaml")
      // A setting's braces hold blanks: words are split where an option or a setting begins.
      let words = refusal.command.replacing("--set ", with: "--set\n").split(separator: "\n")
      var arguments: [String] = []
      if words.first == "--set" {
        arguments = words.map(String.init)
      } else {
        arguments = refusal.command.split(separator: " ").map(String.init)
      }
      expectRefusal(
        try command.run(["shadow", "q.yaml"] + arguments), refusal.status, refusal.words)
    }

    @Test func `a flow is refused, and so is a picture without h`() throws {
      try directory.write(
        """
        objective: rosenbrock
        flow: gradient
        axes: {time_step: {values: [0.001]}}
        steps: 10
        """, "f.yaml")
      expectRefusal(try command("shadow", "f.yaml"), 65, ["is a flow itself"])
      try directory.write(
        """
        objective: rosenbrock
        optimizer: {gradient_descent: {learning_rate: 0.001}}
        axes: {initial_point_0: {values: [0, 1]}}
        steps: 10
        """, "p.yaml")
      let outcome = try command("shadow", "p.yaml", "-o", "p.png")
      #expect(outcome.status == 64 && outcome.errors.contains("needs an axis learning_rate"))
    }
  }
}
