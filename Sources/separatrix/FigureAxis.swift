import Figures
import SweepPlan

extension Figures.Axis {
  /// An axis of a sweep as an axis of a figure.
  init(_ axis: SweepPlan.Axis) {
    let symbol = axis.hyperparameter.symbol
    switch axis.spacing {
    case .interval(let from, let to, _, let scale):
      self.init(
        axis.name.spaced, symbol: symbol, .range(from, to), scale: scale == .log ? .log : .linear)
    case .values(let values):
      self.init(axis.name.spaced, symbol: symbol, .values(values))
    }
  }
}
