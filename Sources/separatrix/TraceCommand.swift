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
      component's magnitude. A flow's table has the time too; --versus 'flow={heavy_ball: {substeps: \
      10}}' draws an optimizer's flow beside it, at matched times.
      """)

  @OptionGroup var sweep: SweepOptions

  @Option(
    help: ArgumentHelp(
      "A value for every axis.", valueName: "axis=value,…"))
  var at: Assignments

  @Option(help: ArgumentHelp("Of the noise: which seed.", valueName: "n"))
  var seed = 0

  @Option(
    help: ArgumentHelp(
      "How many steps (default: to the cell's verdict).", valueName: "n"))
  var steps: Int?

  @Option(help: "A table for people; CSV or JSON for programs.")
  var format: TableFormat = .table

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
    guard (0...Int(Int32.max)).contains(seed) else {
      throw ValidationError("--seed must be between 0 and \(Int32.max)")
    }
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
    let run = try TracedRun(plan, steps: steps, seed: seed)
    let rivals = try versus.map { setting in
      let rival = try self.plan(versus: setting)
      guard rival.objective == plan.objective, rival.dimension == plan.dimension else {
        throw Complaint(
          .usage, "--versus \(setting) is on another objective; one picture shows one objective")
      }
      return try TracedRun(rival, steps: steps ?? run.steps, seed: seed)
    }
    let keepsAll = format == .table || output != nil
    guard !keepsAll || run.steps <= Self.keptSteps else {
      throw Complaint(
        .usage,
        "\(grouped(run.steps)) steps are too many for a table or a picture; use --steps, or "
          + "--format csv, which takes any number")
    }
    let columns = TraceColumns(of: plan)
    if format == .csv { print(columns.csvHeader) }
    var points: [TraceTask.Point] = []
    run.visit { point in
      if keepsAll { points.append(point) }
      switch format {
      case .table: break
      case .csv: print(columns.csv(point))
      case .json: print(columns.json(point))
      }
    }
    if format == .table { print(TraceTable(points: points, fate: run.fate, columns: columns).text) }
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
    guard let change else { return try sweep.plan(at: at) }
    if let assignment = Assignment(argument: change),
      at.list.contains(where: { $0.name == assignment.name })
    {
      return try sweep.plan(at: at.with(assignment))
    }
    do {
      let base = try sweep.plan(at: at)
      let values = base.values(at: base.axes.map { _ in 0 })
      if let settings = try base.replacement(change, at: values, catalog) {
        return try sweep.plan(also: settings)
      }
      return try sweep.plan(at: at, also: [change])
    } catch let error as SweepError where error.file.hasPrefix("--set \(change.prefix(40))") {
      throw Complaint(.badData, "--versus \(change): \(error.message)")
    }
  }
}
