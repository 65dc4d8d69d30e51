import SweepPlan
import Theory

/// How ε grows with h: one fit for each line of cells along the axis of the step size.
struct ShadowFits {
  struct Line: Sendable {
    /// Name and value of the other axes.
    let place: [(name: String, value: Double)]
    let cells: [ShadowCell]
    /// Of the cells whose orbits are not lost. `nil` where two are not left to fit, their flows differ,
    /// or one is left as e^γt, so that ε depends on how long it was followed.
    let fit: PowerLaw?
    let hasOneFlow: Bool
  }

  /// The axis that changes h, by its number.
  let axis: Int
  let lines: [Line]

  /// Axes that scale the step, by name.
  static let stepSizes = ["learning_rate", "time_step"]

  /// `nil` if no axis changes h.
  init?(_ plan: Plan, _ cells: [ShadowCell]) {
    guard let axis = plan.axes.firstIndex(where: { Self.stepSizes.contains($0.name) }) else {
      return nil
    }
    self.axis = axis
    let others = plan.axes.indices.filter { $0 != axis }
    var order: [[Double]] = []
    var groups: [[Double]: [ShadowCell]] = [:]
    for cell in cells {
      let key = others.map { cell.place[$0] }
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(cell)
    }
    lines = order.map { key in
      let cells = groups[key] ?? []
      let hasOneFlow = cells.allSatisfy { $0.rule.hasFlow(of: cells[0].rule) }
      return Line(
        place: zip(others, key).map { (plan.axes[$0].name, $1) }, cells: cells,
        fit: hasOneFlow && Self.haveOneEnd(cells)
          ? PowerLaw(cells.filter { !$0.isLost }.map { (x: $0.rule.step, y: $0.distance) })
          : nil,
        hasOneFlow: hasOneFlow)
    }
  }

  /// Whether ε was measured over nearly the same time, or the flow comes to rest so that it does not matter.
  private static func haveOneEnd(_ cells: [ShadowCell]) -> Bool {
    guard cells.contains(where: { $0.orbit != nil || $0.isLeft }) else { return true }
    let ends = cells.map { Double($0.steps) * $0.rule.step }
    return ends.allSatisfy { abs($0 - ends[0]) <= $0 * 0.01 }
  }
}
