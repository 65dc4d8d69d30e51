import Foundation
import Testing

extension CommandTests {
  /// A sweep that cannot be: one plain message with its place, and nothing is written.
  struct SweepFileRefusalTests {
    struct Wrong: Sendable, CustomTestStringConvertible {
      let old: String
      let new: String
      let words: [String]

      init(_ old: String, _ new: String, _ words: String...) {
        self.old = old
        self.new = new
        self.words = words
      }

      var testDescription: String { "\(old) → \(new)" }
    }

    private static let momentum = "from: 0, to: 1, count: 16"

    static let wrongs = [
      Wrong("heavy_ball", "heavy_bal", "small.yaml:3:12", "did you mean heavy_ball?"),
      Wrong("quadratic", "quadratik", "small.yaml:1:13", "did you mean quadratic?"),
      Wrong("momentum:", "momentun:", "small.yaml:5:3", "did you mean momentum?"),
      Wrong("learning_rate:", "learningrate:", "small.yaml:6:3", "did you mean learning_rate?"),
      Wrong("eigenvalues", "eigenvalue", "small.yaml:1:25", "did you mean eigenvalues?"),
      Wrong("steps:", "step:", "small.yaml:7:1", "did you mean steps?"),
      Wrong("count: 16", "cout: 16", "small.yaml:5:30", "did you mean count?"),
      Wrong("count: 16", "count: 0", "small.yaml:5:37", "axes.momentum.count is 0"),
      Wrong("count: 16", "count: -3", "small.yaml:5:37", "is -3", "from 1 to"),
      Wrong("count: 16", "count: 1.5", "is 1.5", "a whole number"),
      Wrong("count: 16", "count: many", "is \"many\"", "a whole number"),
      Wrong("from: 0, to: 1,", "from: 1, to: 0,", "small.yaml:5:20", "from 1 down to 0"),
      Wrong(momentum, momentum + ", scale: log", "log axis from 0"),
      Wrong(momentum, "from: -1, to: 1, count: 4, scale: log", "log axis from -1"),
      Wrong(momentum, "values: [0.5, 0.1]", "0.1, after 0.5", "increase"),
      Wrong(momentum, "values: []", "empty list"),
      Wrong("from: 0, to: 1", "from: .nan, to: 1", "axes.momentum.from is .nan", "finite"),
      Wrong("from: 0, to: 1", "from: 0, to: .inf", "axes.momentum.to is .inf", "finite"),
      Wrong("[1, 1]", "[1, .nan]", "small.yaml:2:20", "finite"),
      Wrong("[1, 1]", "[1, 1, 1]", "3 numbers", "expected 2"),
      Wrong("[100, 1]", "\([Int](1...65))", "65 numbers", "1 to 64 numbers"),
      Wrong("steps: 100", "steps: 0", "steps is 0"),
      Wrong("steps: 100", "", "without steps"),
      Wrong("steps: 100", "steps: 100\nprecision: float16", "float32 or float64"),
      Wrong("steps: 100", "steps: 100\nrecord: [rates]", "did you mean rate?"),
      Wrong("steps: 100", "steps: 100\nverdict: {tolerance: -1}", "not below 0"),
      Wrong(
        "steps: 100", "steps: 100\nflow: heavy_ball", "small.yaml:8:7", "both optimizer and flow"),
      Wrong(
        "momentum:", "warmpu:", "small.yaml:5:3", "heavy_ball has learning_rate, momentum",
        "the schedule has warmup", "clipping has clip_norm", "quadratic has eigenvalue_0",
        "the start has initial_point_0", "did you mean warmup?"),
      Wrong("momentum:", "final:", "small.yaml:5:3", "only with schedule: linear or cosine"),
      Wrong("momentum:", "form:", "form is the same in every cell", "choose velocity, position"),
      Wrong("momentum:", "dampening:", "heavy_ball has dampening only with form: dampened"),
      Wrong(
        "momentum: {\(momentum)}", "warmup: {from: 0, to: 200, count: 4}",
        "axes.warmup reaches 175", "from 0 to below steps, 100"),
      Wrong(
        "optimizer: heavy_ball", "optimizer: {heavy_ball: {form: postion}}", "small.yaml:3:32",
        "did you mean position?"),
      Wrong("100, 1]", "100, 1], rotaton: 1", "did you mean rotation?"),
      Wrong("100, 1]", "100, 1], examples: [[1, 2]]", "quadratic takes no examples"),
      Wrong("steps: 100", "steps: 100\nschedule: cosin", "did you mean cosine?"),
      Wrong("steps: 100", "steps: 100\nclip_norm: 0", "clip_norm is 0", "above 0"),
      Wrong("steps: 100", "steps: 100\nperiod: {up_to: 0}", "period.up_to is 0", "from 1 to 4096"),
      Wrong(
        "steps: 100", "steps: 100\ninitial_velocity: [1, 1]", "small.yaml:8:",
        "heavy_ball starts without a velocity", "velocity_verlet"),
      Wrong("count: 16}", "count: 16", "small.yaml:6:", "not YAML"),
      Wrong("  momentum", "\tmomentum", "small.yaml:5:1", "tab"),
      Wrong("steps: 100", "steps: 100\nsteps: 5", "small.yaml:", "\"steps\" is written twice"),
      Wrong("objective:", "\u{1}", "small.yaml:1:1", "not YAML"),
    ]

    @Test(arguments: wrongs)
    func `wrong values are told with their place`(wrong: Wrong) throws {
      let command = Command(in: try TemporaryDirectory())
      let file = try Sample.small.replacing(wrong.old, by: wrong.new).write(to: command.directory)
      for words in [
        "run \(file)", "bench \(file)", "trace \(file) --at momentum=0,learning_rate=0",
      ] {
        expectRefusal(try command.line(words), 65, wrong.words)
      }
      #expect(try command.directory.contents() == [file])
    }

    @Test(arguments: ["", "[1, 2]", "text", "#", "{}"])
    func `a file that is no sweep`(yaml: String) throws {
      let command = Command(in: try TemporaryDirectory())
      try command.directory.write(yaml, "s.yaml")
      expectRefusal(try command("run", "s.yaml"), 65, ["s.yaml"])
      #expect(try command.directory.contents() == ["s.yaml"])
    }

    @Test func `bytes that are no text`() throws {
      let command = Command(in: try TemporaryDirectory())
      try Data([0xFF, 0xFE, 0x80]).write(to: URL(fileURLWithPath: command.directory.file("s.yaml")))
      expectRefusal(try command("run", "s.yaml"), 65, ["s.yaml", "UTF-8"])
    }

    @Test func `a missing file`() throws {
      let command = Command(in: try TemporaryDirectory())
      expectRefusal(
        try command("run", "missing.yaml"), 66, ["missing.yaml", "No such file or directory"])
      #expect(try command.directory.contents() == [])
    }

    @Test func `a directory as the file`() throws {
      let command = Command(in: try TemporaryDirectory())
      expectRefusal(try command("run", "."), 66, ["Is a directory"])
    }

    @Test func `a grid that is larger than the disk`() throws {
      let command = Command(in: try TemporaryDirectory())
      let million = Sample.small.yaml.replacing("count: 16", with: "count: 2_000_000")
      try command.directory.write(million, "s.yaml")
      // 17 bytes for each of 4 · 10¹² cells.
      expectRefusal(try command("run", "s.yaml"), 73, ["61.8 TiB", "are free", "smaller grid"])
      #expect(try command.directory.contents() == ["s.yaml"])
    }

    @Test func `a grid without end`() throws {
      let command = Command(in: try TemporaryDirectory())
      let file = try Sample.four.replacing("count: 20", by: "count: 1e8").write(
        to: command.directory)
      let settings = ["axes.momentum.count=1e8", "axes.learning_rate.count=1e8"]
      let words = ["run", file] + settings.flatMap { ["--set", $0] }
      expectRefusal(try command.run(words), 65, ["cells", "at most"])
    }
  }
}
