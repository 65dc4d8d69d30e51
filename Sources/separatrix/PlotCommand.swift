import ArgumentParser
import Figures
import ResultStore
import SweepEngine
import SweepPlan

struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw a store's map as PNG, SVG or PDF.")

  @Argument(help: "The store (NAME.zarr).", completion: .directory)
  var store: String

  @Option(name: .shortAndLong, help: "The picture; its ending chooses the format.")
  var output: String

  @Option(help: "What to draw.")
  var variable: Variable = .verdict

  @Option(name: .customLong("x"), help: ArgumentHelp("The horizontal axis.", valueName: "axis"))
  var xAxis: String?

  @Option(name: .customLong("y"), help: ArgumentHelp("The vertical axis.", valueName: "axis"))
  var yAxis: String?

  @Option(
    help: ArgumentHelp(
      "Where to cut an axis that is not drawn; may be repeated.", valueName: "axis=value"))
  var slice: [Assignment] = []

  @Option(help: "Colours of numbers (default: diverging for rate, viridis otherwise).")
  var colors: ColorMap?

  @Option(
    help: ArgumentHelp(
      "The ends of the colour scale (default: from the values).", valueName: "low,high"))
  var range: Bounds?

  @Option(help: "The title (default: optimizer and objective).")
  var title: String?

  @Flag(inversion: .prefixedNo, help: "Draw the boundary that theory predicts, where it does.")
  var theory = true

  func run() throws {
    try MapPicture.check(path: output)
    var picture = MapPicture(store: try SweepStore(opening: store, catalog: catalog))
    picture.variable = variable
    picture.colorMap = colors
    picture.xAxis = xAxis
    picture.yAxis = yAxis
    picture.slices = try Assignment.dictionary(slice, option: "--slice")
    picture.title = title
    picture.range = range.map { ($0.low, $0.high) }
    picture.showsTheory = theory
    try picture.write(to: output)
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
