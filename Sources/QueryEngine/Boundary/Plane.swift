import SweepPlan

/// Two axes of a grid, or its only one, and the cell at which the others are held.
public struct Plane: Sendable, Hashable {
  public let plan: Plan
  /// The index of the horizontal axis.
  public let x: Int
  /// The index of the vertical axis; `nil` of a grid that has one.
  public let y: Int?
  /// One index per axis of the plan; 0 for the plane's own.
  public let cell: [Int]

  /// Axes by name: unless given the last two that no slice holds, of which the last is `x`.
  ///
  /// - Parameter slices: Where the other axes are held, by name; the nearest cell counts.
  public init(
    of plan: Plan, x xName: String? = nil, y yName: String? = nil, slices: [String: Double] = [:]
  ) throws(QueryError) {
    let axes = plan.axes
    let wantedX = try xName.map { (name) throws(QueryError) in try plan.axis(name, for: "--x") }
    let wantedY = try yName.map { (name) throws(QueryError) in try plan.axis(name, for: "--y") }
    if let wantedX, wantedX == wantedY {
      throw QueryError("--x and --y name the same axis, \(axes[wantedX].name)")
    }
    let free = axes.indices.filter { axis in
      axis != wantedX && axis != wantedY && slices[axes[axis].name] == nil
    }
    let x = wantedX ?? free.last ?? axes.indices.last { $0 != wantedY } ?? 0
    let y = wantedY ?? free.last { $0 != x }
    for name in slices.keys.sorted() {
      let axis = try plan.axis(name, for: "--slice")
      guard axis != x, axis != y else {
        throw QueryError("--slice \(name): it is an axis of the plane that is looked at")
      }
    }
    var cell = axes.map { _ in 0 }
    for (index, axis) in axes.enumerated() where index != x && index != y {
      guard let value = slices[axis.name] else {
        let open = axes.indices.filter { $0 != x && $0 != y && slices[axes[$0].name] == nil }
        let example = open.map { "--slice \(axes[$0].name)=\(axes[$0][axes[$0].count / 2])" }
        throw QueryError(
          "the store has \(axes.count) axes; say where to cut the others, for example "
            + example.joined(separator: " "))
      }
      guard let nearest = axis.cell(containing: value) else {
        throw QueryError(
          "--slice \(axis.name)=\(value): the axis goes from \(axis.lower) to \(axis.upper)")
      }
      cell[index] = nearest
    }
    self.plan = plan
    self.x = x
    self.y = y
    self.cell = cell
  }

  /// The axes that are held, with their values.
  public var held: [(axis: Axis, value: Double)] {
    plan.axes.indices.filter { $0 != x && $0 != y }.map { (plan.axes[$0], plan.axes[$0][cell[$0]]) }
  }

  /// The plane's axis that varies fastest on disk.
  var fast: Int { max(x, y ?? x) }
  /// The plane's other axis.
  var slow: Int? { y.map { min(x, $0) } }
  var columns: Int { plan.axes[fast].count }
  var rows: Int { slow.map { plan.axes[$0].count } ?? 1 }

  /// The cell of the grid at a place along the fast and the slow axis.
  func cell(column: Int, row: Int) -> [Int] {
    var cell = cell
    cell[fast] = column
    if let slow { cell[slow] = row }
    return cell
  }
}

extension Plan {
  /// The index of the axis with a name that an option gives.
  func axis(_ name: String, for option: String) throws(QueryError) -> Int {
    guard let index = axes.firstIndex(where: { $0.name == name }) else {
      let names = axes.map(\.name).joined(separator: ", ")
      throw QueryError("\(option): the store has no axis \"\(name)\"; it has \(names)")
    }
    return index
  }

  /// The axis of what scales the step, the optimizer's first hyperparameter; `nil` if it is fixed.
  var scaleAxis: Int? {
    let scale = optimizer.hyperparameters(options: options).first?.name
    return axes.firstIndex { $0.name == scale }
  }
}
