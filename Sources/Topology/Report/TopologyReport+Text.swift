extension TopologyReport {
  /// A page for people, without a final newline. A few lines per package,
  /// whatever its size:
  ///
  ///     package 0   32 cores, 64 PUs (0-63)
  ///       memory    NUMA node 0: 256 GiB
  ///       caches    L3 32 MiB; L2 32 × 1 MiB; L1d 32 × 32 KiB
  public var text: String {
    let paragraphs = [heading] + sockets + [limits, plan, placement.notices]
    return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private var heading: [String] {
    let names = [machine.name, machine.model, machine.architecture].compactMap { $0 }
    let counts = [
      machine.packages.isEmpty ? nil : counted(machine.packages.count, "package"),
      machine.numaNodes.isEmpty ? nil : counted(machine.numaNodes.count, "NUMA node"),
      counted(machine.cores.count, "core"),
      counted(machine.processingUnits.count, "processing unit") + " (PU)",
    ].compactMap { $0 }
    return (names.isEmpty ? [] : [names.joined(separator: ", ")]) + [
      counts.joined(separator: ", ")
    ]
  }

  private var sockets: [[String]] {
    guard !machine.packages.isEmpty else {
      return [block("machine", units: machine.processingUnits)]
    }
    return machine.packages.map { block("package \($0.index)", units: $0.processingUnits) }
  }

  private func block(_ title: String, units: CPUSet) -> [String] {
    let cores = machine.cores.filter { !$0.processingUnits.isDisjoint(with: units) }
    let memory = machine.numaNodes.filter { !$0.processingUnits.isDisjoint(with: units) }
      .map { "NUMA node \($0.index): \($0.memory == 0 ? "size unknown" : bytes($0.memory))" }
    let caches = cacheSummary(units: units)
    var head = [counted(cores.count, "core")]
    for speed in Set(cores.compactMap(\.speed)).sorted(by: >) {
      head.append("\(cores.count { $0.speed == speed }) of speed \(speed)")
    }
    head.append("\(counted(units.count, "PU")) (\(units))")
    var rows = [[title, head.joined(separator: ", ")]]
    if !memory.isEmpty { rows.append(["  memory", memory.joined(separator: "; ")]) }
    if !caches.isEmpty { rows.append(["  caches", caches.joined(separator: "; ")]) }
    return aligned(rows)
  }

  /// Largest level first: "L3 2 × 16 MiB, each for 4 cores". Instruction
  /// caches are left out.
  private func cacheSummary(units: CPUSet) -> [String] {
    struct Kind: Hashable {
      var name: String
      var size: UInt64
      var cores: Int
    }
    var order: [Kind] = []
    var count: [Kind: Int] = [:]
    for cache in machine.caches.reversed()
    where cache.content != .instruction && !cache.processingUnits.isDisjoint(with: units) {
      let sharing = machine.cores.count {
        !$0.processingUnits.isDisjoint(with: cache.processingUnits)
      }
      let kind = Kind(name: cache.name, size: cache.size, cores: sharing)
      if count[kind] == nil { order.append(kind) }
      count[kind, default: 0] += 1
    }
    return order.map { kind in
      let number = count[kind] ?? 1
      let size = kind.size == 0 ? "size unknown" : bytes(kind.size)
      let times = number == 1 ? "" : "\(number) × "
      let sharing = kind.cores == 1 ? "" : "\(number == 1 ? "" : "each ")for \(kind.cores) cores"
      return "\(kind.name) \(times)\(size)" + (sharing.isEmpty ? "" : ", \(sharing)")
    }
  }

  private var limits: [String] {
    guard machine.origin != .described else { return [] }
    let all = machine.processingUnits
    func words(_ set: CPUSet?) -> String {
      guard let set else { return "unknown" }
      let usable = set.intersection(all)
      guard usable != all else { return "all PUs" }
      return "\(usable.count) of \(counted(all.count, "PU")) (\(usable))"
    }
    let quota = machine.limits.quota.map { "\($0.words) (\($0.source))" }
    let memory = machine.limits.memory.map { "\(bytes($0.bytes)) (\($0.source))" }
    return ["limits"]
      + aligned([
        ["  affinity", words(machine.limits.affinity)], ["  cpuset", words(machine.limits.cpuset)],
        ["  CPU quota", quota ?? "none"], ["  memory", memory ?? "none"],
      ])
  }
}
