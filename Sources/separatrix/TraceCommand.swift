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

  @Option(
    help: ArgumentHelp(
      "Draw another trajectory beside it, with one value changed, of an axis or as with --set; "
        + "may be repeated.",
      valueName: "key=value"))
  var versus: [String] = []

  /// Tables and pictures keep the whole trajectory in memory.
  private static var keptSteps: Int { 1_000_000 }

  func validate() throws {
    if let steps, !(0...Int(UInt32.max)).contains(steps) {
      throw ValidationError("--steps must be between 0 and \(UInt32.max)")
    }
  }

  func run() throws {
    if let output { try MapPicture.check(path: output) }
    guard versus.isEmpty || output != nil else {
      throw Complaint(.usage, "--versus draws several trajectories; add -o FILE")
    }
    let plan = try self.plan()
    let run = try TracedRun(plan, steps: steps)
    let rivals = try versus.map { setting in
      let rival = try self.plan(versus: setting)
      guard rival.objective == plan.objective, rival.dimension == plan.dimension else {
        throw Complaint(
          .usage, "--versus \(setting) is on another objective; one picture shows one objective")
      }
      return try TracedRun(rival, steps: steps ?? run.steps)
    }
    let keepsAll = format == .table || output != nil
    guard !keepsAll || run.steps <= Self.keptSteps else {
      throw Complaint(
        .usage,
        "\(grouped(run.steps)) steps are too many for a table or a picture; use --steps, or "
          + "--format csv, which takes any number")
    }
    let hasEnergy = plan.optimizer.startsWithVelocity
    if format == .csv {
      print(TraceTable.csvHeader(dimension: plan.dimension, hasEnergy: hasEnergy))
    }
    var points: [TraceTask.Point] = []
    run.visit { point in
      if keepsAll { points.append(point) }
      switch format {
      case .table: break
      case .csv: print(TraceTable.csv(point))
      case .json: print(TraceTable.json(point))
      }
    }
    if format == .table { print(TraceTable(points: points, fate: run.fate).text) }
    if let output {
      let first = TrajectoryPicture.Run(plan: plan, points: points, fate: run.fate)
      let others = zip(rivals, versus).map { TrajectoryPicture.Run($0, name: $1) }
      try TrajectoryPicture(runs: [first] + others).write(to: output)
      note("drew \(output)")
    }
  }
}

extension TraceCommand {
  /// The sweep with a single cell, at the values of `--at`.
  ///
  /// - Parameter change: One value more to change, of an axis or of the file.
  fileprivate func plan(versus change: String? = nil) throws -> Plan {
    var at = at
    var settings = change.map { [$0] } ?? []
    if let change, let assignment = Assignment(argument: change),
      at.list.contains(where: { $0.name == assignment.name })
    {
      at = at.with(assignment)
      settings = []
    }
    do {
      let axes = try values(of: try sweep.plan(also: settings), at)
      // Read again, so that a value is checked as if the sweep's axis had it.
      return try sweep.plan(
        also: settings + axes.map { "axes.\($0.name)={values: [\($0.value)]}" })
    } catch let error as SweepError {
      if let change, error.file == "--set \(change)" {
        throw Complaint(.badData, "--versus \(change): \(error.message)")
      }
      guard error.file.hasPrefix("--set axes."), error.file.contains("={values: [") else {
        throw error
      }
      throw Complaint(.badData, "--at: \(error.message)")
    }
  }

  /// A value for each axis of `plan`.
  private func values(of plan: Plan, _ at: Assignments) throws -> [(name: String, value: Double)] {
    let values = try Assignment.dictionary(at.list, option: "--at")
    let names = plan.axes.map(\.name)
    for name in values.keys.sorted() where !names.contains(name) {
      throw Complaint(
        .usage,
        "--at: the sweep has no axis \"\(name)\"; it has \(names.joined(separator: ", ")) "
          + "(other values change with --set)")
    }
    return try names.map { name in
      guard let value = values[name] else {
        throw Complaint(.usage, "--at gives no value for the axis \(name)")
      }
      return (name, value)
    }
  }
}
