import Figures
import Foundation
import SweepEngine
import SweepPlan

/// Trajectories of cells as a figure: the paths over the objective's contours where there are two
/// coordinates, and against the step the objective and the gradient, or the energy of rules that
/// have one; or the panels that are asked for.
struct TrajectoryPicture {
  struct Run {
    let plan: Plan
    let points: [TraceTask.Point]
    let fate: Fate
    /// Runs of one group have one colour and one name: 0 for the sweep's own.
    let group: Int
    /// Whether the legend has it, as the first of its group.
    let isFirst: Bool

    init(_ run: TracedRun, points: [TraceTask.Point], group: Int, isFirst: Bool) {
      plan = run.plan
      self.points = points
      fate = run.fate
      self.group = group
      self.isFirst = isFirst
    }
  }

  let runs: [Run]
  let names: TrajectoryNames
  var each: NamedValues?
  /// Empty for what suits the sweep.
  var panels: [TracePanel] = []
  var title: String?
  var page = PicturePage()

  func write(to path: String) throws { try figure().write(to: path) }

  private func figure() throws -> CurvesFigure {
    let all = try (panels.isEmpty ? usualPanels : panels).flatMap(drawn)
    let columns = all.count <= 3 ? all.count : 2
    let shares = all.count <= 3 ? all.map(share) : []
    let rows = (all.count + columns - 1) / columns
    return CurvesFigure(
      title: page.showsTitle ? title ?? usualTitle : "",
      subtitle: page.showsSubtitle ? subtitle : "", panels: all, columns: columns,
      shares: shares,
      options: try page.curves(
        columns: columns, rows: rows,
        share: shares.isEmpty ? Double(columns) : shares.reduce(0, +)))
  }

  private var plan: Plan { runs[0].plan }

  /// A run's name in a legend: of a group, the first has it.
  func legend(of run: Run) -> String {
    run.isFirst ? names.name(ofGroup: run.group, run.plan) : ""
  }

  /// A group's colour, the same in every panel; orange, which stands out on the contours, first.
  func color(_ group: Int) -> Color {
    let palette = Palette.curves
    let order = [1, 0] + Array(2..<palette.count)
    return palette[order[group % palette.count]]
  }

  private var usualTitle: String {
    (names.variations.isEmpty ? "\(plan.optimizer.title) on " : "") + plan.objective.name.spaced
  }

  /// Where the cell is on the axes; of an axis that tells the trajectories apart, their names do.
  private var subtitle: String {
    let place = plan.axes.filter { $0.name != names.comparedAxis }.map { axis in
      let values = axis.name == each?.name ? each?.values ?? [] : [axis[0]]
      return "\(axis.hyperparameter.symbol) = \(values.map(short).joined(separator: ", "))"
    }
    let fate = runs.count == 1 ? [runs[0].fate.words] : []
    return ([place.joined(separator: "; ")] + fate).filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  private var usualPanels: [TracePanel] {
    let first: [TracePanel] =
      runs.allSatisfy { $0.plan.dimension == 2 }
      ? [.path] : plan.dimension == 1 ? [.coordinates] : []
    let isGame = plan.objective.kind == .game
    return first + [
      hasEnergy ? .energy : isGame && names.variations.count > 0 ? .gradient : .objective
    ]
      + (runs.allSatisfy { $0.sharpness != nil } ? [.sharpness] : [])
  }

  private func drawn(_ panel: TracePanel) throws -> [CurvesFigure.Panel] {
    switch panel {
    case .path:
      guard plan.dimension == 2 else {
        throw Complaint(
          .usage,
          "--show path draws two coordinates, and \(plan.objective.name) has \(plan.dimension) here; "
            + "--show coordinates draws each")
      }
      return [.trajectory(path())]
    case .coordinates: return coordinates().map { .curves($0) }
    case .objective:
      return [.curves(runs.count == 1 && panels.isEmpty ? decay() : objective())]
    case .gradient: return [.curves(gradient())]
    case .energy:
      guard hasEnergy else {
        throw Complaint(
          .usage,
          "--show energy is of the rules of motion and of a heavy ball's flow; "
            + "\(runs.first { !$0.hasEnergy }?.plan.optimizer.name ?? "the rule") has none")
      }
      return [.curves(isDamped ? energy() : energyError())]
    case .sharpness:
      guard runs.allSatisfy({ $0.sharpness != nil }) else {
        throw Complaint(
          .usage,
          "--show sharpness: the sweep does not record it; add --set record=[verdict,sharpness]")
      }
      return [.curves(sharpness())]
    case .distance:
      guard runs.contains(where: { $0.group > 0 }) else {
        throw Complaint(
          .usage, "--show distance is that of a --versus from the first trajectory; add one")
      }
      return [.curves(distance())]
    }
  }

  // MARK: The paths in the plane

  /// A path of more points is cut here: a longer one would cover itself.
  private static var pathLimit: Int { 5_000 }

  private func path() -> TrajectoryPanel {
    let (x, y) = (window(of: 0, steps: Self.pathLimit), window(of: 1, steps: Self.pathLimit))
    let side = 160
    let values = ObjectiveSamples(of: plan, x: x, y: y, side: side)?.values ?? []
    let isCut = runs.contains { $0.points.count > Self.pathLimit }
    return TrajectoryPanel(
      title: isCut ? "the first \(grouped(Self.pathLimit)) iterates" : "",
      x: Figures.Axis("x₀", .range(x.lowerBound, x.upperBound)),
      y: Figures.Axis("x₁", .range(y.lowerBound, y.upperBound)),
      objective: ObjectiveGrid(width: side, height: side, values: values),
      trajectories: runs.map { run in
        Trajectory(
          runs.count == 1 ? "iterates" : legend(of: run),
          points: run.points.prefix(Self.pathLimit).map { Figures.Point($0.x[0], $0.x[1]) },
          color: color(run.group))
      },
      // Orbits and the spirals of games are round.
      hasEqualAspect: plan.objective.kind != .minimisation)
  }

  /// What is shown of a coordinate, of the first steps.
  func window(of coordinate: Int, steps: Int) -> ClosedRange<Double> {
    func size(_ point: TraceTask.Point) -> Double { point.x.map(\.magnitude).max() ?? 0 }
    var start = runs[0].points.first.map(size) ?? 1
    if start == 0 {
      // From the origin: as far as the one that stays nearest goes.
      let reaches = runs.map { run in
        run.points.prefix(steps).map(size).filter(\.isFinite).max() ?? 0
      }
      start = reaches.filter { $0 > 0 }.min() ?? 1
    }
    return trajectoryWindow(
      of: runs.flatMap { $0.points.prefix(steps).map { $0.x[coordinate] } }, start: start)
  }

  /// How wide a panel is beside others: of a round path, as its frame.
  private func share(_ panel: CurvesFigure.Panel) -> Double {
    guard case .trajectory(let panel) = panel, panel.hasEqualAspect,
      case .range(let left, let right) = panel.x.extent,
      case .range(let low, let high) = panel.y.extent
    else { return 1 }
    return min(max(0.68 * (right - left) / (high - low) + 0.1, 0.65), 1.8)
  }
}
