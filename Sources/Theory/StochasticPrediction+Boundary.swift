import SweepPlan

// The almost-sure boundary costs a millisecond or so for each point that is looked at: it is sampled
// more coarsely than others, and found to a thousandth of a sample's distance, or a millionth.

extension StochasticPrediction {
  /// A boundary in the plane of two axes, in data coordinates: see `Prediction.boundary`.
  public func lines(
    _ boundary: Boundary, xAxis: Int, yAxis: Int, slice: [Int]
  ) -> [Polyline] {
    let isDear = boundary == .almostSure
    return prediction.lines(
      xAxis: xAxis, yAxis: yAxis, slice: slice, resolution: isDear ? 25 : 129,
      halvings: isDear ? 10 : 100
    ) { margin(boundary, at: $0) }
  }

  /// The values of one axis at which a row of the grid crosses a boundary, in order: see
  /// `Prediction.criticalValues`. The sign is looked at in at most 65 places.
  public func criticalValues(_ boundary: Boundary, along index: Int, at cell: [Int]) -> [Double] {
    var cell = cell
    cell[index] = 0
    let axis = prediction.plan.axes[index]
    var values = prediction.plan.values(at: cell)
    return Prediction.crossings(
      of: axis.samples(min(axis.count, 64) + 1), halvings: boundary == .almostSure ? 20 : 100
    ) { value in
      prediction.set(index, to: value, in: &values)
      return Prediction.isStable(margin: margin(boundary, at: values))
    }
    .map(\.value)
  }
}
