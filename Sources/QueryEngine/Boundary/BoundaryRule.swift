import Foundation
import ResultStore
import SweepPlan
import Theory

/// What parts the cells of a map in two, the low (stable, or below a level) and the high.
public enum BoundaryRule: Sendable, Hashable {
  /// Unstable is what diverged; with seeds, where most of them did.
  case verdict
  /// Unstable is also what has not escaped but grows: bounded, and its rate positive.
  case growth
  /// Where a variable passes a number.
  case level(Variable, Double)

  /// What it needs of a cell besides the verdict.
  func variable(of plan: Plan) -> Variable? {
    switch self {
    case .verdict: nil
    case .growth: plan.seeds == nil ? .rate : .rateMean
    case .level(let variable, _): variable == .verdict ? nil : variable
    }
  }

  /// Refuses what a store cannot tell.
  func check(_ plan: Plan) throws(QueryError) {
    guard let variable = variable(of: plan) else {
      if case .level(.verdict, _) = self {
        throw QueryError("--level verdict: verdicts have no levels; leave --level out")
      }
      return
    }
    guard plan.record.contains(variable) else {
      throw QueryError(
        "the store did not record \(variable.rawValue); it has "
          + plan.record.map(\.rawValue).joined(separator: ", "))
    }
    guard plan.layers(of: variable) == nil else {
      throw QueryError(
        "--level \(variable.rawValue): a cell has several of it; name a variable with one value")
    }
  }

  /// What marching squares follow, of a cell; NaN if there is no verdict. `level` is where it parts.
  func height(verdict: UInt8, value: Double) -> Double {
    guard verdict != Verdict.missing.rawValue else { return .nan }
    switch self {
    case .verdict, .growth:
      return instability.holds(verdict: verdict, rate: value).map { $0 ? 1 : 0 } ?? .nan
    case .level: return isLogarithmic ? (value < 0 ? -.infinity : log(value)) : value
    }
  }

  /// A cell is high if its height is at least this.
  var level: Double {
    switch self {
    case .verdict, .growth: 0.5
    case .level(_, let level): isLogarithmic ? log(level) : level
    }
  }

  /// Whether heights interpolate as ratios.
  private var isLogarithmic: Bool {
    if case .level(let variable, let level) = self {
      variable.isMagnitude && level > 0
    } else {
      false
    }
  }

  private var instability: Instability { self == .growth ? .divergedOrGrowing : .diverged }
}
