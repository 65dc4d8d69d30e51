import SweepPlan
import Theory

/// What `--set` says of a rule: options of its choices, and numbers, exactly.
struct RuleSettings {
  private let optimizer: OptimizerDescription
  private var values: [String: String] = [:]
  /// Options that were set, in the order of the choices.
  private(set) var chosen: [(String, String)] = []

  init(_ settings: [String], of optimizer: OptimizerDescription) throws {
    self.optimizer = optimizer
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw Complaint(.usage, "--set \(quoted(setting)): expected key=value, as momentum=0.9")
      }
      let key = String(parts[0].hasPrefix("optimizer.") ? parts[0].dropFirst(10) : parts[0])
      guard values.updateValue(String(parts[1]), forKey: key) == nil else {
        throw Complaint(.usage, "--set names \(key) twice")
      }
    }
  }

  /// By choice, the option that holds; the first unless another is set.
  mutating func options() throws -> [String: String] {
    var options: [String: String] = [:]
    for choice in optimizer.choices {
      let names = choice.options.map(\.name)
      guard let typed = values.removeValue(forKey: choice.name) else {
        options[choice.name] = names.first
        continue
      }
      guard names.contains(typed) else {
        throw Complaint(
          .usage,
          "--set \(choice.name)=\(typed): expected \(names.joined(separator: ", "))"
            + didYouMean(typed, among: names))
      }
      options[choice.name] = typed
      chosen.append((choice.name, typed))
    }
    return options
  }

  /// The numbers that the rule reads, with the symbols of the catalog.
  ///
  /// - Throws: `Complaint` if one is missing, or another was set.
  func numbers(for rule: MultistepRule) throws -> [(symbol: String, value: Rational)] {
    let all =
      optimizer.hyperparameters + optimizer.choices.flatMap { $0.options.flatMap(\.adds) }
    if let typed = values.keys.sorted().first(where: { !rule.hyperparameters.contains($0) }) {
      let known = all.contains { $0.name == typed }
      let reads = rule.hyperparameters + optimizer.choices.map(\.name)
      throw Complaint(
        .usage,
        "--set \(typed): "
          + (typed == Hyperparameter.learningRate.name && known
            ? "the learning rate is the step size h itself, which the answers are in units of; leave "
              + "it out"
            : reads.isEmpty
              ? "\(optimizer.name) has nothing to set here"
              : "\(optimizer.name) has here \(reads.joined(separator: ", "))"
                + didYouMean(typed, among: reads)))
    }
    return try rule.hyperparameters.map { name in
      let hyperparameter = all.first { $0.name == name }
      let symbol = hyperparameter?.symbol ?? name
      guard let text = values[name] else {
        guard let value = hyperparameter?.defaultValue.flatMap({ Rational(text: plain($0)) }) else {
          throw Complaint(
            .usage,
            "\(optimizer.name) needs --set \(name)=…"
              + (rule.isOfMotion
                ? "; it integrates m ẍ + γẋ + ∇f(x) = 0, and Euler's method for ẋ = −∇f(x) is "
                  + "gradient_descent" : ""))
        }
        return (symbol, value)
      }
      guard let value = Rational(text: text) else {
        throw Complaint(
          .usage,
          "--set \(name)=\(text): expected a number or a fraction of at most "
            + "\(Rational.digitLimit) digits, as 0.9 or 9/10")
      }
      guard value.signum > 0 || !["time_step", "mass"].contains(name) else {
        throw Complaint(.usage, "--set \(name)=\(text): expected a number above 0")
      }
      return (symbol, value)
    }
  }
}

extension MultistepRule {
  /// Whether it integrates a second-order equation.
  var isOfMotion: Bool { hyperparameters.contains(Hyperparameter.timeStep.name) }
}
