import QueryEngine
import SweepPlan

/// The plane through a store that a picture shows.
struct MapPlane {
  private let plane: Plane

  /// Chooses axes: the last two of those that are not cut, unless given.
  ///
  /// - Parameter cuts: Where axes are held, by name; the nearest cell is shown.
  init(
    _ plan: Plan, xAxis: String?, yAxis: String?, cuts: [String: Double]
  ) throws {
    let names = Set(plan.axes.map(\.name))
    if let name = cuts.keys.sorted().first(where: { !names.contains($0) }) {
      throw Complaint(.usage, "--slice: \(plan.lacks(axis: name))\(SeedLayer.hint(for: name))")
    }
    plane = try Plane(of: plan, x: xAxis, y: yAxis, slices: cuts)
    for (axis, value) in plane.held {
      guard case .values = axis.spacing, let cut = cuts[axis.name], cut != value else { continue }
      note("--slice \(axis.name)=\(cut): drawn at the nearest value, \(short(value))")
    }
  }

  var plan: Plan { plane.plan }
  /// The index of the horizontal axis.
  var x: Int { plane.x }
  /// That of the vertical axis; `nil` for a strip.
  var y: Int? { plane.y }
  /// The cell that the plane goes through.
  var cell: [Int] { plane.cell }
  /// The axes that the picture does not show.
  var held: [Int] { plan.axes.indices.filter { $0 != x && $0 != y } }

  var columns: Int { plan.axes[x].count }
  var rows: Int { y.map { plan.axes[$0].count } ?? 1 }

  /// The box of cells to read.
  var origin: [Int] { cell.indices.map { $0 == x || $0 == y ? 0 : cell[$0] } }
  var shape: [Int] { cell.indices.map { $0 == x || $0 == y ? plan.axes[$0].count : 1 } }

  /// What was read, by rows of the picture: on disk its axes may come in either order.
  func arranged<Value>(_ values: [Value]) -> [Value] {
    guard let y, y > x else { return values }
    return (0..<rows).flatMap { row in (0..<columns).map { values[$0 * rows + row] } }
  }
}

extension Plan {
  /// That there is no such axis, and which there are.
  func lacks(axis name: String) -> String {
    let names = axes.map(\.name).joined(separator: ", ")
    return "the store has no axis \"\(name)\"; it has \(names)"
  }
}

extension Axis {
  /// The cell nearest to a value, which must lie on the axis.
  func cell(at value: Double, option: String) throws -> Int {
    guard let cell = cell(containing: value) else {
      throw Complaint(
        .usage, "\(option): the axis goes from \(short(lower)) to \(short(upper))")
    }
    return cell
  }
}
