import SweepPlan

extension Prediction {
  /// How many steps a trajectory with these parameter values needs at most to be called diverged:
  /// until its fastest mode passes the escape radius, and then to the next check (one that swings
  /// as it grows may be back inside at that check, and is called a few checks later). `nil` if none
  /// escapes. A rule that remembers is taken to start with its velocity, or else with nothing.
  public func stepsToEscape(at values: [Double]) -> Int? {
    guard !Self.isStable(margin: margin(at: values)) else { return nil }
    let hyperparameters = hyperparameters(values)
    let steps = (0..<field.modeCount).compactMap { mode in
      let start = field.start(mode, at: values, escapeRadius: plan.verdict.escapeRadius)
      return theory.updateMap(field.eigenvalue(mode, at: values), hyperparameters)
        .stepsToEscape(from: start.position, v: start.velocity, beyond: start.escapeRadius)
    }
    guard let least = steps.min() else { return nil }
    let every = max(plan.verdict.every, 1)
    return max(least + every - 1, every) / every * every
  }

  /// How many steps the cells one cell width beyond the boundary need at most to be called
  /// diverged: the most over the crossings of a row. A sweep with fewer steps shows bounded cells
  /// past the line; near the line the number grows as one over the distance. `nil` if the row has
  /// no crossing, or one beyond which nothing escapes.
  ///
  /// - Parameters:
  ///   - axis: The index of the axis along which the row runs.
  ///   - cell: A cell of the row, one index per axis of the plan; that of `axis` is ignored.
  public func stepsToEscape(along axis: Int, at cell: [Int]) -> Int? {
    var most: Int?
    for crossing in crossings(along: axis, at: cell) {
      let beyond =
        plan.axes[axis].position(of: crossing.value) + (crossing.losesStability ? 1 : -1)
      var cell = cell
      cell[axis] = 0
      var values = plan.values(at: cell)
      set(axis, to: plan.axes[axis].value(atPosition: beyond), in: &values)
      guard let steps = stepsToEscape(at: values) else { return nil }
      most = max(most ?? 0, steps)
    }
    return most
  }
}
