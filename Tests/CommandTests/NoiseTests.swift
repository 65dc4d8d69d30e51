import Foundation
import Testing

extension CommandTests {
  /// Every kind of noise, run by NumPy with random numbers of its own making: verdicts and objectives
  /// by seed, and the statistics over seeds.
  struct NoiseTests {
    struct Case {
      let noise: String
      var objective = "{quadratic: {eigenvalues: [2, 1, 0.5]}}"
      var start = "[1, -0.5, 2]"
      var optimizer = "heavy_ball"
      var axis = "momentum: {from: 0, to: 1, count: 4}"
      var rates = "{from: 0.02, to: 3, count: 9}"
      var testDescription: String { "\(noise), \(optimizer)" }

      var yaml: String {
        """
        objective: \(objective)
        initial_point: \(start)
        optimizer: \(optimizer)
        noise: \(noise)
        seeds: 5
        axes:
          \(axis)
          learning_rate: \(rates)
        steps: 100
        precision: float64
        verdict: {escape_radius: 1e4, tolerance: 1e-3}
        measure: {from: 0.5, about: [\(start.contains("2]") ? "0, 0, 0" : "0.3, 0.6")]}
        quantiles: [0.1, 0.5, 0.9]
        per_seed: [verdict, objective]
        """
      }

      private static func examples(_ noise: String, _ objective: String, _ axis: String) -> Case {
        Case(
          noise: noise, objective: objective, start: "[0, 0]", optimizer: "gradient_descent",
          axis: axis, rates: "{from: 0.02, to: 4, count: 9, scale: log}")
      }

      static let all = [
        Case(noise: "{gaussian: 0.1}"),
        Case(noise: "{gaussian: {sigma: 0.1, independent: true}}", optimizer: "nesterov"),
        Case(noise: "{gaussian: {covariance: [0.01, 0, 0.5]}}"),
        Case(
          noise: "{gaussian: {}}", optimizer: "extragradient",
          axis: "sigma: {values: [0, 0.1, 1, 10]}"),
        Case(
          noise: "{gaussian: {sigma: 0.3, sample: each_step}}", optimizer: "extragradient",
          axis: "eigenvalue_1: {values: [1, 2]}"),
        Case(noise: "{student_t: {sigma: 0.05, degrees_of_freedom: 1.5}}"),
        Case(
          noise: "{student_t: {sigma: 0.1, independent: true}}", optimizer: "gradient_descent",
          axis: "degrees_of_freedom: {values: [0.5, 1, 3, 1e5]}"),
        Case(noise: "{langevin: 0.05}"),
        Case(noise: "{multiplicative: 0.7}"),
        Case(
          noise: "{multiplicative: {sigma: 0.9, distribution: two_point}}",
          optimizer: "gradient_descent", axis: "eigenvalue_2: {values: [0.5, 1]}"),
        Case(noise: "{multiplicative: {sigma: 0.7, across: separately, independent: true}}"),
        Case(noise: "{random_curvature: {}}", rates: "{from: 0.02, to: 0.6, count: 9}"),
        Case(
          noise: "{random_curvature: {}}", optimizer: "gradient_descent",
          axis: "batch_size: {values: [1, 2, 5]}", rates: "{from: 0.02, to: 1, count: 9}"),
        examples(
          "{minibatch: 3}", "linear_regression", "initial_point_0: {values: [-1, 0, 2]}"),
        examples(
          "{minibatch: {sampling: without_replacement}}",
          "{logistic_regression: {ridge: 2}}", "batch_size: {values: [1, 3, 5]}"),
        examples(
          "{minibatch: {sampling: reshuffling, independent: true}}", "linear_regression",
          "batch_size: {values: [1, 3, 8]}"),
        examples(
          "{minibatch: {sampling: reshuffling, batch_size: 3}}", "logistic_regression",
          "ridge: {values: [0.1, 1]}"),
      ]
    }

    /// All from one Python, which takes longer to load than to run one of them.
    @Test func `NumPy finds the same of every seed`() throws {
      let command = Command(in: try TemporaryDirectory())
      var items: [String: Case] = [:]
      for (number, item) in Case.all.enumerated() {
        try command.directory.write(item.yaml, "noisy.yaml")
        try command.succeed("run", "noisy.yaml", "--store", "\(number).zarr")
        items["\(number).zarr"] = item
      }
      let output = try Python.run(
        "each.py", ["noisy_store.py"] + items.keys.sorted(), in: command.directory)
      let answers = try output.split(separator: "\n").map {
        try JSONDecoder().decode([String].self, from: Data($0.utf8))
      }
      #expect(answers.count == items.count)
      for answer in answers {
        let (item, words) = (items[answer[0]]?.testDescription ?? "", answer[1])
        #expect(
          words.contains(/^\d+ runs agree: \d+ converged \d+ bounded \d+ diverged/),
          "\(item): \(words)")
        let counts = words.split(separator: ":").last?.split(separator: " ").compactMap { Int($0) }
        #expect(
          counts?.filter { $0 >= 5 }.count ?? 0 >= 2,
          "runs of one fate say little of \(item): \(words)")
      }
    }
  }
}
