import SweepEngine
import SweepPlan

/// A map that can be looked at: a checked plan over two axes, which go on beyond their ends.
final class ExploredView: Sendable {
  /// 16 hexadecimal digits that tell it from others.
  let id: String
  /// Over y and x, which varies fastest.
  let plan: Plan
  let kernel: Kernel
  let x: ViewAxis
  let y: ViewAxis
  let domains: (x: ViewAxis.Domain, y: ViewAxis.Domain)
  /// Where in the store its cells are; `nil` if they are not.
  let slice: StoredSlice?

  init(
    plan: Plan, kernel: Kernel, x: ViewAxis, y: ViewAxis,
    domains: (x: ViewAxis.Domain, y: ViewAxis.Domain), slice: StoredSlice?
  ) {
    id = String(plan.sha256.prefix(16))
    self.plan = plan
    self.kernel = kernel
    self.x = x
    self.y = y
    self.domains = domains
    self.slice = slice
  }

  /// What a cell has one number of, the verdict first.
  var variables: [Variable] {
    plan.record.filter { plan.layers(of: $0) == nil && $0 != .verdictBySeed }
  }

  /// Levels that both axes have.
  var levels: ClosedRange<Int> {
    ViewAxis.coarsestLevel...min(x.levels.upperBound, y.levels.upperBound)
  }
}

extension ViewAxis {
  /// The values that an axis may have; `nil` for no end.
  struct Domain: Sendable, Hashable {
    let low: Double?
    let high: Double?

    func contains(_ value: Double) -> Bool {
      value.isFinite && low.map { value >= $0 } ?? true && high.map { value <= $0 } ?? true
    }
  }
}
