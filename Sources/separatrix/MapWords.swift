import Figures
import Foundation
import SweepPlan

/// What is said of a store around its picture.
struct MapWords {
  let plan: Plan

  var title: String { plan.title }

  /// What a reader needs to know beside the axes, most telling first.
  ///
  /// - Parameter held: What the picture says of the axes that it does not show.
  func facts(held: [String]) -> [String] {
    let seeds =
      plan.seeds.map { ["\(grouped($0.count)) \($0.count == 1 ? "seed" : "seeds")"] } ?? []
    let length = ["\(grouped(plan.steps)) steps", plan.precision.rawValue]
    return options + held + numbers + seeds + length
  }

  /// The values of the axes that a plane holds.
  func held(by plane: MapPlane) -> [String] {
    plane.held.map { index in
      let axis = plan.axes[index]
      return "\(axis.hyperparameter.symbol) = \(short(axis[plane.cell[index]]))"
    }
  }

  /// The numbers that no axis varies, without points and what is not used.
  private var numbers: [String] {
    let varied = Set(plan.axes.map(\.name))
    return plan.parameters
      .filter { !varied.contains($0.hyperparameter.name) }
      .filter { !$0.hyperparameter.name.hasPrefix(Hyperparameter.initialPoint.name) }
      .filter { !$0.hyperparameter.name.hasPrefix(Hyperparameter.initialVelocity.name) }
      .filter { !$0.hyperparameter.name.hasPrefix(Hyperparameter.reference.name) }
      .compactMap { parameter -> String? in
        // What is usually 0, and is 0, is not used.
        guard case .fixed(let value) = parameter.source,
          value != 0 || parameter.hyperparameter.defaultValue != 0
        else { return nil }
        return "\(parameter.hyperparameter.symbol) = \(plain(value))"
      }
  }

  /// What was chosen of the optimizer and of the schedule, where it is not the usual.
  private var options: [String] {
    let choices = plan.optimizer.choices.indices
      .filter { plan.options[$0] != plan.optimizer.defaultOptions[$0] }
      .map { index in
        let choice = plan.optimizer.choices[index]
        return "\(choice.name.spaced): \(choice.options[plan.options[index]].name.spaced)"
      }
    let schedule = plan.schedule.flatMap { $0 == .constant ? nil : "\($0.rawValue) schedule" }
    return choices + [schedule, plan.noiseWords].compactMap(\.self)
  }
}

extension Figures.Axis {
  /// An axis of a sweep as an axis of a figure.
  init(_ axis: SweepPlan.Axis) {
    let symbol = axis.hyperparameter.symbol
    // Where both say the same, as "re z" and "Re z", the symbol is written better.
    let isSame = axis.name.spaced.lowercased() == symbol.lowercased()
    let label = isSame ? "" : axis.name.spaced
    switch axis.spacing {
    case .interval(let from, let to, _, let scale):
      self.init(label, symbol: symbol, .range(from, to), scale: scale == .log ? .log : .linear)
    case .values(let values):
      self.init(label, symbol: symbol, .values(values))
    }
  }
}

/// Four significant digits at most: 0.03, 1.234e-05.
func short(_ value: Double) -> String { String(format: "%.4g", value) }

/// 100 → "100", 0.25 → "0.25"
func plain(_ value: Double) -> String {
  value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : "\(value)"
}
