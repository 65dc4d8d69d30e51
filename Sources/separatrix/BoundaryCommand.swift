import ArgumentParser
import Foundation
import QueryEngine
import ResultStore
import SweepEngine
import SweepPlan
import Topology

struct BoundaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "boundary",
    abstract: "Find a store's stability boundary, beside theory where it is known.",
    discussion: """
      Between the last stable and the first unstable cell of each row lies a critical value; all of \
      them make the boundary's lines. Cells just past the line need more steps to escape than a sweep \
      has, so that by verdict it lies behind theory's; by growth it does not. With --refine the engine \
      finds each crossing again, between the two cells.
      """)

  enum Sides: String, ExpressibleByArgument, CaseIterable {
    case verdict
    case growth
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
    case geojson
  }

  @Argument(help: "The store (NAME.zarr).", completion: .directory)
  var store: String

  @Option(
    help: ArgumentHelp(
      "What is unstable: what diverged (verdict), or also what has not escaped but has a rate above "
        + "0 (growth).", valueName: "verdict|growth"))
  var by: Sides = .verdict

  @Option(
    help: ArgumentHelp(
      "Where a variable passes a number instead, as in rate=0 or diverged_fraction=0.5.",
      valueName: "variable=value"), transform: Level.init(argument:))
  var level: Level?

  @OptionGroup var plane: PlaneOptions

  @Option(
    help: ArgumentHelp(
      "The axis along which critical values are looked for (default: that of the step size).",
      valueName: "axis"))
  var along: String?

  @Option(
    help: ArgumentHelp(
      "Run cells between the stored ones until each crossing is known to this share of its axis's "
        + "length, as in 1e-9.", valueName: "share"))
  var refine: Double?

  @Option(
    help: ArgumentHelp("Of --refine: another step limit than the store's.", valueName: "n"))
  var steps: Int?

  @Flag(inversion: .prefixedNo, help: "Say what theory predicts, where it does.")
  var theory = true

  @Option(
    help: ArgumentHelp("How many rows a table shows, evenly spaced.", valueName: "n"))
  var rows = 10

  @Option(
    help: "A summary for people (table), or in JSON; critical values as CSV; lines as GeoJSON.")
  var format: Format = .table

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
  var output: String?

  @OptionGroup var engine: EngineOptions

  func validate() throws {
    guard rows >= 1 else { throw ValidationError("--rows must be at least 1") }
    guard level == nil || by == .verdict else {
      throw ValidationError("--level and --by say the same in two ways; keep one")
    }
    if let refine, !(refine >= 1e-15 && refine < 1) {
      throw ValidationError("--refine must be between 1e-15 and 1, as in 1e-9")
    }
    guard steps == nil || refine != nil else {
      throw ValidationError("--steps is the step limit of --refine; add --refine 1e-9")
    }
  }

  func run() throws {
    let store = try SweepStore(opening: store, catalog: catalog)
    let plane = try plane.plane(of: store.plan)
    var line = ProgressLine()
    let read = Result {
      try StabilityBoundary(store, plane, by: rule) { rows, all in
        line.show("\(grouped(rows)) of \(grouped(all)) rows of cells")
      }
    }
    line.end()
    var boundary = try read.get()
    for notice in boundary.notices { note("\(store.path): \(notice)") }
    let axis = try along.map { try self.axis($0, of: plane) } ?? boundary.usualAxis
    let refinement = try refine.map { try refined(&boundary, to: $0) }
    let theory = theory ? BoundaryTheory(plane, rule: rule) : nil
    var output = ReportOutput(to: output)
    if format == .geojson {
      try boundary.writeGeoJSON(isRefined: refinement != nil, theory: theory, to: &output)
    } else {
      let report = CriticalValueReport(
        store: store, boundary: boundary, axis: axis, refinement: refinement, theory: theory,
        rowsShown: rows, asksAllRows: format != .table)
      switch format {
      case .csv: report.writeCSV(to: &output)
      case .json: output.write(line: try encodedJSON(report.summary))
      case .table, .geojson: for line in report.text { output.write(line: line) }
      }
    }
    try output.finish()
  }

  private var rule: BoundaryRule {
    if let level { return .level(level.variable, level.value) }
    return by == .growth ? .growth : .verdict
  }

  private func axis(_ name: String, of plane: Plane) throws -> Int {
    let axes = plane.plan.axes
    let choices = [plane.x, plane.y].compactMap(\.self)
    guard let axis = choices.first(where: { axes[$0].name == name }) else {
      let names = choices.map { axes[$0].name }.joined(separator: " and ")
      throw Complaint(.usage, "--along \(name): the axes that are looked at are \(names)")
    }
    return axis
  }

  private func refined(
    _ boundary: inout StabilityBoundary, to tolerance: Double
  ) throws -> BoundaryRefinement {
    let stored = boundary.plane.plan
    guard stored.noise?.isIndependent != true else {
      throw Complaint(
        .usage,
        "--refine: independent noise gives every cell its own, and there is none for points between "
          + "cells; run the sweep with independent: false")
    }
    let plan =
      try steps.map { steps in
        try Plan(
          yaml: stored.resolved, file: store, settings: ["steps=\(steps)"], catalog: catalog,
          examples: stored.examples)
      } ?? stored
    let kernel = try engine.kernel(for: plan).kernel
    let (machine, placement) = try engine.place()
    let binder = Binder(for: machine)
    let refinement = BoundaryRefinement(
      of: &boundary,
      with: PointSweep(plan: plan, kernel: kernel, placement: placement, binder: binder),
      tolerance: tolerance)
    if let notice = binder.notice { note(notice) }
    for notice in refinement.notices(on: plan, stored: stored) { note(notice) }
    return refinement
  }
}
