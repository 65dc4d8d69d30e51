import ArgumentParser
import QueryEngine
import ResultStore
import SweepEngine
import SweepPlan

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two stores cell by cell.",
    discussion: """
      Both need the same axes, but not the same cells: each cell of A is compared with the cell of B \
      whose interval holds it. Where both keep verdicts or objectives by seed, they are paired seed by \
      seed: a seed is the same noise in both. Differences are A − B.
      """)

  @Argument(help: "A store (NAME.zarr).", completion: .directory)
  var a: String

  @Argument(help: "Another.", completion: .directory)
  var b: String

  @Flag(help: "Compare only cells whose values on every axis are the same numbers.")
  var exact = false

  @Option(
    help: ArgumentHelp(
      "What to compare beside the verdict, and to draw; may be repeated (default: all, and the verdict).",
      valueName: "variable"))
  var variable: [Variable] = []

  @Option(
    help: ArgumentHelp(
      "Compare one cell of A: a value for every axis.", valueName: "axis=value,…"))
  var at: Assignments?

  @Option(help: ArgumentHelp("How many differing cells to list.", valueName: "n"))
  var list = 10

  @OptionGroup(title: "Options of the picture") var plane: PlaneOptions

  @Option(help: "The picture's title.")
  var title: String?

  @OptionGroup(title: "Options of the picture") var page: PageOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Draw the differences too (.png, .svg or .pdf).", valueName: "file"))
  var output: String?

  @Option(help: "A table for people; CSV (of the variables' differences) or JSON for programs.")
  var format: TableFormat = .table

  @Flag(help: "Exit with status 1 if anything differs.")
  var failOnDifference = false

  func validate() throws {
    guard (0...1_000_000).contains(list) else {
      throw ValidationError("--list must be between 0 and 1000000")
    }
  }

  func run() throws {
    if let output { try MapPicture.check(path: output) }
    let first = try SweepStore(opening: a, catalog: catalog)
    let second = try SweepStore(opening: b, catalog: catalog)
    var pairing = try CellPairing(first.plan, second.plan, exactly: exact)
    guard pairing.count > 0 else { throw Complaint(.usage, noPairs(pairing)) }
    if let at { pairing = pairing.inside(try box(at, first.plan)) }
    guard pairing.count > 0 else {
      throw Complaint(.usage, "--at: that cell of \(a) has no partner in \(b)")
    }
    let plane = output == nil ? nil : try plane.plane(of: first.plan)
    let comparison = try StoreComparison(
      first, second, pairing, variables: variable.isEmpty ? nil : variable, listed: list)
    let report = ComparisonReport(first, second, comparison)
    switch format {
    case .table: for line in report.text { print(line) }
    case .csv:
      for line in report.csv { print(line) }
      if report.missing > 0 {
        note("\(grouped(report.missing)) cells are not computed in both and were not compared")
      }
    case .json: try printJSON(report.summary)
    }
    if let output, let plane {
      try DifferencePicture(
        map: DifferenceMap(plane, pairing), a: first, b: second,
        variable: variable.first ?? .verdict, title: title, page: page.page
      ).write(to: output)
      note("drew \(output)")
    }
    if failOnDifference, !comparison.areIdentical { throw ExitCode(1) }
  }

  private func noPairs(_ pairing: CellPairing) -> String {
    let ranges = pairing.a.axes.map { axis in
      let other = pairing.b.axes.first { $0.name == axis.name } ?? axis
      return "\(axis.name) from \(short(axis.lower)) to \(short(axis.upper)) and from "
        + "\(short(other.lower)) to \(short(other.upper))"
    }
    return "\(a) and \(b) have no cells in common: " + ranges.joined(separator: "; ")
      + (exact ? "; without --exact each cell is compared with the nearest" : "")
  }

  /// The only cell at some values.
  private func box(_ at: Assignments, _ plan: Plan) throws -> [Range<Int>] {
    let values = try Assignment.dictionary(at.list, option: "--at")
    let names = plan.axes.map(\.name)
    for name in values.keys.sorted() where !names.contains(name) {
      throw Complaint(
        .usage,
        "--at: the store has no axis \"\(name)\"; it has \(names.joined(separator: ", "))")
    }
    return try plan.axes.map { axis in
      guard let value = values[axis.name] else {
        throw Complaint(.usage, "--at gives no value for the axis \(axis.name)")
      }
      guard let cell = axis.cell(containing: value) else {
        throw Complaint(
          .usage,
          "--at \(axis.name)=\(value): the axis goes from \(short(axis.lower)) to "
            + "\(short(axis.upper))")
      }
      return cell..<cell + 1
    }
  }
}
