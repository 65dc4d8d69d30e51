import ArgumentParser
import Foundation
import SweepEngine
import SweepPlan
import Theory
import Topology

struct ShadowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shadow",
    abstract: "Show how near an optimizer stays to its flow, beside the theorems.",
    discussion: """
      Of gradient descent and heavy ball. In every cell the orbit x is held against the flow y at \
      matched times: δ = max ‖y_{k+1} − Ψ(y_k)‖ is what a step of the rule misses, ε = max ‖x_k − \
      y_k‖ how far the orbit gets. With momentum δ is of position and velocity, ε of the position. \
      At a saddle (of quadratics, and of the objective saddle with its perturbation) also the \
      shadow: the orbit from a start moved so that it stays near.

      Bounds are those of A. Orvieto and A. Lucchi, Shadowing Properties of Optimization Algorithms, \
      2019, arXiv:1911.05206: with the largest gradient ℓ on orbit and flow, the largest curvature \
      L and the least μ, the friction α, and at a saddle curvatures outside (−γ, μ) and a \
      perturbation that is Lφ-smooth. A bound is blank where its theorem does not apply, as \
      Theorem 2 where h > 1/L.

      With --at, CSV and JSON have every step.
      """)

  @OptionGroup var sweep: SweepOptions

  @Option(help: ArgumentHelp("A value for every axis: one cell.", valueName: "axis=value,…"))
  var at: Assignments?

  @Option(
    help: ArgumentHelp(
      "L, a bound of the curvatures' magnitude (default: the objective's own, or the largest met).",
      valueName: "number"))
  var smoothness: Double?

  @Option(
    help: ArgumentHelp(
      "μ, a lower bound of the curvatures (default: the objective's own, or the least met).",
      valueName: "number"))
  var strongConvexity: Double?

  @Option(
    help: ArgumentHelp(
      "When a shadow is found: its last change, as a share of ε.", valueName: "number"))
  var tolerance = 1e-12

  @Option(help: "A table for people; CSV or JSON for programs.")
  var format: TableFormat = .table

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Draw ε against h, or with --at the distance along the steps (.png, .svg or .pdf).",
      valueName: "file"))
  var output: String?

  @Option(help: "The picture's title.")
  var title: String?

  @OptionGroup var page: PageOptions

  @Option(help: ArgumentHelp("Number of workers.", valueName: "n"))
  var workers: Int?

  func validate() throws {
    if let smoothness, !(smoothness > 0 && smoothness.isFinite) {
      throw ValidationError("--smoothness must be a number above 0")
    }
    if let strongConvexity, !(strongConvexity > 0 && strongConvexity.isFinite) {
      throw ValidationError("--strong-convexity must be a number above 0")
    }
    if let smoothness, let strongConvexity, strongConvexity > smoothness {
      throw ValidationError("--strong-convexity is at most --smoothness")
    }
    guard tolerance > 0, tolerance < 1 else {
      throw ValidationError("--tolerance must be between 0 and 1")
    }
  }

  /// One row each; more is a job for a smaller grid.
  private static var cellLimit: Int { 100_000 }

  func run() throws {
    if let output { try MapPicture.check(path: output) }
    let plan = try at.map { try sweep.plan(at: $0) } ?? sweep.plan()
    try ShadowRun.check(plan)
    guard plan.grid.cellCount <= Self.cellLimit else {
      throw Complaint(
        .badData,
        "\(grouped(plan.grid.cellCount)) cells are more than shadow lists, \(grouped(Self.cellLimit)); "
          + "take fewer, with --set axes.NAME.count=… or --at")
    }
    if output != nil, at == nil { try ShadowPicture.check(plan) }
    let options = ShadowRun.Options(
      smoothness: smoothness, convexity: strongConvexity, tolerance: tolerance,
      keepsTrack: at != nil)
    let run = try ShadowRun(plan, options)
    try run.check()
    let (machine, placement) = try place(workers: workers, pin: nil)
    let share = CellShare(placement: placement, binder: Binder(for: machine))
    let progress = CellProgress("beside their flow", of: plan.grid.cellCount)
    let cells = share.map(plan.grid.cellCount) { number in
      defer { progress.count() }
      return run.cell(number)
    }.compactMap(\.self)
    progress.end()
    guard cells.count == plan.grid.cellCount else {
      throw Complaint(.badData, "\(plan.objective.name) cannot be asked point by point")
    }
    try at == nil
      ? show(ShadowReport(plan, cells)) : show(ShadowCellReport(plan: plan, cell: cells[0]))
  }

  private func show(_ report: ShadowReport) throws {
    switch format {
    case .table: for line in report.text { print(line) }
    case .csv:
      print(ShadowRecord.csvHeader(report.plan))
      for cell in report.cells { print(ShadowRecord(cell, report.plan).csv(report.plan)) }
    case .json: try printJSON(ShadowRecords(report))
    }
    guard let output else { return }
    try ShadowPicture(report: report, title: title, page: page.page).write(to: output)
    note("drew \(output)")
  }

  private func show(_ report: ShadowCellReport) throws {
    switch format {
    case .table: for line in report.text { print(line) }
    case .csv: report.writeCSV()
    case .json: try report.writeJSON()
    }
    guard let output else { return }
    try ShadowCellPicture(
      plan: report.plan, cell: report.cell, title: title, page: page.page
    ).write(to: output)
    note("drew \(output)")
  }
}
