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
  var format: TableFormat = .table

  func validate() throws {
    guard rows >= 1 else { throw ValidationError("--rows must be at least 1") }
  }

  func run() throws {
    if let at {
      let plan = try sweep.plan(at: at)
      try show([theory(of: plan, try prediction(of: plan))])
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
  ) throws -> [[Known]] {
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
        Known(axes[axis].name, .number(axes[axis][cell[axis]]))
      }
      let critical = boundaries.map { boundary in
        let values =
          noisy?.criticalValues(boundary, along: index, at: cell)
          ?? prediction.criticalValues(along: index, at: cell)
        let name =
          boundary == .withoutNoise ? axes[index].name : "\(axes[index].name)_\(boundary.rawValue)"
        return Known(name, .numbers(values))
      }
      return place + critical
    }
  }

  /// What is known of the only cell.
  private func theory(of plan: Plan, _ prediction: Prediction) -> [Known] {
    let values = plan.values(at: plan.axes.map { _ in 0 })
    let radius = prediction.spectralRadius(at: values)
    var known = plan.axes.map { Known($0.name, .number($0[0])) }
    known.append(Known("spectral_radius", .number(radius)))
    known.append(Known("rate", .number(log(radius))))
    known.append(Known("is_stable_without_noise", .answer(prediction.margin(at: values) >= 0)))
    if let noisy = StochasticPrediction(plan), let theory = noisy.theory(at: values) {
      known += [
        Known("mean_square_radius", .number(theory.momentRadius)),
        Known("is_mean_square_stable", .answer(theory.meanSquareMargin >= 0)),
        Known("lyapunov_exponent", .number(theory.lyapunovExponent())),
        Known("is_almost_surely_stable", .answer(noisy.margin(.almostSure, at: values) >= 0)),
        Known("settled_objective", .number(theory.stationaryObjective ?? .infinity)),
        Known("settled_square_distance", .number(theory.stationaryDistance ?? .infinity)),
      ]
    }
    return known
  }

  private func show(_ lines: [[Known]]) throws {
    guard let names = lines.first?.map(\.name) else { return }
    switch format {
    case .csv:
      print(names.joined(separator: ","))
      for line in lines { print(line.map(\.value.text).joined(separator: ",")) }
    case .json:
      try printJSON(
        lines.map { line in Dictionary(uniqueKeysWithValues: line.map { ($0.name, $0.value) }) })
    case .table where at != nil:
      let width = names.map(\.count).max() ?? 0
      for known in lines[0] { print("\(known.name.padded(to: width))  \(known.value.text)") }
    case .table:
      let rows = [names] + lines.map { $0.map(\.value.text) }
      let widths = names.indices.map { i in rows.map { $0[i].count }.max() ?? 0 }
      for row in rows {
        let cells = row.indices.map { i in
          i == row.count - 1 ? row[i] : row[i].padded(to: widths[i])
        }
        print(cells.joined(separator: "  "))
      }
    }
  }
}

/// Something that theory says, under its name.
private struct Known {
  enum Value: Encodable {
    case number(Double)
    /// None, one or several.
    case numbers([Double])
    case answer(Bool)

    /// As many digits as there are; several numbers with blanks between.
    var text: String {
      switch self {
      case .number(let number): "\(number)"
      case .numbers(let numbers): numbers.map { "\($0)" }.joined(separator: " ")
      case .answer(let isSo): isSo ? "yes" : "no"
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .numbers(let numbers): try container.encode(numbers)
      case .answer(let isSo): try container.encode(isSo)
      }
    }
  }

  let name: String
  let value: Value

  init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }
}
