import ArgumentParser
import Foundation
import SweepEngine
import SweepPlan

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Run one cell of a sweep and show its trajectory.",
    discussion: """
      The cell need not be on the grid: --at gives each axis any value. The gradient is its largest \
      component's magnitude.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  @OptionGroup var sweep: SweepOptions

  @Option(
    help: ArgumentHelp(
      "A value for every axis.", valueName: "axis=value,…"))
  var at: Assignments

  @Option(
    help: ArgumentHelp(
      "How many steps (default: to the cell's verdict).", valueName: "n"))
  var steps: Int?

  @Option(help: "A table for people; CSV or JSON for programs.")
  var format: Format = .table

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Draw the trajectory too (.png, .svg or .pdf).", valueName: "file"))
  var output: String?

  /// Tables and pictures keep the whole trajectory in memory.
  private static var keptSteps: Int { 1_000_000 }

  func validate() throws {
    if let steps, !(0...Int(UInt32.max)).contains(steps) {
      throw ValidationError("--steps must be between 0 and \(UInt32.max)")
    }
  }

  func run() throws {
    if let output { try MapPicture.check(path: output) }
    let plan = try pinned(try sweep.plan())
    guard let kernel = Kernel.reference(for: plan) else {
      throw Complaint(.badData, "\(plan.optimizer.name) on \(plan.objective.name) has no kernel")
    }
    let run = CellRun(plan: plan, kernel: kernel)
    let cell = plan.axes.map { _ in 0 }
    let fate = Fate(run.result(at: cell))
    let steps = steps ?? fate.steps
    let keepsAll = format == .table || output != nil
    guard !keepsAll || steps <= Self.keptSteps else {
      throw Complaint(
        .usage,
        "\(grouped(steps)) steps are too many for a table or a picture; use --steps, or "
          + "--format csv, which takes any number")
    }
    if format == .csv { print(TraceTable.csvHeader(dimension: plan.dimension)) }
    var points: [TraceTask.Point] = []
    run.trace(at: cell, steps: steps) { point in
      if keepsAll { points.append(point) }
      switch format {
      case .table: break
      case .csv: print(TraceTable.csv(point))
      case .json: print(TraceTable.json(point))
      }
      return true
    }
    if format == .table { print(TraceTable(points: points, fate: fate).text) }
    if let output {
      try TrajectoryPicture(plan: plan, points: points, fate: fate).write(to: output)
      note("drew \(output)")
    }
  }

  /// The plan with a single cell, at the given values.
  private func pinned(_ plan: Plan) throws -> Plan {
    let values = try Assignment.dictionary(at.list, option: "--at")
    let names = plan.axes.map(\.name)
    for name in values.keys.sorted() where !names.contains(name) {
      throw Complaint(
        .usage,
        "--at: the sweep has no axis \"\(name)\"; it has \(names.joined(separator: ", ")) "
          + "(other values change with --set)")
    }
    let axes = try plan.axes.map { axis in
      guard let value = values[axis.name] else {
        throw Complaint(.usage, "--at gives no value for the axis \(axis.name)")
      }
      return Axis(hyperparameter: axis.hyperparameter, spacing: .values([value]))
    }
    return plan.with(axes: axes)
  }
}

/// What a cell came to.
struct Fate {
  let verdict: Verdict
  let steps: Int
  let rate: Double

  /// Of the only cell of `result`.
  init(_ result: TileResult) {
    verdict = Verdict(rawValue: result[.verdict].load(as: UInt8.self)) ?? .missing
    steps = Int(result[.steps].load(as: UInt32.self))
    rate =
      switch result.precision {
      case .float32: Double(result[.rate].load(as: Float.self))
      case .float64: result[.rate].load(as: Double.self)
      }
  }

  var words: String {
    let step = "\(grouped(steps)) \(steps == 1 ? "step" : "steps")"
    switch verdict {
    case .converged: return "converged after \(step)"
    case .diverged: return "diverged after \(step)"
    case .bounded, .missing: return "bounded after \(step)"
    }
  }
}
