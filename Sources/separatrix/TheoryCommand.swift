import ArgumentParser
import Foundation
import SweepEngine
import SweepPlan
import Theory

struct TheoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theory",
    abstract: "Show where a sweep's map should change, from closed forms.",
    discussion: """
      Of linear rules on quadratics, games and linear fields. Without --at: the critical values of \
      one axis, row by row. With --at: what is known of one cell. With noise also the mean-square \
      boundary, within which second moments stay bounded, and the almost-sure one, within which \
      nearly every trajectory dies out. plot draws the same as lines.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  @OptionGroup var sweep: SweepOptions

  @Option(
    help: ArgumentHelp("A value for every axis: one cell.", valueName: "axis=value,…"))
  var at: Assignments?

  @Option(
    help: ArgumentHelp(
      "The axis whose critical values are looked for (default: the last).", valueName: "axis"))
  var along: String?

  @Option(help: ArgumentHelp("How many rows to show, evenly spaced.", valueName: "n"))
  var rows = 16

  @Option(help: "A table for people; CSV or JSON for programs.")
  var format: Format = .table

  func validate() throws {
    guard rows >= 1 else { throw ValidationError("--rows must be at least 1") }
  }

  func run() throws {
    if let at {
      let plan = try sweep.plan(at: at)
      try show([TheoryOfCell(plan, try prediction(of: plan)).fields])
    } else {
      let plan = try sweep.plan()
      let prediction = try prediction(of: plan)
      note(
        "\(plan.optimizer.name) on \(plan.objective.name): "
          + "stable up to \(prediction.boundaryFormula) without noise")
      try show(try criticalValues(plan, prediction))
    }
  }

  private func prediction(of plan: Plan) throws -> Prediction {
    guard let prediction = Prediction(plan) else {
      throw Complaint(
        .badData,
        "nothing is known in closed form of \(plan.optimizer.name) on \(plan.objective.name) as this "
          + "sweep has them; theory knows linear rules without schedule and clipping on quadratics, "
          + "games and linear fields")
    }
    return prediction
  }

  /// One line for each of some rows of the grid: where along the axis stability ends.
  private func criticalValues(
    _ plan: Plan, _ prediction: Prediction
  ) throws -> [[(String, String)]] {
    let axes = plan.axes
    let index =
      try along.map { name in
        guard let index = axes.firstIndex(where: { $0.name == name }) else {
          let names = axes.map(\.name).joined(separator: ", ")
          throw Complaint(.usage, "--along: the sweep has no axis \"\(name)\"; it has \(names)")
        }
        return index
      } ?? axes.count - 1
    var grid = axes.map(\.count)
    grid[index] = 1
    let count = grid.reduce(1, *)
    let shown = min(rows, count)
    let noisy = StochasticPrediction(plan)
    let boundaries: [StochasticPrediction.Boundary] =
      noisy.map { $0.movesBoundary ? [.withoutNoise, .meanSquare, .almostSure] : [.withoutNoise] }
      ?? [.withoutNoise]
    return (0..<shown).map { row in
      let number = shown == 1 ? 0 : row * (count - 1) / (shown - 1)
      var cell = axes.map { _ in 0 }
      var rest = number
      for axis in axes.indices.reversed() {
        cell[axis] = rest % grid[axis]
        rest /= grid[axis]
      }
      let place = axes.indices.filter { $0 != index }.map { axis in
        (axes[axis].name, significant(axes[axis][cell[axis]], 6))
      }
      let critical = boundaries.map { boundary in
        let values =
          noisy?.criticalValues(boundary, along: index, at: cell)
          ?? prediction.criticalValues(along: index, at: cell)
        let name =
          boundary == .withoutNoise ? axes[index].name : "\(axes[index].name)_\(boundary.rawValue)"
        return (name, values.map { significant($0, 9) }.joined(separator: " "))
      }
      return place + critical
    }
  }

  private func show(_ lines: [[(String, String)]]) throws {
    guard let names = lines.first?.map(\.0) else { return }
    switch format {
    case .csv:
      print(names.joined(separator: ","))
      for line in lines { print(line.map(\.1).joined(separator: ",")) }
    case .json:
      try printJSON(lines.map { Dictionary(uniqueKeysWithValues: $0) })
    case .table:
      let widths = names.indices.map { i in
        max(names[i].count, lines.map { $0[i].1.count }.max() ?? 0)
      }
      if lines.count == 1, names.count > 4 {
        let width = names.map(\.count).max() ?? 0
        for (name, value) in lines[0] { print("\(name.padded(to: width))  \(value)") }
        return
      }
      for line in [names] + lines.map({ $0.map(\.1) }) {
        let cells = zip(line, widths).map { $0.padded(to: $1) }
        print(cells.joined(separator: "  "))
      }
    }
  }
}

/// What is known of one cell, each number under its name.
private struct TheoryOfCell {
  let fields: [(String, String)]

  /// - Parameter plan: Of a single cell.
  init(_ plan: Plan, _ prediction: Prediction) {
    let values = plan.values(at: plan.axes.map { _ in 0 })
    let radius = prediction.spectralRadius(at: values)
    var fields = plan.axes.map { ($0.name, "\($0[0])") }
    fields.append(("spectral_radius", "\(radius)"))
    fields.append(("rate", "\(log(radius))"))
    fields.append(("stable_without_noise", prediction.margin(at: values) >= 0 ? "yes" : "no"))
    if let theory = StochasticPrediction(plan)?.theory(at: values) {
      fields += [
        ("mean_square_radius", "\(theory.momentRadius)"),
        ("mean_square_stable", theory.meanSquareMargin >= 0 ? "yes" : "no"),
        ("lyapunov_exponent", "\(theory.lyapunovExponent())"),
        ("almost_surely_stable", theory.lyapunovExponent() <= 0 ? "yes" : "no"),
        ("settled_objective", theory.stationaryObjective.map { "\($0)" } ?? "unbounded"),
        ("settled_square_distance", theory.stationaryDistance.map { "\($0)" } ?? "unbounded"),
      ]
    }
    self.fields = fields
  }
}
