import SweepPlan

extension Prediction {
  /// The stability boundary in the plane of two axes, over the rectangle that their cells cover:
  /// the zero level of the margin, in data coordinates.
  ///
  /// The margin is sampled at `resolution` values along each axis (in equal ratios on a logarithmic
  /// one); the points found lie on the boundary to the last bits, whatever the resolution.
  ///
  /// - Parameters:
  ///   - xAxis: The index of the axis whose values become `x`.
  ///   - yAxis: The index of another axis, whose values become `y`.
  ///   - slice: The cell at which the other axes are held, one index per axis of the plan; those of
  ///     the two axes are ignored.
  public func boundary(
    xAxis: Int, yAxis: Int, slice: [Int], resolution: Int = 257
  ) -> [Polyline] {
    lines(xAxis: xAxis, yAxis: yAxis, slice: slice, resolution: resolution, margin: margin(at:))
  }

  /// The zero level of a margin, likewise.
  ///
  /// - Parameter halvings: At most so many to find a point.
  func lines(
    xAxis: Int, yAxis: Int, slice: [Int], resolution: Int, halvings: Int = 100,
    margin: ([Double]) -> Double
  ) -> [Polyline] {
    precondition(xAxis != yAxis, "a boundary is drawn in the plane of two different axes")
    var cell = slice
    (cell[xAxis], cell[yAxis]) = (0, 0)
    var values = plan.values(at: cell)
    return contourLines(
      x: plan.axes[xAxis].samples(resolution), y: plan.axes[yAxis].samples(resolution),
      halvings: halvings
    ) { x, y in
      set(xAxis, to: x, in: &values)
      set(yAxis, to: y, in: &values)
      return margin(values)
    }
  }
}
