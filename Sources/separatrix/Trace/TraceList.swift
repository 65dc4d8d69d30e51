import SweepPlan

/// Several trajectories, one after another, with how far each is from the first, step by step.
struct TraceList {
  struct Member {
    /// What tells it from the others.
    let name: String
    let columns: TraceColumns
    let points: [TraceTask.Point]
    let fate: Fate
    /// ‖x − y‖₂ from the first by step; `nil` of the first itself.
    let distances: [Double]?
  }

  let members: [Member]

  /// - Parameters:
  ///   - runs: Those of one group after those of another; of each group as many, and in one order.
  ///   - each: The values that tell a group's apart.
  init(_ runs: [TrajectoryPicture.Run], _ names: TrajectoryNames, each: NamedValues?) {
    let groupSize = max(each?.values.count ?? 1, 1)
    members = runs.enumerated().map { index, run in
      let place = index % groupSize
      let value = each.map { "\($0.name.spaced) \(short($0.values[place]))" }
      let name = names.name(ofGroup: run.group, run.plan)
      let isAlone = names.variations.isEmpty
      return Member(
        name: [isAlone && each != nil ? nil : name, value].compactMap(\.self)
          .joined(separator: ", "),
        columns: TraceColumns(of: run.plan), points: run.points, fate: run.fate,
        distances: run.group == 0 ? nil : run.distances(from: runs[place]))
    }
  }

  // MARK: For programs

  /// Every column that one of them has, in the order of the first that has it, time before x.
  private var names: [String] {
    var names: [String] = []
    for member in members {
      var place = 0
      for name in member.columns.names() {
        if let known = names.firstIndex(of: name) {
          place = known + 1
        } else {
          names.insert(name, at: place)
          place += 1
        }
      }
    }
    return names
  }

  private var hasDistances: Bool { members.contains { $0.distances != nil } }

  /// A number that a trajectory does not have is left empty.
  func writeCSV() {
    let names = names
    print((["trajectory"] + names + (hasDistances ? ["distance"] : [])).joined(separator: ","))
    for member in members {
      let own = member.columns.names()
      let places = names.map { own.firstIndex(of: $0) }
      let name = csvField(member.name)
      for (index, point) in member.points.enumerated() {
        let numbers = member.columns.numbers(point).map(TraceColumns.exact)
        let cells = ["\(point.step)"] + numbers
        let row = places.map { $0.map { cells[$0] } ?? "" }
        let distance = member.distances.map {
          index < $0.count ? TraceColumns.exact($0[index]) : ""
        }
        print(([name] + row + (hasDistances ? [distance ?? ""] : [])).joined(separator: ","))
      }
    }
  }

  /// One object per line.
  func writeJSON() {
    for member in members {
      let name = jsonText(member.name)
      for (index, point) in member.points.enumerated() {
        let distance = member.distances.flatMap { index < $0.count ? $0[index] : nil }
        let more = distance.map { ",\"distance\":\(TraceColumns.json($0))" } ?? ""
        print(
          "{\"trajectory\":\(name),\(member.columns.json(point).dropFirst().dropLast())\(more)}")
      }
    }
  }

  // MARK: For people

  func writeTables() {
    for (index, member) in members.enumerated() {
      print("\(index == 0 ? "" : "\n")\(member.name)")
      print(
        TraceTable(
          points: member.points, fate: member.fate, columns: member.columns,
          distances: member.distances
        ).text)
    }
  }
}

extension TrajectoryPicture.Run {
  /// ‖x − y‖₂ step by step, as far as both go.
  func distances(from other: TrajectoryPicture.Run) -> [Double] {
    zip(points, other.points).map { x, y in
      zip(x.x, y.x).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
  }
}
