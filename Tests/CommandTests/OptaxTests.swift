import Foundation
import Testing

extension CommandTests {
  /// The update rules against optax, in float64, step by step. Where a rule is PyTorch's and not
  /// optax's, against PyTorch's documentation: see `optax_trajectories.py`.
  struct OptaxTests {
    /// What two programs that round differently may differ by, relative to `difference`'s scale.
    ///
    /// One step rounds a few times, by 1.1e-16 each: 200 steps drift apart by some 1e-14, and by more
    /// where the rule amplifies a difference. The learning rates are chosen so that it never does by
    /// much more than ten: a start moved by 1e-12 of itself ends as near. A rule that is another,
    /// even only in ε = 1e-8, is farther off.
    static let tolerance = 1e-12

    @Test(arguments: cases, Problem.allCases)
    func `a rule goes where the library's goes`(item: Case, problem: Problem) throws {
      let ours = try trace(item, on: problem)
      let theirs = try Self.library(item.run(on: problem))
      #expect(difference(ours, theirs) <= Self.tolerance)
    }

    @Test(arguments: differences)
    func `where rules differ, the difference is this`(item: Difference) throws {
      let ours = try trace(item.ours, on: .turned)
      #expect(difference(ours, try Self.library(item.ours.run(on: .turned))) <= Self.tolerance)
      #expect(difference(ours, try Self.library(item.other.run(on: .turned))) > 1e-9)
    }

    @Test(arguments: Problem.allCases)
    func `Nesterov's form look_ahead is optax's seen from one step's momentum behind`(
      problem: Problem
    ) throws {
      let ours = try trace(Self.lookAhead, on: problem)
      let theirs = try Self.library(Self.lookAhead.run(on: problem))
      let ahead = ours.indices.map { k in
        zip(ours[k], ours[max(0, k - 1)]).map { now, before in now + 0.9 * (now - before) }
      }
      #expect(difference(ahead, theirs) <= Self.tolerance)
      #expect(difference(ours, theirs) > 1e-3)
    }

    @Test func `PyTorch's first step is not dampened`() throws {
      let ours = try trace(Self.dampened, on: .rosenbrock)
      let theirs = try Self.library(Self.dampened.run(on: .rosenbrock))
      for i in 0..<2 {
        let (step, optax) = (ours[1][i] - ours[0][i], theirs[1][i] - theirs[0][i])
        #expect(abs(0.5 * step - optax) <= 1e-14)
        #expect(abs(optax) > 1e-3)
      }
    }

    /// With ε = 0 and a coordinate whose gradient is 0 from the start.
    @Test(arguments: unguarded)
    func `where optax divides zero by zero, a coordinate stays`(item: Case) throws {
      let ours = try trace(item, on: .quadratic, from: [-1.2, 0])
      let theirs = try Self.library(item.run(on: .quadratic, from: [-1.2, 0]))
      #expect(ours.allSatisfy { $0[1] == 0 })
      #expect(theirs.dropFirst().allSatisfy { $0[1].isNaN })
      #expect(difference(ours.map { [$0[0]] }, theirs.map { [$0[0]] }) <= Self.tolerance)
    }

    /// The iterates of `separatrix trace`.
    private func trace(
      _ item: Case, on problem: Problem, from start: [Double] = Problem.start
    ) throws -> [[Double]] {
      let command = Command(in: try TemporaryDirectory())
      try command.directory.write(
        """
        objective: \(problem.sweep)
        initial_point: \(start)
        optimizer: \(item.sweep)
        axes: {learning_rate: {values: [1]}}
        steps: 200
        precision: float64
        \(item.also)
        """, "t.yaml")
      let rate = "learning_rate=\(item.steps.rate(on: problem))"
      let csv = try command.succeed(
        "trace", "t.yaml", "--at", rate, "--steps", "200", "--format", "csv"
      ).output
      return csv.split(separator: "\n").dropFirst().map { line in
        line.split(separator: ",").dropFirst().prefix(2).map { Double($0) ?? .nan }
      }
    }

    /// The largest difference between two trajectories. The scale of a coordinate is the largest that
    /// it is in a window from 20 steps before to the end: what has become small is compared as such,
    /// but not where an oscillation passes zero.
    private func difference(_ a: [[Double]], _ b: [[Double]]) -> Double {
      guard a.count == 201, b.count == 201 else { return .infinity }
      var largest = 0.0
      for i in b[0].indices {
        for k in b.indices {
          let scale = b[max(0, k - 20)...].reduce(0) { max($0, abs($1[i])) }
          let difference = abs(a[k][i] - b[k][i])
          guard difference.isFinite else { return .infinity }
          if difference > 0 { largest = max(largest, difference / scale) }
        }
      }
      return largest
    }
  }
}

// What is compared.

extension CommandTests.OptaxTests {
  enum Problem: CaseIterable {
    case rosenbrock, quadratic, turned

    static let start = [-1.2, 1]

    var sweep: String {
      switch self {
      case .rosenbrock: "rosenbrock"
      case .quadratic: "{quadratic: {eigenvalues: [100, 1]}}"
      case .turned: "{quadratic: {eigenvalues: [100, 1], minimum: [0.3, -0.7], rotation: 0.5}}"
      }
    }

    var library: String {
      switch self {
      case .rosenbrock: "rosenbrock"
      case .quadratic: "quadratic([100, 1])"
      case .turned: "quadratic([100, 1], minimum=[0.3, -0.7], rotation=0.5)"
      }
    }
  }

  /// How long a rule's steps are, which says what learning rates are tame.
  enum Steps {
    /// As long as the gradient: well below the edge, which is at 2/1500 where Rosenbrock starts.
    case ofGradient
    /// About η, whatever the gradient.
    case ofUnit
    /// The same, with a mean so short that longer steps would end in a chaotic cycle.
    case ofUnitShort

    func rate(on problem: Problem) -> Double {
      switch (self, problem) {
      case (.ofGradient, .rosenbrock): 0.0005
      case (.ofGradient, _): 0.015
      case (.ofUnit, .rosenbrock): 0.01
      case (.ofUnit, _): 0.013
      case (.ofUnitShort, .rosenbrock): 0.001
      case (.ofUnitShort, _): 0.003
      }
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    /// The sweep file's optimizer, and further lines.
    let sweep: String
    var also = ""
    /// The same in Python.
    let library: String
    let steps: Steps

    init(
      _ sweep: String, also: String = "", _ library: String, _ steps: Steps = .ofGradient
    ) {
      self.sweep = sweep
      self.also = also
      self.library = library
      self.steps = steps
    }

    var testDescription: String { "\(sweep) \(also): \(library)" }

    func run(on problem: Problem, from start: [Double] = Problem.start) -> LibraryRun {
      LibraryRun(
        rule: library, objective: problem.library, start: start,
        learningRate: steps.rate(on: problem))
    }
  }

  /// A rule, the library's that is the same, and one that seems to be.
  struct Difference: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let ours: Case
    let other: Case

    init(_ how: String, _ ours: Case, butNot other: String) {
      testDescription = how
      self.ours = ours
      self.other = Case(ours.sweep, also: ours.also, other, ours.steps)
    }
  }

  static let cases = [
    Case("gradient_descent", "optax.sgd(learning_rate)"),
    Case("{heavy_ball: {form: accumulated, momentum: 0.9}}", "optax.sgd(learning_rate, 0.9)"),
    Case("{heavy_ball: {form: velocity, momentum: 0.9}}", "optax.sgd(learning_rate, 0.9)"),
    Case("{heavy_ball: {form: position, momentum: 0.9}}", "optax.sgd(learning_rate, 0.9)"),
    Case(
      "{heavy_ball: {form: averaged, momentum: 0.9}}",
      "optax.chain(optax.ema(0.9, debias=False), optax.scale_by_learning_rate(learning_rate))"),
    Case(
      "{heavy_ball: {form: dampened, momentum: 0.9, dampening: 0.5}}",
      "pytorch_sgd(learning_rate, 0.9, dampening=0.5)"),
    Case(
      "{nesterov: {form: accumulated, momentum: 0.9}}",
      "optax.sgd(learning_rate, 0.9, nesterov=True)"),
    Case(
      "{nesterov: {form: accumulated, momentum: 0.9}}",
      "pytorch_sgd(learning_rate, 0.9, nesterov=True)"),
    Case(
      "{nesterov: {form: accumulated, momentum_rule: accelerating}}",
      "optax.chain(scheduled_trace(lambda t: t / (t + 3), nesterov=True), "
        + "optax.scale_by_learning_rate(learning_rate))"),
    Case("adagrad", "pytorch_adagrad(learning_rate)", .ofUnit),
    Case(
      "{adagrad: {epsilon_place: inside, epsilon: 1e-7, initial_accumulator: 0.1}}",
      "optax.adagrad(learning_rate)", .ofUnit),
    Case(
      "{adagrad: {epsilon_place: inside, epsilon: 0.5, initial_accumulator: 2}}",
      "optax.adagrad(learning_rate, initial_accumulator_value=2, eps=0.5)", .ofUnit),
    Case("rmsprop", "pytorch_rmsprop(learning_rate)", .ofUnit),
    Case(
      "{rmsprop: {momentum: 0.5, centered: on}}",
      "pytorch_rmsprop(learning_rate, momentum=0.5, centered=True)", .ofUnit),
    Case(
      "{rmsprop: {epsilon_place: inside, beta2: 0.9}}", "optax.rmsprop(learning_rate)",
      .ofUnitShort),
    Case(
      "{rmsprop: {epsilon_place: outside, beta2: 0.9, epsilon: 0.1, momentum: 0.5}}",
      "optax.rmsprop(learning_rate, eps=0.1, eps_in_sqrt=False, momentum=0.5)", .ofUnitShort),
    Case(
      "{rmsprop: {epsilon_place: inside, epsilon: 0.01, centered: on}}",
      "optax.rmsprop(learning_rate, 0.99, eps=0.01, centered=True)", .ofUnit),
    Case(
      "{rmsprop: {epsilon_place: outside, momentum: 0.5, centered: on}}",
      "optax.rmsprop(learning_rate, 0.99, eps_in_sqrt=False, momentum=0.5, centered=True)",
      .ofUnit),
    Case("adam", "optax.adam(learning_rate)", .ofUnit),
    Case("adam", "pytorch_adam(learning_rate)", .ofUnit),
    Case(
      "{adam: {beta1: 0.8, beta2: 0.99, epsilon: 1e-3, epsilon_root: 1e-4}}",
      "optax.adam(learning_rate, 0.8, 0.99, eps=1e-3, eps_root=1e-4)", .ofUnit),
    Case(
      "{adam: {l2: 0.1}}",
      "optax.chain(optax.add_decayed_weights(0.1), optax.adam(learning_rate))", .ofUnit),
    Case(
      "{adamw: {weight_decay: 0.1, epsilon_root: 1e-4}}",
      "optax.adamw(learning_rate, weight_decay=0.1, eps_root=1e-4)", .ofUnit),
    Case("adamw", "pytorch_adam(learning_rate, weight_decay=0.01, decoupled=True)", .ofUnit),
    Case("{lion: {weight_decay: 0.001}}", "optax.lion(learning_rate)", .ofUnit),
    Case(
      "{lion: {beta1: 0.8, beta2: 0.95, weight_decay: 0.5}}",
      "optax.lion(learning_rate, 0.8, 0.95, weight_decay=0.5)", .ofUnit),
    Case(
      "{lion: {kernel: tanh}}",
      "optax.chain(optax.scale_by_lion(mode='smooth'), "
        + "optax.scale_by_learning_rate(learning_rate))", .ofUnit),
    Case("sign_descent", "optax.sign_sgd(learning_rate)", .ofUnit),
    Case(
      "optimistic_gradient", "optax.optimistic_gradient_descent(learning_rate)", .ofUnitShort),
    Case("gradient_descent", also: "schedule: linear", "optax.sgd(\(linear))"),
    Case(
      "gradient_descent", also: "schedule: {linear: {warmup: 50, final: 0.1}}",
      "optax.sgd(\(warmupLinear))"),
    Case("gradient_descent", also: "schedule: {cosine: {final: 0.2}}", "optax.sgd(\(cosine))"),
    Case("gradient_descent", also: warmupCosineSweep, "optax.sgd(\(warmupCosine))"),
    Case("gradient_descent", also: "warmup: 50", "optax.sgd(\(warmup))"),
    Case(
      "{heavy_ball: {form: accumulated, momentum: 0.9}}", also: warmupCosineSweep,
      "optax.sgd(\(warmupCosine), 0.9)"),
    Case(
      "{adamw: {weight_decay: 0.0001}}", also: warmupCosineSweep, "optax.adamw(\(warmupCosine))",
      .ofUnit),
    Case(
      "gradient_descent", also: "clip_norm: 1",
      "optax.chain(optax.clip_by_global_norm(1), optax.sgd(learning_rate))", .ofUnit),
    Case(
      "{heavy_ball: {form: accumulated, momentum: 0.5}}", also: "clip_norm: 10",
      "optax.chain(optax.clip_by_global_norm(10), optax.sgd(learning_rate, 0.5))"),
  ]

  private static let linear = "exact(optax.linear_schedule(learning_rate, 0, 200))"
  private static let cosine = "exact(optax.cosine_decay_schedule(learning_rate, 200, alpha=0.2))"
  private static let warmup = "exact(optax.warmup_constant_schedule(0, learning_rate, 50))"
  private static let warmupLinear =
    "exact(optax.join_schedules([optax.linear_schedule(0, learning_rate, 50), "
    + "optax.linear_schedule(learning_rate, 0.1 * learning_rate, 150)], [50]))"
  private static let warmupCosineSweep = "schedule: {cosine: {warmup: 50, final: 0.1}}"
  private static let warmupCosine =
    "exact(optax.warmup_cosine_decay_schedule(0, learning_rate, 50, 200, 0.1 * learning_rate))"

  static let differences = [
    Difference(
      "the velocity of heavy_ball keeps the η of its time; optax's sgd multiplies by the last",
      Case(
        "{heavy_ball: {momentum: 0.9}}", also: warmupCosineSweep,
        "optax.chain(optax.scale_by_learning_rate(\(warmupCosine)), optax.trace(0.9))"),
      butNot: "optax.sgd(\(warmupCosine), 0.9)"),
    Difference(
      "so does its position",
      Case(
        "{heavy_ball: {form: position, momentum: 0.9}}", also: warmupCosineSweep,
        "optax.chain(optax.scale_by_learning_rate(\(warmupCosine)), optax.trace(0.9))"),
      butNot: "optax.sgd(\(warmupCosine), 0.9)"),
    Difference(
      "adagrad starts at 0 with ε = 1e-10 outside as PyTorch; optax at 0.1 with 1e-7 inside",
      Case("adagrad", "pytorch_adagrad(learning_rate)", .ofUnit),
      butNot: "optax.adagrad(learning_rate)"),
    Difference(
      "rmsprop has β₂ = 0.99 and ε outside as PyTorch; optax 0.9 and inside",
      Case("rmsprop", "pytorch_rmsprop(learning_rate)", .ofUnitShort),
      butNot: "optax.rmsprop(learning_rate)"),
    Difference(
      "rmsprop multiplies momentum by the last η as PyTorch; optax remembers what η was",
      Case(
        "{rmsprop: {momentum: 0.5}}", also: warmupCosineSweep,
        "optax.chain(optax.scale_by_rms(0.99, eps_in_sqrt=False), optax.trace(0.5), "
          + "optax.scale_by_learning_rate(\(warmupCosine)))", .ofUnitShort),
      butNot: "optax.rmsprop(\(warmupCosine), 0.99, eps_in_sqrt=False, momentum=0.5)"),
    Difference(
      "adam without bias correction is no library's",
      Case(
        "{adam: {bias_correction: off}}", "adam_without_correction(learning_rate)", .ofUnit),
      butNot: "optax.adam(learning_rate)"),
    Difference(
      "l2 of adam is divided by the root; the decay of adamw is not",
      Case("{adam: {l2: 0.1}}", "pytorch_adam(learning_rate, weight_decay=0.1)", .ofUnit),
      butNot: "optax.adamw(learning_rate, weight_decay=0.1)"),
    Difference(
      "adamw decays by PyTorch's 0.01; optax by 1e-4",
      Case("adamw", "optax.adamw(learning_rate, weight_decay=0.01)", .ofUnit),
      butNot: "optax.adamw(learning_rate)"),
    Difference(
      "an independent decay does not follow the schedule; PyTorch's and optax's do",
      Case(
        "{adamw: {decay_scale: independent, weight_decay: 0.001}}", also: warmupCosineSweep,
        "optax.chain(optax.scale_by_adam(), optax.scale_by_learning_rate(\(warmupCosine)), "
          + "optax.add_decayed_weights(-0.001))", .ofUnit),
      butNot: "optax.adamw(\(warmupCosine), weight_decay=0.001)"),
    Difference(
      "lion does not decay; optax's does by 1e-3",
      Case("lion", "optax.lion(learning_rate, weight_decay=0)", .ofUnit),
      butNot: "optax.lion(learning_rate)"),
    Difference(
      "lion with the updated momentum is optax's with β₁β₂ for β₁",
      Case(
        "{lion: {momentum_used: updated}}",
        "optax.lion(learning_rate, 0.9 * 0.99, weight_decay=0)", .ofUnit),
      butNot: "optax.lion(learning_rate, weight_decay=0)"),
    Difference(
      "a gradient is clipped to c as in optax; PyTorch clips to c/(1 + 1e-6/‖g‖)",
      Case(
        "gradient_descent", also: "clip_norm: 1",
        "optax.chain(optax.clip_by_global_norm(1), optax.sgd(learning_rate))", .ofUnit),
      butNot: "pytorch_clip_grad_norm(1, lambda x, g: x - learning_rate * g)"),
  ]

  static let lookAhead = Case(
    "{nesterov: {momentum: 0.9}}", "optax.sgd(learning_rate, 0.9, nesterov=True)")

  static let dampened = Case(
    "{heavy_ball: {form: dampened, momentum: 0.9, dampening: 0.5}}",
    "optax.chain(optax.scale(0.5), optax.sgd(learning_rate, 0.9))")

  static let unguarded = [
    Case(
      "{rmsprop: {epsilon: 0, epsilon_place: inside}}",
      "optax.rmsprop(learning_rate, 0.99, eps=0)", .ofUnit),
    Case("{adam: {epsilon: 0}}", "optax.adam(learning_rate, eps=0)", .ofUnit),
  ]
}

// The libraries' trajectories, from one Python for all tests.

extension CommandTests.OptaxTests {
  struct LibraryRun: Hashable, Encodable {
    let rule: String
    let objective: String
    let start: [Double]
    let learningRate: Double
    var steps = 200
  }

  static func library(_ run: LibraryRun) throws -> [[Double]] {
    guard let trajectory = try trajectories.get()[run] else {
      throw Command.Failure(description: "not among the runs: \(run)")
    }
    return trajectory
  }

  private static let trajectories = Result {
    let everywhere = cases + [lookAhead, dampened]
    let onTurned = differences.flatMap { [$0.ours, $0.other] }
    let runs =
      everywhere.flatMap { item in Problem.allCases.map { item.run(on: $0) } }
      + onTurned.map { $0.run(on: .turned) }
      + unguarded.map { $0.run(on: .quadratic, from: [-1.2, 0]) }
    let directory = try TemporaryDirectory()
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    try directory.write(String(decoding: encoder.encode(runs), as: UTF8.self), "runs.json")
    let output = try Python.run("optax_trajectories.py", "runs.json", in: directory)
    let answers = try JSONDecoder().decode([[[Double?]]].self, from: Data(output.utf8))
    guard answers.count == runs.count else {
      throw Command.Failure(description: "\(answers.count) trajectories of \(runs.count)")
    }
    let numbers = answers.map { $0.map { $0.map { $0 ?? .nan } } }
    return Dictionary(zip(runs, numbers)) { first, _ in first }
  }
}
