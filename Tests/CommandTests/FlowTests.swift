import Foundation
import SweepEngine
import Testing

extension CommandTests {
  /// Flows on every surface.
  struct FlowTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws { command = Command(in: try TemporaryDirectory()) }

    private func write(_ flow: String, axes: String, _ more: String = "") throws {
      try directory.write(
        """
        objective: rosenbrock
        initial_point: [-1.2, 1]
        \(flow)
        axes: {\(axes)}
        steps: 40
        precision: float64
        \(more)
        """, "s.yaml")
    }

    @Test(arguments: [
      ("gradient", "", "-", 0, 0.01), ("heavy_ball", "mass: 2, friction: 0.3", "2,0.3", 0, 0.02),
      ("nesterov", "start_time: 0.5, damping: 4", "4", 0.5, 0.02),
      ("rmsprop", "learning_rate: 0.01, beta2: 0.9, epsilon: 0.001", "0.01,0.9,0.001", 0, 0.5),
      (
        "adam", "learning_rate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 0.001",
        "0.01,0.9,0.99,0.001", 0, 0.5
      ),
      (
        "lion",
        "kernel: tanh, gradient_gain: 1, momentum_decay: 1, look_ahead: 0.05, weight_decay: 0.1",
        "1,1,0.05,0.1", 0, 0.005
      ),
    ])
    func `a trace is SciPy's DOP853, to ten digits`(
      law: String, arguments: String, numbers: String, start: Double, step: Double
    ) throws {
      try write(
        "flow: {\(law): {substeps: 1000\(arguments.isEmpty ? "" : ", ")\(arguments)}}",
        axes: "time_step: {values: [1]}")
      let csv = try command.succeed(
        "trace", "s.yaml", "--at", "time_step=\(step)", "--steps", "40", "--format", "csv",
        "--reference"
      ).output
      try directory.write(csv, "trace.csv")
      let output = try Python.run(
        "flow_trace.py", "trace.csv", law, numbers, "\(start)", "\(step)", in: directory)
      #expect(output == "41 points within 1e-10, references within 1e-11\n")
    }

    @Test func `a flow beside an optimizer has its reference, in table and JSON too`() throws {
      try write("optimizer: {heavy_ball: {momentum: 0.9}}", axes: "learning_rate: {values: [0.1]}")
      let words = [
        "trace", "s.yaml", "--at", "learning_rate=0.0004", "--steps", "2", "--versus",
        "flow=heavy_ball", "--reference",
      ]
      let table = try command.run(words).output.split(separator: "\n")
      let headings = table.filter { $0.hasPrefix("step") }.map { $0.split(separator: " ") }
      #expect(headings.count == 2 && !headings[0].contains("error"))
      #expect(headings[1].suffix(4) == ["distance", "reference_x0", "reference_x1", "error"])
      let json = try command.run(words + ["--format", "json"]).output.split(separator: "\n")
      #expect(json.count == 6 && json.filter { $0.contains("\"error\":") }.count == 3)
    }

    @Test(arguments: [
      ("optimizer: {heavy_ball: {momentum: 0.9, learning_rate: 0.1}}", 64, "heavy_ball is none"),
      ("flow: {langevin: {time_step: 0.1, temperature: 1}}", 64, "draws random numbers"),
      ("flow: {lion: {time_step: 0.1}}", 64, "kernel: tanh"),
      ("flow: {heavy_ball: {friction: -1000, time_step: 0.1}}", 65, "take fewer --steps"),
    ])
    func `what has no reference is told`(rule: String, status: Int32, words: String) throws {
      try write(rule, axes: "initial_point_0: {values: [-1.2]}")
      expectRefusal(
        try command(
          "trace", "s.yaml", "--at", "initial_point_0=-1.2", "--steps", "40", "--reference"),
        status, [words])
    }

    @Test func `a table and JSON have the time`() throws {
      try write("flow: {nesterov: {start_time: 2}}", axes: "time_step: {values: [0.5]}")
      let words = ["trace", "s.yaml", "--at", "time_step=0.5", "--steps", "3"]
      let table = try command.run(words).output.split(separator: "\n")
      #expect(
        table[0].split(separator: " ") == ["step", "time", "x0", "x1", "objective", "gradient"])
      #expect(table[4].split(separator: " ").prefix(2) == ["3", "3.5"])
      let json = try command.run(words + ["--format", "json"]).output.split(separator: "\n")
      #expect(json.last?.hasPrefix("{\"step\":3,\"time\":3.5,\"x\":[") == true)
      let energy = try command.run(
        words + ["--set", "flow=heavy_ball", "--format", "csv"]
      ).output
      #expect(energy.hasPrefix("step,time,x0,x1,objective,gradient,energy\n"))
    }

    /// The flow's numbers follow from the optimizer's: η = 0.0004 and β = 0.9 are h = 0.02, γ = 5.
    @Test(arguments: [
      "{heavy_ball: {substeps: 10}}", "heavy_ball", "{gradient: {time_step: 0.01}}",
    ])
    func `an optimizer's orbit beside its flow`(flow: String) throws {
      try write(
        "optimizer: heavy_ball",
        axes: "momentum: {values: [0.9]}, learning_rate: {from: 0, to: 0.001, count: 4}")
      let outcome = try command(
        "trace", "s.yaml", "--at", "momentum=0.9,learning_rate=0.0004", "--versus", "flow=\(flow)",
        "-o", "two.svg")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try Picture(directory.bytes("two.svg")).format == "svg")
    }

    @Test func `an optimizer beside a flow`() throws {
      try write("flow: {heavy_ball: {friction: 5}}", axes: "time_step: {values: [0.02]}")
      let outcome = try command(
        "trace", "s.yaml", "--at", "time_step=0.02", "--versus", "optimizer=heavy_ball", "-o",
        "two.png")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try Picture(directory.bytes("two.png")).format == "png")
    }

    @Test(arguments: [
      ("flow=hevy_ball", "unknown flow \"hevy_ball\""),
      ("flow={heavy_ball: {substeps: 0}}", "flow.substeps is 0"),
      ("flow={heavy_ball: {frction: 1}}", "did you mean friction?"),
    ])
    func `a flow that cannot be is told`(change: String, words: String) throws {
      try write("optimizer: {heavy_ball: {momentum: 0.9}}", axes: "learning_rate: {values: [0.1]}")
      let outcome = try command(
        "trace", "s.yaml", "--at", "learning_rate=0.1", "--versus", change, "-o", "v.png")
      #expect(outcome.status == 65 && outcome.errors.contains(words), "\(outcome.errors)")
      #expect(outcome.errors.contains("--versus \(change)"), "\(outcome.errors)")
    }

    @Test(arguments: catalog.flows.map(\.name))
    func `a page for every flow`(name: String) throws {
      let page = try command.succeed("catalog", name).output
      #expect(page.hasPrefix("\(name) · flow\n"))
      for words in ["time_step", "substeps", "per substep", "step k ends at t = ", "    flow: "] {
        #expect(page.contains(words), "\(words)")
      }
      #expect(try command.succeed("catalog").output.contains("  \(name) "))
    }

    @Test func `a name without its kind is the optimizer's`() throws {
      #expect(try command.succeed("catalog", "heavy_ball").output.contains("· optimizer"))
      let outcome = try command("catalog", "flow.hevy_ball")
      #expect(outcome.status == 64 && outcome.errors.contains("did you mean flow.heavy_ball?"))
    }

    @Test func `run, status, query and plot name the flow`() throws {
      try directory.write(
        """
        objective: {quadratic: {eigenvalues: [4]}}
        flow: heavy_ball
        axes:
          friction:  {from: 0, to: 6, count: 24}
          time_step: {from: 0, to: 2, count: 24}
        steps: 400
        """, "s.yaml")
      let run = try command("run", "s.yaml", "--plot", "map.svg")
      #expect(run.status == 0, "\(run.errors)")
      #expect(try Picture(directory.bytes("map.svg")).format == "svg")
      #expect(
        try command.succeed("status", "s.zarr").output.contains("flow.heavy_ball on quadratic"))
      let rows = try command.succeed(
        "query", "s.zarr",
        "SELECT min(time_step) FROM map WHERE rate > 0 AND friction_index = 0",
        "--format", "csv"
      ).output.split(separator: "\n")
      // Without friction the integrator is stable up to 2√2/2 = 1.414; with 0.125, hardly farther.
      let edge = try #require(rows.last.flatMap { Double($0) })
      #expect(abs(edge - 1.414) < 2.0 / 24)
      let theory = try command.succeed(
        "theory", "s.yaml", "--at", "friction=0,time_step=1", "--format", "csv"
      ).output.split(separator: "\n").map { $0.split(separator: ",") }
      let column = try #require(theory[0].firstIndex(of: "spectral_radius"))
      // |R(2i)|² = 1 − 64 · 4/576
      let radius = try #require(Double(theory[1][column]))
      #expect(abs(radius - (1 - 256.0 / 576).squareRoot()) < 1e-12)
    }

    @Test func `nothing is said of flows that theory does not know`() throws {
      try write("flow: nesterov", axes: "time_step: {values: [0.1]}")
      let outcome = try command(
        "theory", "s.yaml", "--set", "objective={quadratic: {eigenvalues: [1, 1]}}")
      #expect(outcome.status == 65 && outcome.errors.contains("nothing is known in closed form"))
    }

    /// In the browser a flow is one more name among the rules, and its sweep file is one.
    @Test func `the explorer explores a flow, and an optimizer in its place`() throws {
      try directory.write(
        """
        objective: {quadratic: {eigenvalues: [4, 1]}}
        flow: {heavy_ball: {substeps: 2}}
        axes: {friction: {from: 0, to: 6, count: 64}, time_step: {from: 0, to: 2, count: 64}}
        steps: 100
        """, "s.yaml")
      let server = try ExploreServer(command, "s.yaml")
      let view = try server.view("{}")
      #expect(view["optimizer"] as? String == "flow.heavy_ball")
      #expect(view["title"] as? String == "heavy ball flow on quadratic")
      let id = try #require(view["id"] as? String)
      let answer = try server.get(
        "/api/export/sweep.yaml?view=\(id)&x0=0&x1=2&y0=0&y1=6&width=64&height=64")
      let sweep = String(decoding: answer.body, as: UTF8.self)
      #expect(sweep.contains("flow: {heavy_ball: {") && !sweep.contains("optimizer"), "\(sweep)")
      for other in ["heavy_ball", "flow.adam", "flow.langevin"] {
        #expect(try server.view("{\"optimizer\": \"\(other)\"}")["optimizer"] as? String == other)
      }
    }
  }
}
