extension Machine {
  /// One cache and who shares it.
  public struct Cache: Sendable, Hashable, Codable {
    /// What a cache holds.
    public enum Content: String, Sendable, Hashable, Codable {
      case data, instruction, unified
    }

    /// 1 is nearest to the core.
    public var level: Int
    public var content: Content
    /// Bytes, 0 if unknown.
    public var size: UInt64
    /// The processing units that share it.
    public var processingUnits: CPUSet

    /// The usual short name: `L1d`, `L1i`, `L2`.
    public var name: String {
      switch content {
      case .data: "L\(level)d"
      case .instruction: "L\(level)i"
      case .unified: "L\(level)"
      }
    }

    enum CodingKeys: String, CodingKey {
      case level, content, size
      case processingUnits = "processing_units"
    }
  }
}
