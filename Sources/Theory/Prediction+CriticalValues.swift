import SweepPlan

extension Prediction {
  /// A place on an axis where the margin changes sign.
  struct Crossing {
    let value: Double
    /// Whether it is stable before and unstable after, in the order of the axis's cells.
    let losesStability: Bool
  }

  /// The values of one axis at which a row of the grid crosses the stability boundary, in the order
  /// of its cells: the last stable number of each crossing, exact to the last bits.
  ///
  /// The margin's sign is taken at the value of every cell and at the axis's ends; two crossings
  /// within one cell stay unseen. The ends of the axis are no crossings.
  ///
  /// - Parameters:
  ///   - axis: The index of the axis along which to look.
  ///   - cell: A cell of the row, one index per axis of the plan; that of `axis` is ignored.
  public func criticalValues(along axis: Int, at cell: [Int]) -> [Double] {
    crossings(along: axis, at: cell).map(\.value)
  }

  func crossings(along index: Int, at cell: [Int]) -> [Crossing] {
    let axis = plan.axes[index]
    guard axis.count > 0 else { return [] }
    var cell = cell
    cell[index] = 0
    var values = plan.values(at: cell)
    func isStable(_ value: Double) -> Bool {
      set(index, to: value, in: &values)
      return Self.isStable(margin: margin(at: values))
    }

    let cells = (0..<axis.count).map { axis[$0] }
    return Self.crossings(of: [axis.lower] + cells + [axis.upper], isStable)
  }

  /// Where a row of values changes between stable and not, in order; its ends are no crossings.
  static func crossings(
    of nodes: [Double], halvings: Int = 100, _ isStable: (Double) -> Bool
  ) -> [Crossing] {
    guard let lower = nodes.first, let upper = nodes.last else { return [] }
    var crossings: [Crossing] = []
    var before = (value: lower, isStable: isStable(lower))
    for node in nodes.dropFirst() {
      let after = (value: node, isStable: isStable(node))
      if before.isStable != after.isStable {
        let (inside, outside) = before.isStable ? (before, after) : (after, before)
        let value = lastInside(
          from: inside.value, to: outside.value, halvings: halvings, isInside: isStable)
        crossings.append(Crossing(value: value, losesStability: before.isStable))
      }
      before = after
    }
    return crossings.filter { $0.value != lower && $0.value != upper }
  }
}
