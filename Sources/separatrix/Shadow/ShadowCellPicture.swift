import Figures
import Foundation
import SweepEngine
import SweepPlan
import Theory

/// One cell: ‖x_k − y_k‖ along the steps; and the paths of flow, orbit and shadow in the plane, if
/// there are two coordinates.
struct ShadowCellPicture {
  let plan: Plan
  let cell: ShadowCell
  var title: String?
  var page = PicturePage()

  private static var pathLimit: Int { 5_000 }

  func write(to path: String) throws { try figure().write(to: path) }

  private func figure() throws -> CurvesFigure {
    let track = cell.track ?? ShadowTrack()
    var panels: [CurvesFigure.Panel] = [.curves(distances(track))]
    if plan.dimension == 2 { panels.insert(.trajectory(paths(track)), at: 0) }
    let place = plan.axes.indices.map {
      "\(plan.axes[$0].hyperparameter.symbol) = \(short(cell.place[$0]))"
    }
    let largest = cell.measure.distance
    let words = [
      "ε = \(largest == .infinity ? "∞" : short(largest)) from the same start",
      cell.orbit.map { "\(short($0.distance)) from the shadow's" },
    ]
    return CurvesFigure(
      title: page.showsTitle ? title ?? "\(plan.title) and its flow" : "",
      subtitle: page.showsSubtitle
        ? (place + words.compactMap(\.self)).joined(separator: " · ") : "",
      panels: panels, columns: panels.count,
      options: try page.curves(columns: panels.count, rows: 1, share: Double(panels.count)))
  }

  private func distances(_ track: ShadowTrack) -> CurvePanel {
    let end = Double(max(lastStep(track) - 1, 1))
    func level(_ name: String, _ bound: Double?, _ color: Color) -> [Curve] {
      guard let bound, track.distances.count > 1 else { return [] }
      return [
        Curve(
          name, points: [Figures.Point(0, bound), Figures.Point(end, bound)],
          style: LineStyle(color: color, dash: .dashed))
      ]
    }
    let shadow = cell.orbit.map {
      [
        Curve(
          "shadow", values: Array($0.distances.prefix(lastStep(track))),
          style: LineStyle(color: Palette.curves[2]))
      ]
    }
    let curves =
      [
        Curve(
          "same start", values: Array(track.distances.prefix(lastStep(track))),
          style: LineStyle(color: orbitColor))
      ]
      + (shadow ?? []) + level("Theorem 2", cell.bounds.distance, .ink)
      + level("Theorem 3", cell.bounds.shadowDistance, .ink)
    return CurvePanel(
      x: Figures.Axis("step", symbol: "k"),
      y: Figures.Axis(
        "distance", symbol: "‖x − y‖", .values(visible(curves)), scale: .log),
      curves: curves)
  }

  /// Where both have come to rest a distance goes on to fall, far below what the picture is about.
  private static var leastShare: Double { 1e-17 }

  /// How many steps are shown: until the distances have sunk out of sight, or all.
  private func lastStep(_ track: ShadowTrack) -> Int {
    let all = [track.distances, cell.orbit?.distances ?? []]
    let least = least(all.joined())
    let lengths = all.map { ($0.lastIndex { !($0 <= least) } ?? 0) + 1 }
    return min((lengths.max() ?? 1) * 21 / 20 + 1, track.distances.count)
  }

  /// The values that are in sight.
  private func visible(_ curves: [Curve]) -> [Double] {
    let values = curves.flatMap(\.points).map(\.y).filter(\.isFinite)
    let least = least(values)
    return values.filter { $0 >= least }
  }

  /// What is in sight begins here: far below the largest, and below the flow's size where the orbit
  /// leaves it.
  private func least(_ distances: some Sequence<Double>) -> Double {
    let largest = distances.filter(\.isFinite).max() ?? 0
    return Self.leastShare * min(largest, cell.measure.size)
  }

  private var orbitColor: Color { Palette.curves[1] }

  private func paths(_ track: ShadowTrack) -> TrajectoryPanel {
    // The shadow lies on the flow, which is drawn wider for that.
    let sequences =
      [
        ("flow", track.flow, Palette.curves[0], 3.5), ("same start", track.orbit, orbitColor, 1.5),
      ] + (cell.orbit.map { [("shadow", $0.iterates, Palette.curves[2], 1.2)] } ?? [])
    let ranges = (0..<2).map { i in
      trajectoryWindow(
        of: sequences.flatMap { $0.1.prefix(Self.pathLimit).map { $0[i] } },
        start: track.flow.first?.map(\.magnitude).max() ?? 1, reach: 2)
    }
    let side = 160
    let values =
      ObjectiveSamples(of: plan, x: ranges[0], y: ranges[1], side: side)?.values ?? []
    return TrajectoryPanel(
      x: Figures.Axis("x₀", .range(ranges[0].lowerBound, ranges[0].upperBound)),
      y: Figures.Axis("x₁", .range(ranges[1].lowerBound, ranges[1].upperBound)),
      objective: ObjectiveGrid(width: side, height: side, values: values),
      trajectories: sequences.map { name, points, color, width in
        Trajectory(
          name, points: points.prefix(Self.pathLimit).map { Figures.Point($0[0], $0[1]) },
          color: color, width: width, isCased: width >= 1.5)
      })
  }
}
