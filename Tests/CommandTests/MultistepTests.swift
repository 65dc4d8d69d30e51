import Foundation
import Testing

extension CommandTests {
  /// `multistep`: linear multistep methods, and rules of the catalog as such.
  struct MultistepTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws { command = Command(in: try TemporaryDirectory()) }

    @Test func `heavy ball is stable up to 2(1 + β), and consistent with η over 1 − β`() throws {
      let text = try command.succeed("multistep", "heavy_ball", "--set", "momentum=0.9").output
      for words in [
        "heavy_ball · 2 steps, explicit · β = 9/10", "ζ² − 19/10 ζ + 9/10", "1, 9/10",
        "yes, strongly", "not with h = η: ρ′(1) = 1/10, σ(1) = 1; with h = η/(1 − β) = 10 η yes",
        "1, error constant 19/2, with that step", "stable for −19/5 < hλ < 0",
        "stable for 0 < η · a < 19/5", "theory's boundary: η = 2(1 + β)/a", "no: not on all",
      ] {
        #expect(text.contains(words), "no \"\(words)\" in: \(text)")
      }
      let report = try command.succeed(
        "multistep", "heavy_ball", "--set", "momentum=9/10", "--format", "json"
      ).json()
      #expect(report["rho_coefficients"] as? [String] == ["1", "-19/10", "9/10"])
      #expect(report["is_zero_stable"] as? Bool == true)
      #expect(report["is_consistent"] as? Bool == false)
    }

    @Test func `every rule and every method agree with NumPy and with fractions`() throws {
      let list = try command.succeed("multistep", "--format", "json").output
      let names = try JSONDecoder().decode([String].self, from: Data(list.utf8))
      let numbers = [
        "heavy_ball": "--set momentum=0.9", "nesterov": "--set momentum=0.7",
        "explicit_euler": "--set time_step=0.1 --set friction=3",
        "symplectic_euler": "--set time_step=0.1 --set mass=2 --set friction=3",
        "velocity_verlet": "--set time_step=1/10 --set friction=1/3",
      ]
      let forms = [
        "heavy_ball --set momentum=0.5 --set form=averaged",
        "heavy_ball --set momentum=0.5 --set form=dampened --set dampening=0.25",
        "heavy_ball --set time_step=0.1 --set friction=1 --set form=physics",
        "nesterov --set momentum=0.99 --set form=accumulated",
        "--rho 1,-4/3,1/3 --sigma 2/3,0,0", "--rho 1,0.25,-1.25 --sigma 0,2.25,0",
        // Of order 3 and not zero-stable: G. Dahlquist's example.
        "--rho 1,4,-5 --sigma 4,2", "--rho 1,-1 --sigma 0.6,0.4", "--rho 1,-1 --sigma 0.4,0.6",
        "--rho 1,-0.5,-0.5 --sigma 1,0.25,0.25", "--rho 1,-2,2 --sigma 1,0",
      ]
      var files: [String] = []
      for words in names.map({ "\($0) \(numbers[$0] ?? "")" }) + forms {
        let outcome = try command.line("multistep \(words) --format json")
        #expect(outcome.status == 0, "\(words): \(outcome.errors)")
        let file = "\(files.count).json"
        try directory.write(outcome.output, file)
        files.append(file)
      }
      let output = try Python.run("multistep.py", files, in: directory)
      #expect(output.hasPrefix("\(files.count) methods agree"), "\(output)")
      #expect(output.contains(/, (1[0-9]|[2-9][0-9]) with a sector/), "\(output)")
    }

    @Test(arguments: [
      "heavy_ball --set momentum=0.9", "adams_bashforth_3", "bdf_6", "trapezoidal",
      "explicit_midpoint", "--rho 1,-1 --sigma 1",
    ])
    func `the region is drawn, the same bytes again`(method: String) throws {
      for ending in ["png", "svg", "pdf"] {
        var seen: [Data] = []
        for file in ["a.\(ending)", "b.\(ending)"] {
          let outcome = try command.line("multistep \(method) -o \(file)")
          #expect(outcome.status == 0 && outcome.errors == "wrote \(file)\n", "\(outcome.errors)")
          seen.append(try directory.bytes(file))
          #expect(try Picture(seen[0]).format == ending)
        }
        #expect(seen[0] == seen[1])
      }
    }

    @Test func `a window of the picture, and its size`() throws {
      let outcome = try command.line(
        "multistep bdf_4 -o a.png --re -2,1.5 --im 0,6 --size 8x8cm --no-title")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try Picture(directory.bytes("a.png")).size == [945, 945])
    }

    static let wrongs = [
      Refusal("multistep heavy_bal", 64, "did you mean heavy_ball?"),
      Refusal("multistep adam", 64, "adam is no linear multistep method", "heavy_ball"),
      Refusal("multistep heavy_ball", 64, "needs --set momentum="),
      Refusal("multistep explicit_euler", 64, "time_step", "gradient_descent"),
      Refusal("multistep heavy_ball --set momentum=x", 64, "momentum=x", "fraction"),
      Refusal("multistep heavy_ball --set momentum=", 64, "key=value"),
      Refusal("multistep heavy_ball --set momentun=0.9", 64, "did you mean momentum?"),
      Refusal("multistep heavy_ball --set momentum=1 --set momentum=2", 64, "momentum twice"),
      Refusal("multistep heavy_ball --set momentum=1 --set form=fast", 64, "form=fast", "position"),
      Refusal("multistep heavy_ball --set momentum=1 --set learning_rate=1", 64, "the step size h"),
      Refusal("multistep nesterov --set momentum_rule=accelerating", 64, "fixed coefficients"),
      Refusal("multistep symplectic_euler --set time_step=0", 64, "above 0"),
      Refusal("multistep heavy_ball --set momentum=1 --set form=averaged", 64, "ignores"),
      Refusal("multistep gradient_descent --set momentum=1", 64, "nothing to set"),
      Refusal("multistep bdf_4 --set momentum=1", 64, "nothing to set"),
      Refusal("multistep bdf_4 --rho 1,-1 --sigma 1", 64, "two methods"),
      Refusal("multistep --rho 1,-1", 64, "one is missing"),
      Refusal("multistep --sigma 1", 64, "one is missing"),
      Refusal("multistep --set momentum=1", 64, "--set"),
      Refusal("multistep -o a.png", 64, "-o draws a method"),
      Refusal("multistep bdf_4 --re 0,1", 64, "-o FILE"),
      Refusal("multistep bdf_4 -o a.png --re 1,0", 64, "--re"),
      Refusal("multistep bdf_4 -o a.gif", 64, ".png, .svg or .pdf"),
      Refusal("multistep bdf_4 -o nowhere/a.png", 73, "nowhere/a.png"),
      Refusal("multistep --rho 0,1,-1 --sigma 1", 64, "begins with 0"),
      Refusal("multistep --rho 1 --sigma 1", 64, "one coefficient"),
      Refusal("multistep --rho 1,-1 --sigma 1,0,0", 64, "sigma has degree 2 and rho only 1"),
      Refusal("multistep --rho 1,-1 --sigma 0", 64, "ignores the field"),
      Refusal("multistep --rho 1,x --sigma 1", 64, "\"x\" is no number"),
      Refusal("multistep --rho 1,,1 --sigma 1", 64, "\"\" is no number"),
      Refusal("multistep --rho 1,-1/0 --sigma 1", 64, "\"-1/0\" is no number"),
      Refusal("multistep --rho 1,-1e400 --sigma 1", 64, "at most 20 digits"),
      Refusal("multistep --rho 1,1,1,1,1,1,1,1,1,1,1,1,1,1 --sigma 1", 64, "at most 12 steps"),
    ]

    @Test(arguments: wrongs)
    func `is refused, and nothing is written`(wrong: Refusal) throws {
      expectRefusal(try command.line(wrong.command), wrong.status, wrong.words)
      #expect(try command.directory.contents() == [])
    }

    @Test(arguments: [
      ("multistep --rho 1,-3/2,1/2 --sigma 1,-1/2", "ζ − 1/2 of ρ and σ"),
      ("multistep --rho -1,1 --sigma -1", "ζ − 1"),
      ("multistep heavy_ball --set momentum=1", "no: a root on the unit circle is multiple"),
      ("multistep symplectic_euler --set time_step=0.1", "as in methods of ẍ = −∇f(x)"),
      ("multistep bdf_7", "no: a root lies outside"), ("multistep bdf_5", "α = 51.84°"),
      ("multistep milne_simpson", "yes, weakly"), ("multistep bdf_2", "yes: σ has no roots but 0"),
      ("multistep adams_bashforth_5", "−90/551 < hλ < 0"),
      ("multistep --rho 1,1 --sigma 1", "ρ(1) = 2, not 0"),
      ("multistep --rho 1,-1 --sigma 1,-1", "on the negative real axis nothing dies out"),
      ("multistep heavy_ball --set optimizer.momentum=-0.5", "0 < η · a < 1"),
      (
        "multistep --rho 1,-12345678901234567890/3,1e20 --sigma 1e-20",
        "no: a root lies outside the unit circle"
      ),
    ])
    func `plain words`(words: String, expected: String) throws {
      let outcome = try command.line(words)
      #expect(outcome.status == 0 && outcome.output.contains(expected), "\(outcome)")
    }
  }
}
