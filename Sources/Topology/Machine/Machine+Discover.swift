extension Machine {
  /// The machine this process runs on, or the one that `HWLOC_SYNTHETIC` or
  /// `HWLOC_XMLFILE` describes.
  ///
  /// Never fails: if hwloc does, the result has ``Origin/unknown`` and a
  /// notice. The affinity is that of the calling thread, so ask before
  /// binding anything. Takes a few milliseconds on a small machine.
  public static func discover() -> Machine {
    guard let topology = HwlocTopology.load(.everything) else { return unknown() }
    var machine = topology.machine()
    guard !machine.cores.isEmpty else { return unknown() }
    if topology.isThisSystem {
      machine.limits = Limits(
        affinity: topology.threadBinding(), cpuset: topology.allowed, quota: .ofThisProcess(),
        memory: .ofThisProcess())
      machine.notices += ignoredDescriptions()
    } else {
      machine.notices.append(describedNotice)
    }
    return machine
  }

  /// A machine from hwloc's synthetic description, such as
  /// `pack:2 numa:1 l3:1 core:32 pu:2`, whatever the environment says.
  ///
  /// - Throws: ``TopologyError/badDescription(_:)``
  public init(synthetic description: String) throws(TopologyError) {
    guard let topology = HwlocTopology.load(.everything, synthetic: description) else {
      throw .badDescription(description)
    }
    self = topology.machine()
    guard !cores.isEmpty else { throw .badDescription(description) }
    notices.append(Self.describedNotice)
  }

  private static let describedNotice =
    "the topology is a description: this system's limits do not apply, workers run unbound"

  /// A machine of which only the processors are counted.
  private static func unknown() -> Machine {
    let affinity = threadAffinity()
    // Where processors are switched off, indices go beyond their number.
    let last = affinity?.indices.last ?? 0
    var machine = Machine(processors: max(onlineProcessorCount(), last + 1))
    machine.limits = Limits(
      affinity: affinity, quota: .ofThisProcess(), memory: .ofThisProcess())
    return machine
  }

  /// A machine of so many processors about which nothing else is known.
  ///
  /// - Parameter count: at least 1 is assumed.
  public init(processors count: Int) {
    let cores = (0..<max(1, count)).map {
      Core(index: $0, package: nil, numaNode: nil, processingUnits: [$0], speed: nil)
    }
    self.init(
      origin: .unknown, name: nil, model: nil, architecture: nil, packages: [], numaNodes: [],
      cores: cores, caches: [], limits: Limits(),
      notices: [
        "hwloc cannot read this machine: \(counted(cores.count, "processor")) counted, "
          + "workers run unbound"
      ])
  }

  /// hwloc passes in silence over a description that it cannot read.
  private static func ignoredDescriptions() -> [String] {
    guard environmentValue("HWLOC_THISSYSTEM") == nil else { return [] }
    return ["HWLOC_SYNTHETIC", "HWLOC_XMLFILE"].compactMap { name in
      environmentValue(name).map { value in
        "\(name)='\(value)' was not understood by hwloc: using this system"
      }
    }
  }
}
