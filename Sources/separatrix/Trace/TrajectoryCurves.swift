import Figures
import Foundation
import SweepEngine
import SweepPlan

/// Panels of values against the step.
extension TrajectoryPicture {
  private func curves(
    of runs: [Run], _ value: (Run, Int, TraceTask.Point) -> Double
  ) -> [Curve] {
    runs.map { run in
      Curve(
        legend(of: run),
        points: run.points.enumerated().map { index, point in
          Point(Double(point.step), value(run, index, point))
        }, style: LineStyle(color: color(run.group)))
    }
  }

  /// Of one trajectory.
  func decay() -> CurvePanel {
    let points = runs[0].points
    return CurvePanel(
      x: Figures.Axis("step"), y: Figures.Axis("", scale: .log),
      curves: [
        Curve("objective f", points: points.map { Point(Double($0.step), $0.objective) }),
        Curve("largest |∂f|", points: points.map { Point(Double($0.step), $0.gradient) }),
      ])
  }

  func objective() -> CurvePanel {
    CurvePanel(
      x: Figures.Axis("step"), y: Figures.Axis("objective f", scale: .log),
      curves: curves(of: runs) { $2.objective })
  }

  /// Of a game, whose value may have any sign, the measure of how far the players are from rest.
  func gradient() -> CurvePanel {
    CurvePanel(
      x: Figures.Axis("step"), y: Figures.Axis("largest |∂f|", scale: .log),
      curves: curves(of: runs) { $2.gradient })
  }

  func coordinates() -> [CurvePanel] {
    let most = 4
    let subscripts = ["₀", "₁", "₂", "₃"]
    return (0..<min(runs[0].plan.dimension, most)).map { coordinate in
      let window = window(of: coordinate, steps: .max)
      return CurvePanel(
        x: Figures.Axis("step"),
        y: Figures.Axis(
          "x\(subscripts[coordinate])", .range(window.lowerBound, window.upperBound)),
        curves: curves(of: runs) { $2.x[coordinate] })
    }
  }

  /// ‖x − y‖ of each trajectory y from the first with the same values, x, step by step.
  func distance() -> CurvePanel {
    let groups = Dictionary(grouping: runs, by: \.group)
    let first = groups[0] ?? []
    let others = groups.keys.filter { $0 > 0 }.sorted()
    let isOne = others.count == 1
    let curves = others.flatMap { group in
      (groups[group] ?? []).enumerated().map { index, run in
        let distances = run.distances(from: first[index]).enumerated().map {
          Point(Double($0), $1)
        }
        return Curve(
          isOne || !run.isFirst ? "" : legend(of: run), points: distances,
          style: LineStyle(color: color(isOne ? 2 : group)))
      }
    }
    return CurvePanel(
      x: Figures.Axis("step"), y: Figures.Axis("distance", symbol: "‖x − y‖", scale: .log),
      curves: curves)
  }

  // MARK: Sharpness

  /// The sharpness by step, and the one at which the rule becomes unstable.
  func sharpness() -> CurvePanel {
    let isOne = runs.count == 1
    var curves = curves(of: runs) { run, index, point in
      run.sharpness.map { point.analyses[$0] } ?? .nan
    }
    if isOne { curves[0].name = "sharpness" }
    for run in runs {
      guard let (name, value) = run.plan.unstableSharpness, let last = run.points.last else {
        continue
      }
      curves.append(
        Curve(
          run.group == 0 && run.isFirst ? name : "",
          points: [Point(0, value), Point(Double(last.step), value)],
          style: LineStyle(color: isOne ? Palette.curves[0] : color(run.group), dash: .dashed)))
    }
    return CurvePanel(
      x: Figures.Axis("step"), y: Figures.Axis("sharpness, largest Hessian eigenvalue"),
      curves: curves)
  }

  // MARK: Energy

  var hasEnergy: Bool { runs.allSatisfy(\.hasEnergy) }

  /// Whether friction takes energy away.
  var isDamped: Bool { runs.contains { $0.friction != 0 } }

  func energy() -> CurvePanel {
    let isPositive = runs.allSatisfy { $0.points.allSatisfy { !($0.energy ?? .nan <= 0) } }
    return CurvePanel(
      x: Figures.Axis("step"), y: Figures.Axis("energy E", scale: isPositive ? .log : .linear),
      curves: curves(of: runs) { $2.energy ?? .nan })
  }

  /// How far the energy is from the one at the start, as a share of it. Of a long run, which would
  /// fill the panel with waves, the largest so far, over the logarithm of time.
  func energyError() -> CurvePanel {
    let isLong = runs.contains { $0.points.count > 2_000 }
    let curves = runs.map { run in
      let start = run.points.first?.energy ?? 1
      let errors = run.points.dropFirst().map { abs(($0.energy ?? .nan) / start - 1) }
      let ends = isLong ? stretches(of: errors.count) : Array(errors.indices.map { $0 + 1 })
      var largest = 0.0
      let points = zip([0] + ends, ends).map { first, end in
        let error = errors[first..<end].max() ?? .nan
        largest = isLong ? max(largest, error) : error
        return Point(Double(end), largest)
      }
      return Curve(legend(of: run), points: points, style: LineStyle(color: color(run.group)))
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
}

extension TrajectoryPicture.Run {
  var hasEnergy: Bool { points.first?.energy.map { $0 != 0 } ?? false }

  /// γ of the rule, 0 if it has none.
  fileprivate var friction: Double {
    let index = plan.parameters.firstIndex {
      $0.hyperparameter.name == Hyperparameter.friction.name
    }
    return index.map { plan.values(at: plan.axes.map { _ in 0 })[$0] } ?? 0
  }

  /// Where the sharpness is among a step's analyses, if the sweep records it.
  var sharpness: Int? { plan.traceColumns.firstIndex(of: Variable.sharpness.rawValue) }
}
