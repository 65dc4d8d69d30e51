/// Where the cells of an axis begin and end: what pictures span and theory searches.
extension Axis {
  /// The edge before the first cell.
  public var lower: Double { edge(0) }

  /// The edge after the last cell; smaller than `lower` if the axis runs downward.
  public var upper: Double { edge(count) }

  /// The edges of all cells, one more than there are cells.
  public var edges: [Double] { (0...count).map(edge) }

  /// Whether cells are equal ratios rather than equal differences.
  public var isLogarithmic: Bool {
    if case .interval(_, _, _, .log) = spacing { true } else { false }
  }

  /// The edge before cell `index`; `count` asks for the edge after the last cell.
  ///
  /// Listed values part halfway, and the first and last cell are as wide outward as inward. A lone
  /// value's cell reaches half its magnitude to both sides (½ if it is 0).
  public func edge(_ index: Int) -> Double {
    switch spacing {
    case .interval(let from, let to, let count, let scale):
      return sample(index, of: count, from, to, scale)
    case .values(let values):
      guard values.count > 1 else {
        let value = values.first ?? 0
        let half = value == 0 ? 0.5 : value.magnitude / 2
        return index == 0 ? value - half : value + half
      }
      let after = min(max(index, 1), values.count - 1)
      let middle = values[after - 1] + (values[after] - values[after - 1]) / 2
      if index < after { return values[0] - (middle - values[0]) }
      if index > after { return values[after] + (values[after] - middle) }
      return middle
    }
  }

  /// `count` values, at least two, from `lower` to `upper` in equal differences, or in equal ratios
  /// on a logarithmic axis. The ends are exact.
  public func samples(_ count: Int) -> [Double] {
    precondition(count > 1, "an axis is sampled at two values or more")
    let (lower, upper) = (lower, upper)
    let scale: Scale = isLogarithmic ? .log : .linear
    return (0..<count).map { sample($0, of: count - 1, lower, upper, scale) }
  }

  private func sample(
    _ index: Int, of count: Int, _ from: Double, _ to: Double, _ scale: Scale
  ) -> Double {
    if index == 0 { return from }
    if index == count { return to }
    return switch scale {
    case .linear: from + Double(index) * (to - from) / Double(count)
    case .log: geometricMean(from, to, numerator: index, denominator: count)
    }
  }
}
