import SweepPlan

/// What trajectories are called beside each other.
struct TrajectoryNames {
  /// The sweep's own cell.
  let plan: Plan
  /// By group, from 1 on.
  let variations: [Variation]
  /// By group; empty for what follows from the variations.
  let given: [String]

  /// The name of a group's trajectories.
  ///
  /// - Parameters:
  ///   - group: 0 for the sweep's own.
  ///   - plan: One of theirs.
  func name(ofGroup group: Int, _ plan: Plan) -> String {
    if given.indices.contains(group) { return given[group] }
    guard group > 0 else {
      if let compared = comparedAxis, let axis = plan.axes.first(where: { $0.name == compared }) {
        return "\(compared.spaced) \(short(axis[0]))"
      }
      let areRules = variations.allSatisfy { variation in
        variation.pairs.contains { Self.ruleKeys.contains($0.key) }
      }
      return areRules ? plan.optimizer.title : "as the sweep has it"
    }
    let words = variations[group - 1].pairs.flatMap { key, value in
      Self.ruleKeys.contains(key)
        ? [plan.optimizer.title] + arguments(value)
        : ["\((key.split(separator: ".").last.map(String.init) ?? "").spaced) \(value)"]
    }
    return words.joined(separator: ", ")
  }

  /// The axis that alone tells all trajectories apart.
  var comparedAxis: String? {
    let axes = variations.map { $0.axis(of: plan) }
    guard let first = axes.first, axes.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  private static let ruleKeys = [OptimizerDescription.Kind.optimizer, .flow].map(\.rawValue)

  /// What `{heavy_ball: {substeps: 10}}` says of the rule: "substeps: 10".
  private func arguments(_ value: String) -> [String] {
    guard let inner = value.dropFirst().firstIndex(of: "{") else { return [] }
    let text = value[inner...].filter { !"{}".contains($0) }
    return text.isEmpty ? [] : [String(text).spaced]
  }
}
