extension TopologyReport {
  /// Up to this many workers have a line each.
  private static let individualLines = 16

  /// Where the workers of a run would be.
  var plan: [String] {
    let workers = placement.workers
    guard workers.contains(where: { $0.cpuSet != nil }) else {
      return ["a run has \(counted(workers.count, "worker")), unbound"]
    }
    let groups =
      workers.count <= Self.individualLines ? workers.map { [$0] } : neighbourhoods(of: workers)
    let unit = placement.pin == .pu ? "PU" : "core"
    let each = workers.count == 1 ? "" : "each "
    return ["a run has \(counted(workers.count, "worker")), \(each)bound to one \(unit)"]
      + aligned(groups.map(row))
  }

  /// Neighbours of the same package and NUMA node.
  private func neighbourhoods(of workers: [Placement.Worker]) -> [[Placement.Worker]] {
    var groups: [[Placement.Worker]] = []
    for worker in workers {
      if let last = groups.last?.last, home(of: last) == home(of: worker) {
        groups[groups.count - 1].append(worker)
      } else {
        groups.append([worker])
      }
    }
    return groups
  }

  private func home(of worker: Placement.Worker) -> [Int?] {
    let core = core(of: worker)
    return [core?.package, core?.numaNode]
  }

  private func core(of worker: Placement.Worker) -> Machine.Core? {
    worker.core.flatMap { machine.cores.indices.contains($0) ? machine.cores[$0] : nil }
  }

  private func row(_ workers: [Placement.Worker]) -> [String] {
    let cores = workers.compactMap { core(of: $0) }
    let units = workers.compactMap(\.cpuSet).reduce(CPUSet()) { $0.union($1) }
    let nodes = cores.compactMap(\.numaNode).filter(machine.numaNodes.indices.contains)
    let packages = cores.compactMap(\.package).filter(machine.packages.indices.contains)
    return [
      "  " + labelled("worker", workers.map(\.index)),
      labelled("core", cores.map(\.index)),
      labelled("PU", units.indices),
      labelled("NUMA node", nodes.map { machine.numaNodes[$0].index }),
      labelled("package", packages.map { machine.packages[$0].index }),
    ]
  }

  /// "core 3", "cores 0-7"; empty for no numbers.
  private func labelled(_ noun: String, _ numbers: [Int]) -> String {
    let numbers = Set(numbers).sorted()
    return numbers.isEmpty ? "" : "\(noun)\(numbers.count == 1 ? "" : "s") \(ranges(numbers))"
  }
}
