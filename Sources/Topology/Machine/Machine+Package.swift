extension Machine {
  /// What sits in one socket: cores, their caches, their memory controllers.
  public struct Package: Sendable, Hashable, Codable {
    /// The operating system's index.
    public var index: Int
    public var processingUnits: CPUSet

    enum CodingKeys: String, CodingKey {
      case index
      case processingUnits = "processing_units"
    }
  }
}
