import Figures
import Foundation
import QueryEngine
import ResultStore
import SweepPlan

/// Where two stores differ, over a plane of the first.
struct DifferencePicture {
  let map: DifferenceMap
  let a: SweepStore
  let b: SweepStore
  let variable: SweepPlan.Variable
  var title: String?
  var page = PicturePage()

  func write(to path: String) throws {
    let axes = map.plane.plan.axes
    try MapFigure(
      title: page.showsTitle ? title ?? usualTitle : "",
      subtitle: page.showsSubtitle ? subtitle : "",
      x: Figures.Axis(axes[map.plane.x]),
      y: map.plane.y.map { Figures.Axis(axes[$0]) } ?? Figures.Axis("", .range(0, 1)),
      cells: try cells(),
      options: try page.options(columns: 1, rows: 1, areStrips: map.plane.y == nil)
    ).write(to: path)
  }

  private var usualTitle: String {
    let (first, second) = (a.plan.title, b.plan.title)
    return first == second ? "A and B: \(first)" : "A: \(first); B: \(second)"
  }

  /// What else differs between the sweeps, as far as a line holds it; axes are seen.
  private var subtitle: String {
    let differences = SweepDifference.between(a.plan, b.plan)
      .filter { difference in
        !["optimizer.", "objective.", "axes."].contains { difference.key.hasPrefix($0) }
      }
      .map { "\($0.key): \($0.a ?? "none") and \($0.b ?? "none")" }
    let held = map.plane.held.map { "\($0.axis.hyperparameter.symbol) = \(short($0.value))" }
    let line = (held + differences).prefix(4).joined(separator: " · ")
    return line.count > 110 ? line.prefix(109) + "…" : line
  }

  private func cells() throws -> MapFigure.Cells {
    guard variable != .verdict else {
      return .categories(
        CategoryGrid(
          width: map.width, height: map.height, codes: try map.verdicts(a, b),
          categories: DifferenceMap.Pair.allCases.map(\.category)))
    }
    let values = try map.values(of: variable, a, b)
    let isLogarithmic = DifferenceMap.isLogarithmic(variable)
    let name = isLogarithmic ? "ln(A/B), \(variable.summary)" : "A − B, \(variable.summary)"
    return .scalars(
      ScalarGrid(
        width: map.width, height: map.height, values: values, label: name, colorMap: .diverging,
        range: range(values), missingName: "not in both"))
  }

  /// As far to both sides, so that white is no difference; a few extremes do not take all the colours.
  private func range(_ values: [Double]) -> ScalarGrid.Range {
    let sizes = values.filter(\.isFinite).map(\.magnitude).sorted()
    guard let largest = sizes.last, largest > 0 else { return .fixed(-1, 1) }
    let usual = sizes[Int(0.99 * Double(sizes.count - 1))]
    let end = usual > 0 ? usual : largest
    return .fixed(-end, end)
  }
}

extension DifferenceMap.Pair {
  /// Okabe and Ito's blue and vermilion where the two differ, grey shades where they agree.
  fileprivate var category: Figures.Category {
    let (name, color): (String, UInt32) =
      switch self {
      case .notInBoth: ("not in both", 0xEDEDED)
      case .bothStable: ("both stable", 0xD9E2E8)
      case .onlyAStable: ("only A stable", 0x0072B2)
      case .onlyBStable: ("only B stable", 0xD55E00)
      case .bothDiverged: ("both diverged", 0x6B6B73)
      }
    return Figures.Category(
      code: rawValue, name: name, color: Color(color), isMissing: self == .notInBoth)
  }
}
