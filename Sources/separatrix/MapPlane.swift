import Figures
import QueryEngine
import SweepPlan

/// The plane through a store that a picture shows.
struct MapPlane {
  private let plane: Plane
  /// The picture's columns and rows: cells, or blocks of them where there are far more cells than
  /// pixels.
  let across: BlockAxis
  let up: BlockAxis

  /// Chooses axes: the last two of those that are not cut, unless given.
  ///
  /// - Parameters:
  ///   - cuts: Where axes are held, by name; the nearest cell is shown.
  ///   - most: Blocks along an axis of a large map.
  init(
    _ plan: Plan, xAxis: String?, yAxis: String?, cuts: [String: Double], most: Int
  ) throws {
    let names = Set(plan.axes.map(\.name))
    if let name = cuts.keys.sorted().first(where: { !names.contains($0) }) {
      throw Complaint(.usage, "--slice: \(plan.lacks(axis: name))\(SeedLayer.hint(for: name))")
    }
    let plane = try Plane(of: plan, x: xAxis, y: yAxis, slices: cuts)
    self.plane = plane
    let cells = plan.axes[plane.x].count * (plane.y.map { plan.axes[$0].count } ?? 1)
    func blocks(_ axis: SweepPlan.Axis) -> BlockAxis {
      // The cells of listed values are not equally wide.
      if case .values = axis.spacing { return BlockAxis(cells: axis.count, most: axis.count) }
      return BlockAxis(cells: axis.count, most: cells > Self.mostCells ? most : axis.count)
    }
    across = blocks(plan.axes[plane.x])
    up = plane.y.map { blocks(plan.axes[$0]) } ?? BlockAxis(cells: 1, most: 1)
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

  var columns: Int { across.blocks }
  var rows: Int { up.blocks }
  /// Whether blocks stand for several cells.
  var isOfBlocks: Bool { columns < across.cells || rows < up.cells }

  /// Cells of a map that is read at once; a map of more is gathered into blocks.
  private static let mostCells = 1 << 22
}

extension Plan {
  /// That there is no such axis, and which there are.
  func lacks(axis name: String) -> String {
    let names = axes.map(\.name).joined(separator: ", ")
    return "the store has no axis \"\(name)\"; it has \(names)"
  }
}

extension SweepPlan.Axis {
  /// The cell nearest to a value, which must lie on the axis.
  func cell(at value: Double, option: String) throws -> Int {
    guard let cell = cell(containing: value) else {
      throw Complaint(
        .usage, "\(option): the axis goes from \(short(lower)) to \(short(upper))")
    }
    return cell
  }
}
