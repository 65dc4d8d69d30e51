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
      10}}' shows an optimizer's flow beside it, at matched times; --versus 'optimizer=lion; \
      learning_rate=0.1' changes two values. The distance is that from the first trajectory, step by \
      step.
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
      "Show another trajectory beside it, with values changed, of axes or as with --set; several "
        + "apart by `;`; may be repeated.",
      valueName: "key=value"))
  var versus: [String] = []

  @Option(
    help: ArgumentHelp(
      "Show every trajectory once for each of these values of an axis, in one colour.",
      valueName: "axis=value,…"))
  var each: NamedValues?

  @Flag(
    help:
      "Beside a flow's steps, in lists: its own solution, to twelve digits: reference_x0, …, and the error, which is the distance from it."
  )
  var reference = false

  @Option(
    help: ArgumentHelp(
      "A panel of the picture; may be repeated (default: the path of two coordinates or the values "
        + "of one; objective and gradient, or energy; sharpness, if recorded)."))
  var show: [TracePanel] = []

  @Option(
    help: ArgumentHelp(
      "What a trajectory is called, the first and then each --versus.",
      valueName: "words"))
  var name: [String] = []

  @Option(help: "The picture's title (default: optimizer and objective).")
  var title: String?

  @OptionGroup var page: PageOptions

  /// Tables and pictures keep the whole trajectory in memory.
  private static var keptSteps: Int { 1_000_000 }
  /// Of all trajectories together.
  private static var comparedSteps: Int { 4_000_000 }

  func validate() throws {
    guard (0...Int(Int32.max)).contains(seed) else {
      throw ValidationError("--seed must be between 0 and \(Int32.max)")
    }
    if let steps, !(0...Int(UInt32.max)).contains(steps) {
      throw ValidationError("--steps must be between 0 and \(UInt32.max)")
    }
    guard name.isEmpty || name.count == versus.count + 1 else {
      throw ValidationError(
        "--name is given \(name.count) times for \(counted(versus.count + 1, "trajectory"))"
          .replacing("trajectorys", with: "trajectories") + "; name each or none")
    }
  }

  func run() throws {
    if let output { try MapPicture.check(path: output) }
    guard output != nil || show.isEmpty else {
      throw Complaint(.usage, "--show is for a picture; add -o FILE")
    }
    let traced = try tracedRuns()
    let run = traced[0].run
    let isOne = traced.count == 1 && !reference
    guard run.steps <= Self.keptSteps || (isOne && format != .table && output == nil) else {
      throw Complaint(
        .usage,
        "\(grouped(run.steps)) steps are too many for a table or a picture, or beside another; use "
          + "--steps, or of one trajectory --format csv, which takes any number")
    }
    let all = traced.reduce(0) { $0 + $1.run.steps }
    guard all <= Self.comparedSteps || isOne else {
      throw Complaint(
        .usage,
        "\(traced.count) trajectories have \(grouped(all)) steps together, too many beside each "
          + "other: at most \(grouped(Self.comparedSteps)); use --steps")
    }
    let names = TrajectoryNames(
      plan: run.plan, variations: versus.map(Variation.init), given: name)
    let runs = try isOne ? list(run) : compare(traced, names)
    guard let output else { return }
    let picture = TrajectoryPicture(
      runs: runs, names: names, each: each, panels: show, title: title, page: page.page)
    try picture.write(to: output)
    note("drew \(output)")
  }

  /// One trajectory, which is kept only if it is shown as a whole.
  private func list(_ run: TracedRun) -> [TrajectoryPicture.Run] {
    let columns = TraceColumns(of: run.plan)
    let keepsAll = format == .table || output != nil
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
    return [TrajectoryPicture.Run(run, points: points, group: 0, isFirst: true)]
  }

  private func compare(
    _ traced: [(run: TracedRun, group: Int, isFirst: Bool)], _ names: TrajectoryNames
  ) throws -> [TrajectoryPicture.Run] {
    let runs = traced.map {
      TrajectoryPicture.Run($0.run, points: $0.run.points, group: $0.group, isFirst: $0.isFirst)
    }
    let list = try TraceList(runs, names, each: each, hasReference: reference)
    switch format {
    case .table: list.writeTables()
    case .csv: list.writeCSV()
    case .json: list.writeJSON()
    }
    return runs
  }

  /// All trajectories, those of one `--versus` after another.
  private func tracedRuns() throws -> [(run: TracedRun, group: Int, isFirst: Bool)] {
    let cell = TracedCell(sweep: sweep, at: at)
    let members: [Assignment?] =
      try each.map { each in
        guard at.list.contains(where: { $0.name == each.name }) else {
          throw Complaint(
            .usage,
            "--each \(each.name)=…: --at gives no value for \(each.name); it has "
              + at.list.map(\.name).joined(separator: ", "))
        }
        return each.values.map { Assignment(name: each.name, value: $0) }
      } ?? [nil]
    var runs: [(run: TracedRun, group: Int, isFirst: Bool)] = []
    for (group, variation) in ([nil] + versus.map(Variation.init)).enumerated() {
      for (index, member) in members.enumerated() {
        let plan = try cell.plan(variation, member: member)
        if let first = runs.first?.run.plan,
          plan.objective != first.objective || plan.dimension != first.dimension
        {
          throw Complaint(
            .usage,
            "--versus \(variation?.text ?? "") is on another objective; one picture shows one "
              + "objective")
        }
        let steps = steps ?? (group == 0 ? nil : runs[index].run.steps)
        runs.append((try TracedRun(plan, steps: steps, seed: seed), group, index == 0))
      }
    }
    return runs
  }
}
