import Foundation
import SweepPlan

/// A trajectory as text.
struct TraceTable {
  let points: [TraceTask.Point]
  let fate: Fate
  /// When the steps of a flow are; `nil` of an optimizer.
  var clock: Clock?

  /// Step k is at start + k · step.
  struct Clock {
    let start: Double
    let step: Double

    /// Of the plan's only cell.
    init?(_ plan: Plan) {
      let times = plan.times(at: plan.values(at: plan.axes.map { _ in 0 }))
      guard let times else { return nil }
      (start, step) = times
    }

    func time(_ point: TraceTask.Point) -> Double { start + Double(point.step) * step }
  }

  /// More rows than this are thinned for people.
  private static var rowLimit: Int { 60 }
  /// Of more coordinates than the first, only so many as the second are shown to people.
  private static var coordinateLimits: (all: Int, first: Int) { (16, 8) }

  var text: String {
    let dimension = points.first?.x.count ?? 0
    let limits = Self.coordinateLimits
    let coordinates = dimension > limits.all ? limits.first : dimension
    let rows = shown.map { point in
      [grouped(point.step)] + point.numbers(clock, coordinates: coordinates).map(number)
    }
    let header = Self.columns(
      dimension: coordinates, hasTime: clock != nil, hasEnergy: points.first?.energy != nil)
    let table = [header] + rows
    let widths = header.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    let lines = table.map { row in
      zip(row, widths).map { cell, width in
        String(repeating: " ", count: width - cell.count) + cell
      }.joined(separator: "  ")
    }
    let rate = String(format: "%.6g", fate.rate)
    var foot = ["", "\(fate.words); rate \(rate) per step"]
    if shown.count < points.count {
      foot.append("\(shown.count) of \(points.count) rows shown; --format csv gives all")
    }
    if coordinates < dimension {
      foot.append("\(coordinates) of \(dimension) coordinates shown; --format csv gives all")
    }
    return (lines + foot).joined(separator: "\n")
  }

  /// The first steps, then about equal ratios, then the last.
  private var shown: [TraceTask.Point] {
    guard points.count > Self.rowLimit else { return points }
    let dense = 20
    let ratio = pow(Double(points.count - 1) / Double(dense), 1 / Double(Self.rowLimit - dense - 1))
    var steps = Set(0..<dense)
    for k in 0..<Self.rowLimit - dense { steps.insert(Int(Double(dense) * pow(ratio, Double(k)))) }
    steps.insert(points.count - 1)
    return points.enumerated().filter { steps.contains($0.offset) }.map(\.element)
  }

  private func number(_ value: Double) -> String {
    value.isNaN ? "nan" : String(format: "%.7g", value)
  }

  private static func columns(dimension: Int, hasTime: Bool, hasEnergy: Bool) -> [String] {
    ["step"] + (hasTime ? ["time"] : []) + (0..<dimension).map { "x\($0)" } + [
      "objective", "gradient",
    ]
      + (hasEnergy ? ["energy"] : [])
  }

  private static func exact(_ value: Double) -> String { value.isNaN ? "nan" : "\(value)" }

  static func csvHeader(dimension: Int, hasTime: Bool, hasEnergy: Bool) -> String {
    columns(dimension: dimension, hasTime: hasTime, hasEnergy: hasEnergy).joined(separator: ",")
  }

  /// One row, every number to the last bit.
  static func csv(_ point: TraceTask.Point, _ clock: Clock?) -> String {
    (["\(point.step)"] + point.numbers(clock, coordinates: point.x.count).map(exact)).joined(
      separator: ",")
  }

  /// One object per line.
  static func json(_ point: TraceTask.Point, _ clock: Clock?) -> String {
    func value(_ number: Double) -> String {
      number.isFinite ? "\(number)" : "\"\(exact(number))\""
    }
    let x = point.x.map(value).joined(separator: ",")
    let energy = point.energy.map { ",\"energy\":\(value($0))" } ?? ""
    let time = clock.map { ",\"time\":\(value($0.time(point)))" } ?? ""
    return """
      {"step":\(point.step)\(time),"x":[\(x)],"objective":\(value(point.objective)),\
      "gradient":\(value(point.gradient))\(energy)}
      """
  }
}

extension TraceTask.Point {
  /// All but the step, in the order of the columns; of the coordinates the first ones.
  fileprivate func numbers(_ clock: TraceTable.Clock?, coordinates: Int) -> [Double] {
    (clock.map { [$0.time(self)] } ?? []) + x.prefix(coordinates) + [objective, gradient]
      + (energy.map { [$0] } ?? [])
  }
}
