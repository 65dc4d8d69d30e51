import SweepPlan

/// How far the measured stability boundary lies from the one that theory predicts, along one axis.
///
/// In every row along the axis and for each of theory's crossings, the measured transition is the
/// edge between two neighbouring cells, the one stable and the other not, in theory's order; of
/// several such edges the one nearest to the crossing. Cells without a verdict part nothing.
public struct BoundaryDistance: Sendable, Hashable {
  /// What is typical and what is worst of the magnitudes of some differences. Quantiles interpolate
  /// between neighbours as NumPy's do.
  public struct Spread: Sendable, Hashable {
    public let median: Double
    public let percentile95: Double
    public let maximum: Double

    /// `nil` without differences.
    public init?(_ differences: [Double]) {
      let sorted = differences.map(\.magnitude).sorted()
      guard let last = sorted.last else { return nil }
      func quantile(_ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
      }
      median = quantile(0.5)
      percentile95 = quantile(0.95)
      maximum = last
    }
  }

  /// The index of the axis along which distances are taken.
  public let axis: Int
  /// Crossings that theory predicts.
  public let predicted: Int
  /// Those for which the row shows a transition; the differences are theirs.
  public let matched: Int
  /// |measured − predicted| in the axis's units; `nil` if nothing matched.
  public let inAxisUnits: Spread?
  /// |measured − predicted| in cells; at most ½ where every cell of the row agrees with theory.
  public let inCells: Spread?
  /// The mean of measured − predicted in cells, counted from stable towards unstable: positive
  /// where measurement calls more cells stable than theory.
  public let meanInCells: Double?

  /// - Parameters:
  ///   - axis: The index of the axis along which to look; that of what scales the step
  ///     unless given, the last if there is none. `nil` results for a plan without axes.
  ///   - verdicts: Raw values of `Verdict`, one per cell, row-major.
  ///   - rates: The variable `rate`, likewise.
  ///   - instability: What counts as unstable.
  public init?(
    _ prediction: Prediction, along axis: Int? = nil, verdicts: [UInt8], rates: [Double],
    by instability: Instability = .diverged
  ) {
    guard let crossings = PredictedCrossings(prediction, along: axis) else { return nil }
    self.init(crossings, verdicts: verdicts, rates: rates, by: instability)
  }

  /// The same for crossings that were found before: several measurements share them.
  public init(
    _ crossings: PredictedCrossings, verdicts: [UInt8], rates: [Double], by instability: Instability
  ) {
    let plan = crossings.plan
    precondition(
      verdicts.count == plan.grid.cellCount && rates.count == plan.grid.cellCount,
      "a distance takes one verdict and one rate per cell")
    let isUnstable = crossings.prediction.isUnstable(
      verdicts: verdicts, rates: rates, by: instability)
    let row = plan.axes[crossings.axis]
    let stride = plan.grid.shape[(crossings.axis + 1)...].reduce(1, *)

    var (units, cells) = ([Double](), [Double]())
    var towardsUnstable = 0.0
    for (first, crossing) in crossings.all {
      let position = row.position(of: crossing.value)
      let edges = (1..<max(row.count, 1)).filter { edge in
        let before = isUnstable[first + (edge - 1) * stride]
        let after = isUnstable[first + edge * stride]
        return before == !crossing.losesStability && after == crossing.losesStability
      }
      let nearest = edges.min {
        abs(Double($0) - position) < abs(Double($1) - position)
      }
      guard let nearest else { continue }
      units.append(row.edge(nearest) - crossing.value)
      cells.append(Double(nearest) - position)
      towardsUnstable += (Double(nearest) - position) * (crossing.losesStability ? 1 : -1)
    }

    axis = crossings.axis
    predicted = crossings.all.count
    matched = cells.count
    inAxisUnits = Spread(units)
    inCells = Spread(cells)
    meanInCells = cells.isEmpty ? nil : towardsUnstable / Double(cells.count)
  }
}
