import Figures
import SweepEngine
import SweepPlan

/// A cell's trajectory as a figure: the path over the objective's contours where there are two
/// coordinates, and objective and gradient against the step.
struct TrajectoryPicture {
  let plan: Plan
  let points: [TraceTask.Point]
  let fate: Fate

  func write(to path: String) throws { try figure().write(to: path) }

  private func figure() -> CurvesFigure {
    var panels: [CurvesFigure.Panel] = []
    if plan.dimension == 2 { panels.append(.trajectory(path())) }
    panels.append(.curves(decay()))
    let place = plan.axes.map {
      "\($0.hyperparameter.symbol) = \(short($0[0]))"
    }.joined(separator: ", ")
    return CurvesFigure(
      title: "\(plan.optimizer.name.spaced) on \(plan.objective.name.spaced)",
      subtitle: "\(place) · \(fate.words)", panels: panels,
      columns: panels.count,
      options: FigureOptions(width: panels.count == 2 ? 1200 : 900, height: 560))
  }

  private func decay() -> CurvePanel {
    func curve(_ name: String, _ value: (TraceTask.Point) -> Double) -> Curve {
      Curve(name, points: points.map { Point(Double($0.step), value($0)) })
    }
    return CurvePanel(
      x: Figures.Axis("step"), y: Figures.Axis("", scale: .log),
      curves: [curve("objective f", \.objective), curve("largest |∂f|", \.gradient)])
  }

  // MARK: The path in the plane

  private func path() -> TrajectoryPanel {
    let (x, y) = (range(0), range(1))
    let side = 160
    let values = (0..<side).flatMap { row in
      (0..<side).map { column in
        objective(at: [value(x, column, side), value(y, row, side)])
      }
    }
    return TrajectoryPanel(
      x: Figures.Axis("x₀", .range(x.lowerBound, x.upperBound)),
      y: Figures.Axis("x₁", .range(y.lowerBound, y.upperBound)),
      objective: ObjectiveGrid(width: side, height: side, values: values),
      trajectories: [
        Trajectory("iterates", points: points.map { Figures.Point($0.x[0], $0.x[1]) })
      ])
  }

  private func value(_ range: ClosedRange<Double>, _ index: Int, _ count: Int) -> Double {
    range.lowerBound
      + (range.upperBound - range.lowerBound) * Double(index) / Double(count - 1)
  }

  /// What the picture shows of a coordinate: where the path goes, but of one that escapes only the
  /// neighbourhood of its start.
  private func range(_ coordinate: Int) -> ClosedRange<Double> {
    let start = points.first?.x.map(\.magnitude).max() ?? 1
    let limit = 6 * max(start, 1e-300)
    let seen = points.map { $0.x[coordinate] }.filter { $0.magnitude <= limit }
    let (least, largest) = (seen.min() ?? -1, seen.max() ?? 1)
    let margin = max((largest - least) * 0.1, start * 0.2, 1e-300)
    return least - margin...largest + margin
  }

  /// f at a point, by the kernel itself: step 0 of a trajectory that starts there.
  private func objective(at point: [Double]) -> Double {
    let start = plan.layout.initialPoint
    let parameters = plan.parameters.enumerated().map { index, parameter in
      start.contains(index)
        ? Parameter(
          hyperparameter: parameter.hyperparameter, source: .fixed(point[index - start.lowerBound]))
        : parameter
    }
    let moved = plan.with(parameters: parameters)
    guard let kernel = Kernel.reference(for: moved) else { return .nan }
    var value = Double.nan
    CellRun(plan: moved, kernel: kernel).trace(at: plan.axes.map { _ in 0 }, steps: 0) {
      value = $0.objective
      return false
    }
    return value
  }
}
