import Foundation
import ResultStore
import SweepPlan
import Theory

/// How far the measured stability boundary lies from the one that theory predicts, for `run`'s
/// summary.
struct BoundaryReport: Encodable {
  struct Distance: Encodable {
    /// In cells.
    var median: Double
    var maximum: Double
    /// In the axis's units.
    var medianOnAxis: Double
    var maximumOnAxis: Double

    init?(_ distance: BoundaryDistance) {
      guard let cells = distance.inCells, let axis = distance.inAxisUnits else { return nil }
      median = cells.median
      maximum = cells.maximum
      medianOnAxis = axis.median
      maximumOnAxis = axis.maximum
    }
  }

  var formula: String
  var axis: String
  /// Rows of the grid that the predicted boundary crosses, and those in which the map shows it.
  var rowsPredicted: Int
  var rowsMeasured: Int
  /// |measured − predicted| in cells, between the last stable and the first diverged cell.
  var byVerdict: Distance?
  /// The same where a cell that has not escaped but whose gradient grows counts as unstable.
  var byGrowth: Distance?
  /// Cells past the line that have not escaped by the last step, and those of them that grow.
  var notEscaped: Int
  var notEscapedGrowing: Int
  /// Cells farther than one cell from the line that differ from theory, by verdict and by growth.
  var farDisagreeing: Int
  var farDisagreeingByGrowth: Int

  /// More cells than this are not read back for a summary.
  private static var largestGrid: Int { 1 << 22 }

  /// `nil` where gradients are noisy, theory knows no boundary, the grid is too large, or the sweep
  /// records no rate.
  init?(_ store: SweepStore) throws {
    let plan = store.plan
    guard plan.noise == nil, let prediction = Prediction(plan),
      plan.grid.cellCount <= Self.largestGrid,
      plan.record.contains(.rate)
    else { return nil }
    let origin = plan.axes.map { _ in 0 }
    let verdicts = try store.readVerdicts(origin: origin, shape: plan.grid.shape)
    let rates = try store.read(.rate, origin: origin, shape: plan.grid.shape)
    guard let crossings = PredictedCrossings(prediction), crossings.count > 0 else { return nil }
    let distance = BoundaryDistance(crossings, verdicts: verdicts, rates: rates, by: .diverged)
    let growth = BoundaryDistance(
      crossings, verdicts: verdicts, rates: rates, by: .divergedOrGrowing)
    let agreement = AgreementReport(prediction, verdicts: verdicts, rates: rates)
    formula = prediction.boundaryFormula
    axis = plan.axes[distance.axis].name
    rowsPredicted = distance.predicted
    rowsMeasured = distance.matched
    byVerdict = Distance(distance)
    byGrowth = Distance(growth)
    notEscaped = agreement.boundedBeyond
    notEscapedGrowing = agreement.growingBeyond
    farDisagreeing = agreement.byVerdict.far.disagree
    farDisagreeingByGrowth = agreement.byGrowth.far.disagree
  }

  var lines: [String] {
    var lines = ["boundary   predicted \(formula), in \(grouped(rowsPredicted)) rows along \(axis)"]
    if let byVerdict {
      lines.append(
        "  verdict    \(words(byVerdict)); \(grouped(notEscaped)) cells past the line have not "
          + "escaped yet")
    }
    if let byGrowth {
      lines.append(
        "  growth     \(words(byGrowth)); \(grouped(notEscapedGrowing)) of those cells grow "
          + "(rate > 0)")
    }
    return lines
  }

  private func short(_ value: Double) -> String { String(format: "%.2g", value) }

  private func words(_ distance: Distance) -> String {
    "\(significant(distance.median, 2)) cells (\(short(distance.medianOnAxis))) away in the median, "
      + "\(significant(distance.maximum, 2)) (\(short(distance.maximumOnAxis))) at most"
  }
}
