import Foundation
import QueryEngine
import ResultStore
import SweepPlan
import Theory

/// What `boundary` says: area, lines, best cell and critical values, beside theory.
struct CriticalValueReport {
  private let store: SweepStore
  private let boundary: StabilityBoundary
  private let axis: Int
  private let refinement: BoundaryRefinement?
  private let theory: BoundaryTheory?
  private let values: [CriticalValue]
  private let rowsShown: [Int]

  private var plan: Plan { store.plan }
  private var rowAxis: SweepPlan.Axis? { boundary.rowAxis(along: axis).map { plan.axes[$0] } }

  init(
    store: SweepStore, boundary: StabilityBoundary, axis: Int, refinement: BoundaryRefinement?,
    theory: BoundaryTheory?, rowsShown: Int,
    asksAllRows: Bool
  ) {
    self.store = store
    self.boundary = boundary
    self.axis = axis
    self.refinement = refinement
    self.theory = theory
    let values = boundary.criticalValues(along: axis)
    let rows = Set(values.map(\.row)).sorted()
    let last = max(min(rowsShown, rows.count) - 1, 1)
    self.rowsShown = (0..<min(rowsShown, rows.count)).map { rows[$0 * (rows.count - 1) / last] }
    // Where a row is dear, theory is asked in those that are shown.
    let asked = theory?.isDear == true && !asksAllRows ? Set(self.rowsShown) : nil
    self.values = theory?.placed(beside: values, along: axis, rows: asked) ?? values
  }

  /// One line for each critical value.
  func writeCSV(to output: inout ReportOutput) {
    let axis = plan.axes[axis].name
    let columns =
      [rowAxis?.name].compactMap(\.self)
      + [axis, "loses_stability", "refined", "theory", "difference"]
    output.write(line: columns.joined(separator: ","))
    for value in values {
      let place = rowAxis.map { ["\($0[value.row])"] } ?? []
      let numbers = [value.refined, value.theory, value.difference].map { $0.map { "\($0)" } ?? "" }
      let fields = place + ["\(value.measured)", "\(value.losesStability)"] + numbers
      output.write(line: fields.joined(separator: ","))
    }
  }

  var summary: BoundarySummary {
    BoundarySummary(
      store, boundary, axis: axis, refinement: refinement, theory: theory, values: values)
  }

  // MARK: For people

  var text: [String] {
    let summary = summary
    var lines = ["store      \(store.path.printable())"]
    lines += boundary.plane.held.isEmpty ? [] : ["cut at     \(held)"]
    lines.append("boundary   \(ruleWords)" + (boundary.plane.y == nil ? "" : ", \(lineWords)"))
    lines.append(
      "\(boundary.rule.sideName.padded(to: 9))  \(significant(100 * boundary.area.share, 4)) % of "
        + "\(grouped(boundary.area.decided)) cells; \(boundary.plane.y == nil ? "length" : "area") "
        + "\(number(boundary.area.area)) (\(areaUnit))")
    lines.append("best cell  \(boundary.best.map(words) ?? "none is stable")")
    if let refinement {
      lines.append(
        "refined    \(grouped(refinement.found)) of \(grouped(refinement.wanted)) crossings, to "
          + "\(refinement.tolerance) of an axis, by \(grouped(refinement.runs)) runs; "
          + "\(boundary.plane.y == nil ? "length" : "area") \(number(summary.refinedArea ?? .nan))")
    }
    if let theory {
      let beside = values.count { $0.theory != nil }
      let distance = summary.difference.map {
        ", off by \(short($0.median)) in the median, \(short($0.maximum)) at most"
      }
      lines.append(
        "theory     \(theory.formula); beside \(grouped(beside)) of \(grouped(values.count)) critical "
          + "values\(distance ?? "")"
          + (theory.isDear ? "; asked in the rows below only" : ""))
    }
    return lines + [""] + table
  }

  /// A line for each row that is shown: the crossing beside theory's, or else the first at which the row
  /// loses stability, or else its first.
  private var table: [String] {
    guard !rowsShown.isEmpty else {
      return ["no row along \(plan.axes[axis].name) crosses the boundary"]
    }
    guard rowAxis != nil else { return crossings }
    let header = [
      rowAxis?.name ?? "", plan.axes[axis].name, "refined", "theory", "difference", "",
    ]
    let rows = rowsShown.compactMap { row -> [String]? in
      let all = values.filter { $0.row == row }
      guard
        let value = all.first(where: { $0.theory != nil }) ?? all.first(where: \.losesStability)
          ?? all.first
      else { return nil }
      return [
        rowAxis.map { number($0[row]) } ?? "", number(value.measured),
        value.refined.map(exact) ?? "", value.theory.map(exact) ?? "",
        value.difference.map(short) ?? "",
        (value.losesStability ? "" : "stable from here on")
          + (all.count > 1 ? " 1 of \(all.count)" : ""),
      ]
    }
    return Self.table(header, rows)
  }

  /// More crossings of a single row than this are left to programs.
  private static var crossingLimit: Int { 40 }

  /// Of a map with one axis: all of them.
  private var crossings: [String] {
    let (low, high) =
      if case .level = boundary.rule { ("below", "above") } else { ("stable", "unstable") }
    let rows = values.prefix(Self.crossingLimit).map { value in
      [
        number(value.measured), value.refined.map(exact) ?? "", value.theory.map(exact) ?? "",
        value.difference.map(short) ?? "",
        "\(value.losesStability ? high : low) from here on",
      ]
    }
    let left = values.count - rows.count
    return Self.table([plan.axes[axis].name, "refined", "theory", "difference", ""], rows)
      + (left > 0 ? ["\(grouped(left)) more; --format csv gives all"] : [])
  }

  /// Columns that say nothing are left out.
  private static func table(_ header: [String], _ rows: [[String]]) -> [String] {
    let kept = header.indices.filter { column in rows.contains { $0[column] != "" } }
    return textTable(([header] + rows).map { row in kept.map { row[$0] } })
  }

  private var held: String {
    boundary.plane.held.map { "\($0.axis.name) = \(number($0.value))" }.joined(separator: ", ")
  }

  private var areaUnit: String {
    [boundary.plane.y, boundary.plane.x].compactMap(\.self).map { plan.axes[$0].name }
      .joined(separator: " × ")
  }

  private var ruleWords: String {
    switch boundary.rule {
    case .verdict: "between stable and diverged cells"
    case .growth: "between stable cells and those that diverged or grow"
    case .level(let variable, let level): "where \(variable.rawValue) is \(plain(level))"
    }
  }

  private var lineWords: String {
    let lines = boundary.lines
    let length = significant(boundary.length(of: lines), 3)
    return "\(grouped(lines.count)) \(lines.count == 1 ? "line" : "lines"), \(length) long where "
      + "each axis is 1"
  }

  private func words(_ best: BestCell) -> String {
    let place = plan.axes.indices.map {
      "\(plan.axes[$0].name) = \(number(plan.axes[$0][best.cell[$0]]))"
    }
    let values = Variable.allCases.compactMap { variable in
      best.values[variable].map { "\(variable.rawValue) \(number($0))" }
    }
    return "\(place.joined(separator: ", ")): "
      + ([best.verdict.name] + values).joined(separator: ", ")
  }

  private func number(_ value: Double) -> String { String(format: "%.6g", value) }
  private func exact(_ value: Double) -> String { String(format: "%.12g", value) }
  private func short(_ value: Double) -> String { String(format: "%.2g", value) }
}

extension BoundaryRule {
  /// What the low side is called.
  fileprivate var sideName: String {
    if case .level = self { "below" } else { "stable" }
  }
}
