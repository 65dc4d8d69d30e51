extension Machine {
  /// A physical core: one set of arithmetic units, and the processing units
  /// (hyper-threads) that take turns on it.
  public struct Core: Sendable, Hashable, Codable {
    /// The position in ``Machine/cores``, unique in the machine. (The
    /// operating system's own core index starts again in every package.)
    public var index: Int
    /// The position of its package in ``Machine/packages``, nil if unknown.
    public var package: Int?
    /// The position of its nearest memory in ``Machine/numaNodes``, nil if
    /// unknown.
    public var numaNode: Int?
    public var processingUnits: CPUSet
    /// How fast this core is beside the others: 0 is the slowest kind. Nil if
    /// all are alike, or if hwloc cannot tell.
    public var speed: Int?

    enum CodingKeys: String, CodingKey {
      case index, package
      case numaNode = "numa_node"
      case processingUnits = "processing_units"
      case speed
    }
  }
}
