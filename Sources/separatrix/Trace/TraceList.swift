import SweepPlan

/// Trajectories with what stands beside them, step by step: how far each is from the first, and a flow's
/// own solution. Several come one after another.
struct TraceList {
  private struct Member {
    /// What tells it from the others.
    let name: String
    let columns: TraceColumns
    let points: [TraceTask.Point]
    let fate: Fate
    /// By name and step, as far as they go.
    let more: [TraceTable.Column]
  }

  private let members: [Member]

  /// - Parameters:
  ///   - runs: Those of one group after those of another; of each group as many, and in one order.
  ///   - each: The values that tell a group's apart.
  ///   - hasReference: Whether flows have their own solution beside them.
  init(
    _ runs: [TrajectoryPicture.Run], _ names: TrajectoryNames, each: NamedValues?,
    hasReference: Bool
  ) throws {
    let groupSize = max(each?.values.count ?? 1, 1)
    let haveFlow = runs.contains { $0.plan.optimizer.kind == .flow }
    members = try runs.enumerated().map { index, run in
      let place = index % groupSize
      let value = each.map { "\($0.name.spaced) \(short($0.values[place]))" }
      let name = names.name(ofGroup: run.group, run.plan)
      let isAlone = names.variations.isEmpty
      var more: [TraceTable.Column] = []
      if run.group > 0 { more.append(("distance", run.distances(from: runs[place]))) }
      if hasReference, run.plan.optimizer.kind == .flow || !haveFlow {
        let reference = try ReferenceTrack(run)
        more += (0..<run.plan.dimension).map { i in
          ("reference_x\(i)", reference.iterates.map { $0[i] })
        }
        more.append(("error", reference.errors))
      }
      return Member(
        name: [isAlone && each != nil ? nil : name, value].compactMap(\.self)
          .joined(separator: ", "),
        columns: TraceColumns(of: run.plan), points: run.points, fate: run.fate, more: more)
    }
  }

  private var isOne: Bool { members.count == 1 }

  // MARK: For programs

  /// A number that a trajectory does not have is left empty.
  func writeCSV() {
    let own = union(members.map { $0.columns.names() })
    let more = union(members.map { $0.more.map(\.name) })
    print(((isOne ? [] : ["trajectory"]) + own + more).joined(separator: ","))
    for member in members {
      let names = member.columns.names()
      let places = own.map { names.firstIndex(of: $0) }
      let beside = more.map { name in member.more.first { $0.name == name }?.values ?? [] }
      let name = isOne ? [] : [csvField(member.name)]
      for (index, point) in member.points.enumerated() {
        let cells = ["\(point.step)"] + member.columns.numbers(point).map(TraceColumns.exact)
        let row = places.map { $0.map { cells[$0] } ?? "" }
        let rest = beside.map { index < $0.count ? TraceColumns.exact($0[index]) : "" }
        print((name + row + rest).joined(separator: ","))
      }
    }
  }

  /// Every name in one of the lists, in their order.
  private func union(_ lists: [[String]]) -> [String] {
    var names: [String] = []
    for list in lists {
      var place = 0
      for name in list {
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

  /// One object per line.
  func writeJSON() {
    for member in members {
      let name = isOne ? "" : "\"trajectory\":\(jsonText(member.name)),"
      for (index, point) in member.points.enumerated() {
        let rest = member.more.filter { index < $0.values.count }
          .map { ",\"\($0.name)\":\(TraceColumns.json($0.values[index]))" }.joined()
        print("{\(name)\(member.columns.json(point).dropFirst().dropLast())\(rest)}")
      }
    }
  }

  // MARK: For people

  func writeTables() {
    for (index, member) in members.enumerated() {
      if !isOne { print("\(index == 0 ? "" : "\n")\(member.name)") }
      let table = TraceTable(
        points: member.points, fate: member.fate, columns: member.columns, more: member.more)
      print(table.text)
    }
  }
}

extension TrajectoryPicture.Run {
  /// ‖x − y‖₂ step by step, as far as both go.
  func distances(from other: TrajectoryPicture.Run) -> [Double] {
    zip(points, other.points).map { euclideanDistance($0.x, $1.x) }
  }
}
