import Figures
import Foundation
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
    if runs.count == 1, let sharpness = runs[0].sharpnessPanel { panels.append(.curves(sharpness)) }
    let place = plan.axes.map {
      "\($0.hyperparameter.symbol) = \(short($0[0]))"
    }.joined(separator: ", ")
    let fate = runs.count == 1 ? " · \(runs[0].fate.words)" : ""
    return CurvesFigure(
      title: (runs.count == 1 ? "\(plan.optimizer.title) on " : "")
        + plan.objective.name.spaced,
      subtitle: "\(place)\(fate)", panels: panels, columns: panels.count,
      options: FigureOptions(width: [900, 1200, 1700][panels.count - 1], height: 560))
  }

  /// What a run is called beside the others: what was changed, without the key.
  private func name(of run: Run) -> String {
    guard let equals = run.name.firstIndex(of: "=") else {
      let isOfRules = runs.allSatisfy { run in
        run.name.isEmpty || Self.ruleKeys.contains { run.name.hasPrefix("\($0)=") }
      }
      return isOfRules ? run.plan.optimizer.title : "as the sweep has it"
    }
    let key = run.name[..<equals].split(separator: ".").last.map(String.init) ?? ""
    let value = String(run.name[run.name.index(after: equals)...])
    guard Self.ruleKeys.contains(run.name.prefix { $0 != "=" }.description) else {
      return "\(key.spaced) \(value)"
    }
    return ([run.plan.optimizer.title] + arguments(value)).joined(separator: ", ")
  }

  private static let ruleKeys = [OptimizerDescription.Kind.optimizer, .flow].map(\.rawValue)

  /// What `{heavy_ball: {substeps: 10}}` says of the rule: "substeps: 10".
  private func arguments(_ value: String) -> [String] {
    guard let inner = value.dropFirst().firstIndex(of: "{") else { return [] }
    let text = value[inner...].filter { !"{}".contains($0) }
    return text.isEmpty ? [] : [String(text).spaced]
  }

  private func decay() -> CurvePanel {
    func curve(
      _ run: Run, _ name: String, _ value: (TraceTask.Point) -> Double
    ) -> Curve {
      Curve(name, points: run.points.map { Point(Double($0.step), value($0)) })
    }
    guard runs.count > 1 else {
      return CurvePanel(
        x: Figures.Axis("step"), y: Figures.Axis("", scale: .log),
        curves: [
          curve(runs[0], "objective f", \.objective),
          curve(runs[0], "largest |∂f|", \.gradient),
        ])
    }
    // A game's value may have any sign, and is no measure of how far the players are from rest.
    let isGame = runs[0].plan.objective.kind == .game
    let curves = runs.enumerated().map { index, run in
      var curve = curve(run, name(of: run), isGame ? \.gradient : \.objective)
      curve.style = LineStyle(color: color(index))
      return curve
    }
    return CurvePanel(
      x: Figures.Axis("step"),
      y: Figures.Axis(isGame ? "largest |∂f|" : "objective f", scale: .log), curves: curves)
  }

  // MARK: Energy

  private var hasEnergy: Bool {
    runs.allSatisfy { $0.points.first?.energy.map { $0 != 0 } ?? false }
  }

  /// How far the energy is from the one at the start, as a share of it. Of a long run, which would
  /// fill the panel with waves, the largest so far, over the logarithm of time.
  private func energy() -> CurvePanel {
    let isLong = runs.contains { $0.points.count > 2_000 }
    let curves = runs.enumerated().map { index, run in
      let start = run.points.first?.energy ?? 1
      let errors = run.points.dropFirst().map { abs(($0.energy ?? .nan) / start - 1) }
      let ends = isLong ? stretches(of: errors.count) : Array(errors.indices.map { $0 + 1 })
      var largest = 0.0
      let points = zip([0] + ends, ends).map { first, end in
        let error = errors[first..<end].max() ?? .nan
        largest = isLong ? max(largest, error) : error
        return Point(Double(end), largest)
      }
      return Curve(name(of: run), points: points, style: LineStyle(color: color(index)))
    }
    return CurvePanel(
      x: Figures.Axis("step", scale: isLong ? .log : .linear),
      y: Figures.Axis("energy error |E/E₀ − 1|" + (isLong ? ", largest so far" : ""), scale: .log),
      curves: curves)
  }

  /// Where stretches of steps end whose lengths grow by equal factors.
  private func stretches(of count: Int) -> [Int] {
    let number = 400
    let ends = (1...number).map { index in
      Int(pow(Double(count), Double(index) / Double(number)).rounded())
    }
    return Set(ends).filter { $0 >= 1 && $0 <= count }.sorted()
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
    let values = ObjectiveSamples(of: runs[0].plan, x: x, y: y, side: side)?.values ?? []
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
      },
      // Orbits and the spirals of games are round.
      hasEqualAspect: runs[0].plan.objective.kind != .minimisation)
  }

  private func range(_ coordinate: Int) -> ClosedRange<Double> {
    trajectoryWindow(
      of: runs.flatMap { $0.points.prefix(Self.pathLimit).map { $0.x[coordinate] } },
      start: runs[0].points.first?.x.map(\.magnitude).max() ?? 1)
  }
}
