/// What a process may use of its machine. Nil means: no such limit is known.
public struct Limits: Sendable, Hashable, Codable {
  /// The affinity mask (`taskset`, Slurm, `numactl`).
  public var affinity: CPUSet?
  /// What the control group's cpuset allows.
  public var cpuset: CPUSet?
  /// The processor time that control groups grant.
  public var quota: CPUQuota?
  /// The memory that control groups grant.
  public var memory: MemoryLimit?

  public init(
    affinity: CPUSet? = nil, cpuset: CPUSet? = nil, quota: CPUQuota? = nil,
    memory: MemoryLimit? = nil
  ) {
    self.affinity = affinity
    self.cpuset = cpuset
    self.quota = quota
    self.memory = memory
  }
}
