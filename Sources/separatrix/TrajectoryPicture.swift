import Figures
import SweepEngine
import SweepPlan

/// Trajectories of cells as a figure: the paths over the objective's contours where there are two
/// coordinates, and against the step the objective and the gradient, or the energy of rules that
/// have one.
struct TrajectoryPicture {
  struct Run {
    let plan: Plan
    let points: [TraceTask.Point]
    let fate: Fate
    /// Empty for the sweep as it is.
    let name: String

    init(plan: Plan, points: [TraceTask.Point], fate: Fate, name: String = "") {
      self.plan = plan
      self.points = points
      self.fate = fate
      self.name = name
    }

    init(_ run: TracedRun, name: String) {
      self.init(plan: run.plan, points: run.points, fate: run.fate, name: name)
    }
  }

  let runs: [Run]

  func write(to path: String) throws { try figure().write(to: path) }

  private func figure() -> CurvesFigure {
    let plan = runs[0].plan
    var panels: [CurvesFigure.Panel] = []
    if runs.allSatisfy({ $0.plan.dimension == 2 }) { panels.append(.trajectory(path())) }
    panels.append(.curves(hasEnergy ? energy() : decay()))
    let place = plan.axes.map {
      "\($0.hyperparameter.symbol) = \(short($0[0]))"
    }.joined(separator: ", ")
    let fate = runs.count == 1 ? " · \(runs[0].fate.words)" : ""
    return CurvesFigure(
      title: (runs.count == 1 ? "\(plan.optimizer.name.spaced) on " : "")
        + plan.objective.name.spaced,
      subtitle: "\(place)\(fate)", panels: panels, columns: panels.count,
      options: FigureOptions(width: panels.count == 2 ? 1200 : 900, height: 560))
  }

  /// What a run is called beside the others: what was changed, without the key.
  private func name(of run: Run) -> String {
    guard let equals = run.name.firstIndex(of: "=") else { return run.plan.optimizer.name.spaced }
    let key = run.name[..<equals].split(separator: ".").last.map(String.init) ?? ""
    let value = String(run.name[run.name.index(after: equals)...])
    return key == "optimizer" ? value.spaced : "\(key.spaced) \(value)"
  }

  private func decay() -> CurvePanel {
    func curve(
      _ run: Run, _ name: String, _ value: (TraceTask.Point) -> Double
    ) -> Curve {
      Curve(name, points: run.points.map { Point(Double($0.step), value($0)) })
    }
    let curves =
      runs.count == 1
      ? [curve(runs[0], "objective f", \.objective), curve(runs[0], "largest |∂f|", \.gradient)]
      : runs.enumerated().map { index, run in
        var curve = curve(run, name(of: run), \.objective)
        curve.style = LineStyle(color: color(index))
        return curve
      }
    return CurvePanel(
      x: Figures.Axis("step"),
      y: Figures.Axis(runs.count == 1 ? "" : "objective f", scale: .log), curves: curves)
  }

  // MARK: Energy

  private var hasEnergy: Bool {
    runs.allSatisfy { $0.points.first?.energy.map { $0 != 0 } ?? false }
  }

  /// How far the energy is from the one at the start, as a share of it. Of a long run, which would
  /// fill the panel with waves, the largest in each of so many stretches.
  private func energy() -> CurvePanel {
    let stretches = 500
    let curves = runs.enumerated().map { index, run in
      let start = run.points.first?.energy ?? 1
      let errors = run.points.dropFirst().map { abs(($0.energy ?? .nan) / start - 1) }
      let length = errors.count > 4 * stretches ? errors.count / stretches : 1
      let points = stride(from: 0, to: errors.count, by: length).map { first in
        let end = min(first + length, errors.count)
        return Point(Double(end), errors[first..<end].max() ?? .nan)
      }
      return Curve(name(of: run), points: points, style: LineStyle(color: color(index)))
    }
    let isLong = runs.contains { $0.points.count > 4 * stretches }
    return CurvePanel(
      x: Figures.Axis("step"),
      y: Figures.Axis((isLong ? "largest " : "") + "energy error |E/E₀ − 1|", scale: .log),
      curves: curves)
  }

  /// A run's colour, the same in every panel; orange, which stands out on the contours, first.
  private func color(_ index: Int) -> Color {
    let palette = Palette.curves
    let order = [1, 0] + Array(2..<palette.count)
    return palette[order[index % palette.count]]
  }

  // MARK: The paths in the plane

  /// A path of more points is cut here: a longer one would cover itself.
  private static var pathLimit: Int { 5_000 }

  private func path() -> TrajectoryPanel {
    let (x, y) = (range(0), range(1))
    let side = 160
    let values = (0..<side).flatMap { row in
      (0..<side).map { column in
        objective(at: [value(x, column, side), value(y, row, side)])
      }
    }
    let isCut = runs.contains { $0.points.count > Self.pathLimit }
    return TrajectoryPanel(
      title: isCut ? "the first \(grouped(Self.pathLimit)) iterates" : "",
      x: Figures.Axis("x₀", .range(x.lowerBound, x.upperBound)),
      y: Figures.Axis("x₁", .range(y.lowerBound, y.upperBound)),
      objective: ObjectiveGrid(width: side, height: side, values: values),
      trajectories: runs.enumerated().map { index, run in
        Trajectory(
          runs.count == 1 ? "iterates" : name(of: run),
          points: run.points.prefix(Self.pathLimit).map { Figures.Point($0.x[0], $0.x[1]) },
          color: color(index))
      })
  }

  private func value(_ range: ClosedRange<Double>, _ index: Int, _ count: Int) -> Double {
    range.lowerBound
      + (range.upperBound - range.lowerBound) * Double(index) / Double(count - 1)
  }

  /// What the picture shows of a coordinate: where the path goes, but of one that escapes only the
  /// neighbourhood of its start.
  private func range(_ coordinate: Int) -> ClosedRange<Double> {
    let start = runs[0].points.first?.x.map(\.magnitude).max() ?? 1
    let limit = 6 * max(start, 1e-300)
    let seen = runs.flatMap { $0.points.prefix(Self.pathLimit).map { $0.x[coordinate] } }
      .filter { $0.magnitude <= limit }
    let (least, largest) = (seen.min() ?? -1, seen.max() ?? 1)
    let margin = max((largest - least) * 0.1, start * 0.2, 1e-300)
    return least - margin...largest + margin
  }

  /// f at a point, by the kernel itself: step 0 of a trajectory that starts there.
  private func objective(at point: [Double]) -> Double {
    let plan = runs[0].plan
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
