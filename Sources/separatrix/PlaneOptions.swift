import ArgumentParser
import QueryEngine
import SweepPlan

/// Which two axes of a store are looked at, and where the others are cut.
struct PlaneOptions: ParsableArguments {
  @Option(name: .customLong("x"), help: ArgumentHelp("The horizontal axis.", valueName: "axis"))
  var xAxis: String?

  @Option(name: .customLong("y"), help: ArgumentHelp("The vertical axis.", valueName: "axis"))
  var yAxis: String?

  @Option(
    help: ArgumentHelp(
      "Where to cut another axis; may be repeated.", valueName: "axis=value"))
  var slice: [Assignment] = []

  func plane(of plan: Plan) throws -> Plane {
    try Plane(
      of: plan, x: xAxis, y: yAxis, slices: Assignment.dictionary(slice, option: "--slice"))
  }
}
