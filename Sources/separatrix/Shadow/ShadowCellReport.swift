import Foundation
import SweepPlan
import Theory

/// What `shadow --at` says of one cell.
struct ShadowCellReport {
  let plan: Plan
  let cell: ShadowCell

  var text: [String] {
    let rows: [(String, String?)] =
      plan.axes.indices.map { (plan.axes[$0].name, "\(cell.place[$0])") } + [
        ("h", "\(cell.rule.step)"), ("steps", grouped(cell.steps)),
        ("δ", beside(cell.measure.defect, cell.bounds.defect)),
        ("ε", beside(cell.measure.distance, cell.bounds.distance)),
        ("ε at the end", exact(cell.measure.lastDistance)),
        ("shadow's ε", cell.orbit.map { beside($0.distance, cell.bounds.shadowDistance) }),
        ("shadow starts at", cell.orbit.map { list($0.start.prefix(plan.dimension)) }),
        ("… with velocity", cell.orbit.flatMap(velocity)),
        (
          "passes", cell.orbit.map { "\($0.passes), the last change \(short($0.change))" }
        ),
        ("no shadow", missing),
        ("ℓ", exact(cell.measure.gradientNorm)),
        ("L", cell.curvature.map { "\(exact($0.smoothness))  (\($0.origin.rawValue))" }),
        ("least curvature", cell.curvature.map { exact($0.convexity) }),
        (
          "flow",
          cell.substeps.map {
            "by Runge–Kutta, \($0) substeps, error about \(short(cell.flowError))"
              + (cell.isResolved ? "" : ": too much to believe ε")
          } ?? "in closed form"
        ),
        ("escapes", cell.measure.escape.map { "at step \(grouped($0))" }),
      ]
    let shown = rows.compactMap { name, value in value.map { (name, $0) } }
    let width = shown.map(\.0.count).max() ?? 0
    return shown.map { "\($0.padded(to: width))  \($1)" }
  }

  private func beside(_ value: Double, _ bound: Double?) -> String {
    exact(value) + (bound.map { ", at most \(exact($0)) by the theorem" } ?? "")
  }

  private var missing: String? {
    if case .missing(let reason) = cell.shadow { reason } else { nil }
  }

  private func velocity(_ orbit: ShadowOrbit) -> String? {
    orbit.start.count > plan.dimension ? list(orbit.start.dropFirst(plan.dimension)) : nil
  }

  private func list(_ values: ArraySlice<Double>) -> String {
    "[\(values.map { "\($0)" }.joined(separator: ", "))]"
  }

  private func exact(_ value: Double) -> String {
    value == .infinity ? "∞" : String(format: "%.10g", value)
  }

  // MARK: Every step, for programs

  private struct Step: Encodable {
    let step: Int
    let time: Double
    let x: [Double]
    let y: [Double]
    let distance: Double
    let shadow: [Double]?
    let shadowDistance: Double?
  }

  private func step(_ k: Int, _ track: ShadowTrack) -> Step {
    Step(
      step: k, time: Double(k) * cell.rule.step, x: track.orbit[k], y: track.flow[k],
      distance: track.distances[k], shadow: cell.orbit?.iterates[k],
      shadowDistance: cell.orbit?.distances[k])
  }

  func writeCSV() {
    guard let track = cell.track else { return }
    let indices = 0..<plan.dimension
    let names =
      indices.map { "x\($0)" } + indices.map { "y\($0)" } + ["distance"]
      + (cell.orbit == nil ? [] : indices.map { "shadow\($0)" } + ["shadow_distance"])
    print((["step", "time"] + names).joined(separator: ","))
    for k in track.distances.indices {
      let step = step(k, track)
      let numbers =
        [step.time] + step.x + step.y + [step.distance] + (step.shadow ?? [])
        + (step.shadowDistance.map { [$0] } ?? [])
      print((["\(k)"] + numbers.map { "\($0)" }).joined(separator: ","))
    }
  }

  /// One object per line.
  func writeJSON() throws {
    guard let track = cell.track else { return }
    for k in track.distances.indices {
      print(try encodedJSON(step(k, track), isOneLine: true))
    }
  }
}
