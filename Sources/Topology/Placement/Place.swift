/// Room for one worker.
struct Place: Hashable {
  /// The position of the core in ``Machine/cores``.
  var core: Int
  /// How many places of the same core come before this one.
  var turn: Int
  /// The position among all places in the machine's order.
  var order: Int
  var cpuSet: CPUSet

  /// The places this process may use, in the machine's order.
  static func all(on machine: Machine, pin: Pin) -> [Place] {
    let allowed = machine.allowed
    var places: [Place] = []
    for core in machine.cores {
      let units = core.processingUnits.intersection(allowed)
      guard !units.isEmpty else { continue }
      let sets = pin == .pu ? units.indices.map { [$0] } : [units]
      for (turn, cpuSet) in sets.enumerated() {
        places.append(Place(core: core.index, turn: turn, order: places.count, cpuSet: cpuSet))
      }
    }
    return places
  }

  /// The same places, those to take first in front.
  ///
  /// A second hyper-thread is taken after every first one, and a slow core
  /// after every faster one. Among equals, packages take turns, within a
  /// package its NUMA nodes, within a node its shared caches.
  static func byTurns(_ places: [Place], on machine: Machine) -> [Place] {
    let cores = Set(places.map(\.core)).sorted().map { machine.cores[$0] }
    let level = machine.caches.filter { $0.content == .unified }.map(\.level).max()
    let caches = machine.caches.filter { $0.content == .unified && $0.level == level }
    var turns = Turns()
    var keys: [Int: [Int]] = [:]
    for core in cores {
      let cache = caches.firstIndex { !$0.processingUnits.isDisjoint(with: core.processingUnits) }
      let path = [core.speed, core.package, core.numaNode, cache].map { $0 ?? -1 }
      keys[core.index] = [-(core.speed ?? 0)] + turns.take(path)
    }
    return places.sorted { first, second in
      let one = [first.turn] + (keys[first.core] ?? []) + [first.order]
      let other = [second.turn] + (keys[second.core] ?? []) + [second.order]
      return one.lexicographicallyPrecedes(other)
    }
  }
}

/// Counts who came before in each branch of a tree.
private struct Turns {
  private var seen: [[Int]: Int] = [:]
  private var ranks: [[Int]: Int] = [:]

  /// The ranks of a newcomer, innermost first: how many came before it in its
  /// branch, the rank of that branch within its parent, and so on outward.
  mutating func take(_ path: [Int]) -> [Int] {
    var result = [seen[path, default: 0]]
    seen[path, default: 0] += 1
    for depth in path.indices.reversed() {
      let branch = Array(path[...depth])
      if ranks[branch] == nil {
        let parent = Array(path[..<depth]) + [-2, depth]
        ranks[branch] = seen[parent, default: 0]
        seen[parent, default: 0] += 1
      }
      result.append(ranks[branch] ?? 0)
    }
    return result
  }
}
