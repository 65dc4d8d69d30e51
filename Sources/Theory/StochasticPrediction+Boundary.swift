import SweepPlan

extension StochasticPrediction {
  /// A boundary in the plane of two axes, in data coordinates: see `Prediction.boundary`.
  ///
  /// The almost-sure one costs a millisecond or so for each point that is looked at: it is sampled more
  /// coarsely, and its points lie within a thousandth of a square of it.
  public func lines(
    _ boundary: Boundary, xAxis: Int, yAxis: Int, slice: [Int]
  ) -> [Polyline] {
    let isDear = boundary == .almostSure
    var cell = slice
    (cell[xAxis], cell[yAxis]) = (0, 0)
    let plan = prediction.plan
    var values = plan.values(at: cell)
    let resolution = isDear ? 25 : 129
    return contourLines(
      x: plan.axes[xAxis].samples(resolution), y: plan.axes[yAxis].samples(resolution),
      halvings: isDear ? 10 : 100
    ) { x, y in
      prediction.set(xAxis, to: x, in: &values)
      prediction.set(yAxis, to: y, in: &values)
      return margin(boundary, at: values)
    }
  }

  /// The values of one axis at which a row of the grid crosses a boundary, in order: see
  /// `Prediction.criticalValues`. The sign is looked at in at most 65 places.
  public func criticalValues(_ boundary: Boundary, along index: Int, at cell: [Int]) -> [Double] {
    var cell = cell
    cell[index] = 0
    let plan = prediction.plan
    let axis = plan.axes[index]
    var values = plan.values(at: cell)
    func isStable(_ value: Double) -> Bool {
      prediction.set(index, to: value, in: &values)
      return Prediction.isStable(margin: margin(boundary, at: values))
    }
    let samples = axis.samples(min(axis.count, 64) + 1)
    guard var before = samples.first.map({ (value: $0, isStable: isStable($0)) }) else { return [] }
    var crossings: [Double] = []
    for value in samples.dropFirst() {
      let after = (value: value, isStable: isStable(value))
      if before.isStable != after.isStable {
        let (inside, outside) = before.isStable ? (before, after) : (after, before)
        crossings.append(
          lastInside(
            from: inside.value, to: outside.value, halvings: boundary == .almostSure ? 20 : 100,
            isInside: isStable))
      }
      before = after
    }
    return crossings.filter { $0 != axis.lower && $0 != axis.upper }
  }
}
