import Figures
import SweepPlan

/// What trajectories are called beside each other, and their colours.
extension TrajectoryPicture {
  /// A run's name in a legend: of a group, the first has it.
  func legend(of run: Run) -> String {
    guard run.isFirst else { return "" }
    if names.indices.contains(run.group) { return names[run.group] }
    return name(of: run)
  }

  /// The axis that alone tells all trajectories apart.
  var comparedAxis: String? {
    let axes = variations.map { $0.axis(of: runs[0].plan) }
    guard let first = axes.first, axes.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// What was changed, without the key.
  private func name(of run: Run) -> String {
    guard run.group > 0 else {
      if let compared = comparedAxis, let axis = run.plan.axes.first(where: { $0.name == compared })
      {
        return "\(compared.spaced) \(short(axis[0]))"
      }
      let areRules = variations.allSatisfy { variation in
        variation.pairs.contains { Self.ruleKeys.contains($0.key) }
      }
      return areRules ? run.plan.optimizer.title : "as the sweep has it"
    }
    let words = variations[run.group - 1].pairs.flatMap { key, value in
      Self.ruleKeys.contains(key)
        ? [run.plan.optimizer.title] + arguments(value)
        : ["\((key.split(separator: ".").last.map(String.init) ?? "").spaced) \(value)"]
    }
    return words.joined(separator: ", ")
  }

  private static let ruleKeys = [OptimizerDescription.Kind.optimizer, .flow].map(\.rawValue)

  /// What `{heavy_ball: {substeps: 10}}` says of the rule: "substeps: 10".
  private func arguments(_ value: String) -> [String] {
    guard let inner = value.dropFirst().firstIndex(of: "{") else { return [] }
    let text = value[inner...].filter { !"{}".contains($0) }
    return text.isEmpty ? [] : [String(text).spaced]
  }

  /// A group's colour, the same in every panel; orange, which stands out on the contours, first.
  func color(_ group: Int) -> Color {
    let palette = Palette.curves
    let order = [1, 0] + Array(2..<palette.count)
    return palette[order[group % palette.count]]
  }
}
