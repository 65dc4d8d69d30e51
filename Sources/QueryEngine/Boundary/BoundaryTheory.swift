import Foundation
import SweepPlan
import Synchronization
import Theory
import Threads

/// What theory says of a boundary, where it says something.
///
/// With noise that moves the boundary that is the almost-sure one, within which nearly every
/// trajectory dies out: what most seeds show.
public struct BoundaryTheory: Sendable {
  public let plane: Plane
  private let prediction: Prediction
  private let stochastic: StochasticPrediction?

  /// `nil` if nothing is known, or if `rule` looks for something else.
  public init?(_ plane: Plane, rule: BoundaryRule) {
    guard rule.isOfStability, let prediction = Prediction(plane.plan) else { return nil }
    self.plane = plane
    self.prediction = prediction
    let stochastic = StochasticPrediction(plane.plan)
    self.stochastic = stochastic?.movesBoundary == true ? stochastic : nil
    // With other noise that is known to move it, the line without noise would mislead.
    if plane.plan.noise != nil, stochastic == nil { return nil }
  }

  /// As a legend writes it.
  public var formula: String {
    stochastic == nil
      ? prediction.boundaryFormula : "the almost-sure boundary (Lyapunov exponent 0)"
  }

  /// Whether a row costs about a tenth of a second.
  public var isDear: Bool { stochastic != nil }

  /// In data coordinates; of a plane of one axis none.
  public var lines: [Polyline] {
    guard let y = plane.y else { return [] }
    return stochastic?.lines(.almostSure, xAxis: plane.x, yAxis: y, slice: plane.cell)
      ?? prediction.boundary(xAxis: plane.x, yAxis: y, slice: plane.cell)
  }

  /// Puts each of theory's critical values beside the nearest that was found in its row, in the same
  /// direction.
  ///
  /// - Parameters:
  ///   - axis: Along which they were looked for.
  ///   - rows: Only in these rows; in all if `nil`.
  public func placed(
    beside values: [CriticalValue], along axis: Int, rows: Set<Int>? = nil
  ) -> [CriticalValue] {
    let places = Dictionary(grouping: values.indices) { values[$0].row }
    let wanted = places.keys.filter { rows?.contains($0) ?? true }
    let known = crossings(inRows: wanted, along: axis)
    var values = values
    for (row, found) in known {
      for crossing in found {
        let nearest = (places[row] ?? [])
          .filter { values[$0].losesStability == crossing.losesStability }
          .min { abs(values[$0].value - crossing.value) < abs(values[$1].value - crossing.value) }
        if let nearest { values[nearest].theory = crossing.value }
      }
    }
    return values
  }

  private struct Crossing {
    let value: Double
    let losesStability: Bool
  }

  /// Rows are looked at on all cores: a fine map has millions of margins.
  private func crossings(inRows rows: [Int], along axis: Int) -> [Int: [Crossing]] {
    let found = Mutex<[Int: [Crossing]]>([:])
    let next = Atomic(0)
    let cores = ProcessInfo.processInfo.activeProcessorCount
    WorkerThreads.run(max(1, min(cores, rows.count))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < rows.count else { return }
        let crossings = crossings(inRow: rows[index], along: axis)
        found.withLock { $0[rows[index]] = crossings }
      }
    }
    return found.withLock { $0 }
  }

  private func crossings(inRow row: Int, along axis: Int) -> [Crossing] {
    var cell = plane.cell
    if let other = axis == plane.x ? plane.y : plane.x { cell[other] = row }
    let values =
      stochastic?.criticalValues(.almostSure, along: axis, at: cell)
      ?? prediction.criticalValues(along: axis, at: cell)
    var before = plane.plan.axes[axis].lower
    return values.map { value in
      defer { before = value }
      let middle = plane.plan.axes[axis].middle(before, value)
      return Crossing(value: value, losesStability: isStable(cell, axis, middle))
    }
  }

  private func isStable(_ cell: [Int], _ axis: Int, _ value: Double) -> Bool {
    let values = zip(plane.plan.parameters, plane.plan.values(at: cell)).map { parameter, usual in
      parameter.source == .axis(axis) ? value : usual
    }
    return (stochastic?.margin(.almostSure, at: values) ?? prediction.margin(at: values)) >= 0
  }
}

extension BoundaryRule {
  /// Whether it parts stable cells from unstable ones.
  fileprivate var isOfStability: Bool {
    switch self {
    case .verdict, .growth: true
    case .level(.rate, let level), .level(.rateMean, let level),
      .level(.lyapunovExponent, let level), .level(.lyapunovExponentMean, let level):
      level == 0
    case .level(.divergedFraction, _): true
    case .level: false
    }
  }
}
