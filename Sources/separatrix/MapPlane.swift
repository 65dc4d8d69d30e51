import SweepPlan

/// The plane through a store that a picture shows: two of its axes, or one, the others held.
struct MapPlane {
  let plan: Plan
  let x: Int
  /// `nil` for a strip.
  let y: Int?
  /// The cell that the plane goes through.
  private(set) var cell: [Int]

  /// Chooses axes: the last two of those that are not cut, unless given.
  ///
  /// - Parameter cuts: Where axes are held, by name; the nearest cell is shown.
  init(
    _ plan: Plan, xAxis: String?, yAxis: String?, cuts: [String: Double]
  ) throws {
    self.plan = plan
    let axes = plan.axes
    func index(_ name: String?) throws -> Int? {
      guard let name else { return nil }
      guard let index = axes.firstIndex(where: { $0.name == name }) else {
        throw Complaint(.usage, plan.lacks(axis: name))
      }
      return index
    }
    let (wantedX, wantedY) = (try index(xAxis), try index(yAxis))
    if let wantedX, wantedX == wantedY {
      throw Complaint(.usage, "--x and --y name the same axis, \(axes[wantedX].name)")
    }
    let free = axes.indices.filter { axis in
      axis != wantedX && axis != wantedY && cuts[axes[axis].name] == nil
    }
    let x = wantedX ?? free.last ?? axes.indices.last { $0 != wantedY } ?? 0
    self.x = x
    y = wantedY ?? free.last { $0 != x }
    cell = axes.map { _ in 0 }
    try cut(cuts)
  }

  private mutating func cut(_ cuts: [String: Double]) throws {
    let axes = plan.axes
    for name in cuts.keys.sorted() {
      guard let index = axes.firstIndex(where: { $0.name == name }) else {
        throw Complaint(
          .usage, "--slice: \(plan.lacks(axis: name))\(SeedLayer.hint(for: name))")
      }
      if index == x || index == y {
        throw Complaint(.usage, "--slice \(name): it is an axis of the picture")
      }
    }
    let open = held.filter { cuts[axes[$0].name] == nil }
    if !open.isEmpty {
      let example = open.map { "--slice \(axes[$0].name)=\(axes[$0][axes[$0].count / 2])" }
      throw Complaint(
        .usage,
        "the store has \(axes.count) axes; say where to cut the others, for example "
          + example.joined(separator: " "))
    }
    for index in held {
      let axis = axes[index]
      guard let value = cuts[axis.name] else { continue }
      cell[index] = try axis.cell(at: value, option: "--slice \(axis.name)=\(value)")
      if case .values = axis.spacing, axis[cell[index]] != value {
        note(
          "--slice \(axis.name)=\(value): drawn at the nearest value, "
            + short(axis[cell[index]]))
      }
    }
  }

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
    guard (min(lower, upper)...max(lower, upper)).contains(value) else {
      throw Complaint(
        .usage, "\(option): the axis goes from \(short(lower)) to \(short(upper))")
    }
    return (0..<count).min { abs(self[$0] - value) < abs(self[$1] - value) } ?? 0
  }
}
