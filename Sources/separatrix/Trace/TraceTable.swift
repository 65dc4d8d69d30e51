import Foundation
import SweepPlan

/// A trajectory as a table for people.
struct TraceTable {
  let points: [TraceTask.Point]
  let fate: Fate
  let columns: TraceColumns
  /// What stands beside it.
  var more: [Column] = []

  /// Numbers by step, as far as they go.
  typealias Column = (name: String, values: [Double])

  /// More rows than this are thinned.
  private static var rowLimit: Int { 60 }
  /// Of more coordinates than the first, only so many as the second are shown.
  private static var coordinateLimits: (all: Int, first: Int) { (16, 8) }

  var text: String {
    let dimension = points.first?.x.count ?? 0
    let limits = Self.coordinateLimits
    let coordinates = dimension > limits.all ? limits.first : dimension
    // Of many coordinates the reference's are left to programs.
    let beside = more.filter { coordinates == dimension || !$0.name.hasPrefix("reference_x") }
    let rows = shown.map { point in
      [grouped(point.step)] + columns.numbers(point, coordinates: coordinates).map(number)
        + beside.map { point.step < $0.values.count ? number($0.values[point.step]) : "–" }
    }
    let header = columns.names(coordinates: coordinates) + beside.map(\.name)
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
}
