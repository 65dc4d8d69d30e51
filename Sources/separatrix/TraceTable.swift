import Foundation
import SweepPlan

/// A trajectory as text.
struct TraceTable {
  let points: [TraceTask.Point]
  let fate: Fate
  let columns: [String]

  /// More rows than this are thinned for people.
  private static var rowLimit: Int { 60 }

  var text: String {
    let rows = shown.map { point in
      [grouped(point.step)] + point.numbers.map(number)
    }
    let table = [columns] + rows
    let widths = columns.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
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

  static func columns(of plan: Plan) -> [String] {
    ["step"] + (0..<plan.dimension).map { "x\($0)" } + ["objective", "gradient"]
      + (plan.optimizer.startsWithVelocity ? ["energy"] : []) + plan.traceColumns
  }

  private static func exact(_ value: Double) -> String { value.isNaN ? "nan" : "\(value)" }

  /// One row, every number to the last bit.
  static func csv(_ point: TraceTask.Point) -> String {
    (["\(point.step)"] + point.numbers.map(exact)).joined(separator: ",")
  }

  /// One object per line.
  ///
  /// - Parameter names: Of the analyses.
  static func json(_ point: TraceTask.Point, _ names: [String]) -> String {
    func value(_ number: Double) -> String {
      number.isFinite ? "\(number)" : "\"\(exact(number))\""
    }
    let x = point.x.map(value).joined(separator: ",")
    let energy = point.energy.map { ",\"energy\":\(value($0))" } ?? ""
    let analyses = zip(names, point.analyses).map { ",\"\($0)\":\(value($1))" }.joined()
    return """
      {"step":\(point.step),"x":[\(x)],"objective":\(value(point.objective)),\
      "gradient":\(value(point.gradient))\(energy)\(analyses)}
      """
  }
}

extension TraceTask.Point {
  /// All but the step, in the order of the columns.
  fileprivate var numbers: [Double] {
    x + [objective, gradient] + (energy.map { [$0] } ?? []) + analyses
  }
}
