import SweepPlan

/// Which cell of one grid is compared with which of another.
///
/// Axes are paired by name. A cell has as its partner the one whose interval holds its value, axis by
/// axis: the same cell where the axes are equal, the nearest where they are not; none beyond the other
/// grid's ends.
public struct CellPairing: Sendable {
  public let a: Plan
  public let b: Plan
  /// By axis of A: the axis of B with its name.
  let axes: [Int]
  /// By axis of A: the partner along B's axis of each cell in `ranges`; `nil` for none.
  private let partners: [[Int?]]
  /// By axis of A: the cells that are compared lie in these.
  let ranges: [Range<Int>]

  /// - Parameter exactly: Only cells whose values are the same numbers have partners.
  public init(_ a: Plan, _ b: Plan, exactly: Bool) throws(QueryError) {
    let (names, others) = (a.axes.map(\.name), b.axes.map(\.name))
    guard Set(names) == Set(others) else {
      throw QueryError(
        "the stores have other axes, \(names.joined(separator: ", ")) and "
          + "\(others.joined(separator: ", ")); only maps over the same axes can be compared")
    }
    self.a = a
    self.b = b
    axes = names.map { name in others.firstIndex(of: name) ?? 0 }
    partners = zip(a.axes, axes).map { axis, other in
      let other = b.axes[other]
      if axis == other { return Array(0..<axis.count) }
      return (0..<axis.count).map { cell in
        let partner = other.cell(containing: axis[cell])
        return exactly ? partner.flatMap { other[$0] == axis[cell] ? $0 : nil } : partner
      }
    }
    ranges = partners.map { partners in
      guard let first = partners.firstIndex(where: { $0 != nil }),
        let last = partners.lastIndex(where: { $0 != nil })
      else { return 0..<0 }
      return first..<last + 1
    }
  }

  private init(_ pairing: CellPairing, ranges: [Range<Int>]) {
    (a, b) = (pairing.a, pairing.b)
    (axes, partners) = (pairing.axes, pairing.partners)
    self.ranges = ranges
  }

  /// Of only those cells of A that lie in a box.
  public func inside(_ box: [Range<Int>]) -> CellPairing {
    CellPairing(self, ranges: zip(ranges, box).map { $0.clamped(to: $1) })
  }

  /// Cells that have a partner.
  public var count: Int {
    zip(ranges, partners).reduce(1) { product, axis in
      product * axis.1[axis.0].count { $0 != nil }
    }
  }

  /// Whether the grids are the same.
  public var isOfSameCells: Bool {
    a.axes.indices.allSatisfy { a.axes[$0] == b.axes[axes[$0]] }
  }

  /// The partner of a cell of A, one index per axis of B.
  public func partner(of cell: [Int]) -> [Int]? {
    var partner = b.axes.map { _ in 0 }
    for axis in cell.indices {
      guard ranges[axis].contains(cell[axis]), let index = partners[axis][cell[axis]] else {
        return nil
      }
      partner[axes[axis]] = index
    }
    return partner
  }

  /// By axis of A: the partners of a range of its cells.
  func partners(along axis: Int, _ cells: Range<Int>) -> ArraySlice<Int?> { partners[axis][cells] }
}
