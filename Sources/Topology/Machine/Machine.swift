/// The computer as plain values: what it has, and what this process may use.
///
/// Packages, NUMA nodes, cores and caches stand in hwloc's logical order:
/// neighbours in an array are neighbours in the machine. Processing units are
/// named by the operating system's indices, as `taskset` and `/proc` do.
public struct Machine: Sendable, Hashable, Codable {
  /// Where the description comes from.
  public enum Origin: String, Sendable, Hashable, Codable {
    /// hwloc looked at the computer that runs this process.
    case thisSystem = "this_system"
    /// Somebody described another computer (`HWLOC_SYNTHETIC`,
    /// `HWLOC_XMLFILE`): fit for planning; nothing can be bound to it.
    case described
    /// hwloc failed: only the number of processors is known.
    case unknown
  }

  public var origin: Origin
  /// The host's name, nil if unknown.
  public var name: String?
  /// The processor's name, such as "AMD EPYC 9654 96-Core Processor".
  public var model: String?
  /// The instruction set's family: `x86_64`, `aarch64`.
  public var architecture: String?
  /// Empty if hwloc reports none.
  public var packages: [Package]
  public var numaNodes: [NUMANode]
  /// Never empty.
  public var cores: [Core]
  /// Smallest level first, data before instructions.
  public var caches: [Cache]
  /// What this process may use of all that.
  public var limits: Limits
  /// What a person should know about the discovery, one line each.
  public var notices: [String]

  /// Every processing unit.
  public var processingUnits: CPUSet {
    cores.reduce(CPUSet()) { $0.union($1.processingUnits) }
  }

  /// The processing units this process may use: all of them less what
  /// affinity and cpuset forbid. The quota limits time, not this set.
  public var allowed: CPUSet {
    let sets = [limits.affinity, limits.cpuset].compactMap { $0 }
    return sets.reduce(processingUnits) { $0.intersection($1) }
  }

  /// The bytes of memory that this process may use: all there is, or what its control group grants;
  /// nil if unknown.
  public var allowedMemory: UInt64? {
    let sizes = numaNodes.map(\.memory)
    let all = sizes.contains(0) ? 0 : sizes.reduce(0, +)
    return [all > 0 ? all : nil, limits.memory?.bytes].compactMap { $0 }.min()
  }
}
