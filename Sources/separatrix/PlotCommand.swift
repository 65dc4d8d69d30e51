import ArgumentParser
import Figures
import ResultStore
import SweepEngine
import SweepPlan

struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw maps of stores as PNG, SVG or PDF.",
    discussion: """
      A sweep file in the place of a store is run first, into a store that is removed at the end.

      Several stores, variables or slices become panels of one picture, with one colour scale for \
      each variable. The same input gives the same bytes.

      The verdicts' colours, viridis, cividis and diverging stay apart for readers who are colour-\
      blind in any of the usual ways; cividis also looks alike to most of them.
      """)

  @Argument(help: "The stores (NAME.zarr), or sweep files.", completion: .file())
  var stores: [String]

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change one value of the sweep files; may be repeated.", valueName: "key=value"))
  var settings: [String] = []

  @Option(name: .shortAndLong, help: "The picture; its ending chooses the format.")
  var output: String

  @Option(help: "What to draw; may be repeated (default: verdict).")
  var variable: [Variable] = []

  @OptionGroup var panels: PanelOptions

  @Option(help: "Colours of numbers (default: diverging for rate, viridis otherwise).")
  var colors: ColorMap?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The ends of the colour scale (default: from the values).", valueName: "low,high"))
  var range: Bounds?

  @Option(help: "The title (default: optimizer and objective).")
  var title: String?

  @Flag(inversion: .prefixedNo, help: "Draw the boundary that theory predicts, where it does.")
  var theory = true

  @Flag(help: "Draw the boundary between stable and diverged cells.")
  var boundary = false

  @Option(
    help: ArgumentHelp(
      "Draw lines where a variable has these values; may be repeated.",
      valueName: "variable=value,…"),
    transform: ContourLevels.init(argument:))
  var contour: [ContourLevels] = []

  @Option(
    help: ArgumentHelp(
      "Mark a cell, and say what it holds or the label given; may be repeated.",
      valueName: "axis=value,…[:label]"))
  var mark: [CellMark] = []

  @OptionGroup var page: PageOptions

  func validate() throws {
    if title != nil, page.noTitle {
      throw ValidationError("--title and --no-title exclude each other")
    }
    if !settings.isEmpty, !stores.contains(where: MappedStores.isSweepFile) {
      throw ValidationError("--set changes sweep files, and here are only stores")
    }
    let numbers = Set(variable).filter { !$0.isOfVerdicts }
    if range != nil, numbers.count > 1 {
      throw ValidationError(
        "--range would be for \(numbers.map(\.rawValue).sorted().joined(separator: " and ")) alike; "
          + "draw one of them at a time")
    }
  }

  func run() throws {
    try MapPicture.check(path: output)
    let maps = MappedStores(named: stores, settings: settings)
    defer { maps.remove() }
    let opened = try maps.open()
    var template = MapPicture(store: opened[0])
    template.colorMap = colors
    template.title = title
    template.range = range.map { ($0.low, $0.high) }
    template.showsTheory = theory
    template.showsBoundary = boundary
    template.contours = contour
    template.marks = mark
    let variables = variable.isEmpty ? [.verdict] : variable
    let pictures = try panels.pictures(of: opened, variables: variables, like: template)
    if pictures.count == 1, panels.panelTitle.isEmpty {
      try pictures[0].figure(page.page).write(to: output)
    } else {
      let picture = PanelsPicture(
        pictures: pictures, title: title, titles: panels.panelTitle,
        columns: panels.usualColumns(
          stores: opened.count, variables: variables.count, panels: pictures.count))
      try picture.figure(page.page).write(to: output)
    }
    print(output)
  }
}

/// `low,high` on the command line.
struct Bounds: ExpressibleByArgument {
  let low: Double
  let high: Double

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0)
    }
    guard parts.count == 2, let low = parts[0], let high = parts[1], low < high,
      (high - low).isFinite
    else { return nil }
    self.low = low
    self.high = high
  }
}

extension Variable: ExpressibleByArgument {}
extension ColorMap: ExpressibleByArgument {}
