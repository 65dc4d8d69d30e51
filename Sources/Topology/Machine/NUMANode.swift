extension Machine {
  /// A piece of memory and the processing units that are nearest to it.
  ///
  /// A node of memory alone has no processing unit.
  public struct NUMANode: Sendable, Hashable, Codable {
    /// The operating system's index, as in `numactl`.
    public var index: Int
    /// Bytes of memory in this node, 0 if unknown.
    public var memory: UInt64
    public var processingUnits: CPUSet

    enum CodingKeys: String, CodingKey {
      case index, memory
      case processingUnits = "processing_units"
    }
  }
}
