/// Memory, granted by a control group (cgroup).
///
/// A process whose group goes beyond it is killed.
public struct MemoryLimit: Sendable, Hashable, Codable {
  public var bytes: UInt64
  /// The directory of the control group that sets it.
  public var source: String

  public init(bytes: UInt64, source: String) {
    self.bytes = bytes
    self.source = source
  }
}

extension MemoryLimit {
  /// The tightest limit on this process, nil if there is none.
  static func ofThisProcess() -> MemoryLimit? {
    withControlGroupFiles { MemoryLimit(membership: $0, mounts: $1, read: readSystemFile) }
  }

  /// The tightest limit among a process's control groups and their parents.
  ///
  /// - Parameters:
  ///   - membership: the text of `/proc/self/cgroup`
  ///   - mounts: the text of `/proc/self/mountinfo`
  ///   - read: the text of a file, nil if it cannot be read
  package init?(membership: String, mounts: String, read: (String) -> String?) {
    let tightest = ControlGroup.tightest(
      controller: "memory", membership: membership, mounts: mounts
    ) { version, directory in version.memory(in: directory, read: read) }
    guard let (bytes, source) = tightest else { return nil }
    self.init(bytes: bytes, source: source)
  }
}

extension ControlGroup.Version {
  /// The bytes that one control group grants, nil if it sets no limit.
  ///
  /// Version 2 writes `max` for "no limit", version 1 the largest number of whole pages: more than any
  /// machine has.
  fileprivate func memory(in directory: String, read: (String) -> String?) -> UInt64? {
    let name =
      switch self {
      case .one: "memory.limit_in_bytes"
      case .two: "memory.max"
      }
    guard let text = read("\(directory)/\(name)"),
      let bytes = UInt64(text.filter { !$0.isWhitespace }), bytes < 1 << 62
    else { return nil }
    return bytes
  }
}
