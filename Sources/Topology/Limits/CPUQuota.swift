/// Processor time per time, granted by a control group (cgroup).
///
/// A quota is not a CPU set: a process with a quota of 1.5 may run on every
/// core, but is put to sleep once it has used 1.5 seconds per second.
public struct CPUQuota: Sendable, Hashable, Codable {
  /// Seconds of processor time per second; positive.
  public var cores: Double
  /// The directory of the control group that sets it.
  public var source: String

  public init(cores: Double, source: String) {
    self.cores = cores
    self.source = source
  }

  /// The most workers that it keeps busy: ``cores`` rounded up, at least 1.
  public var workers: Int {
    cores < Double(CPUSet.limit) ? max(1, Int(cores.rounded(.up))) : CPUSet.limit
  }

  /// "1.5 cores"
  var words: String { short(cores) == "1" ? "1 core" : "\(short(cores)) cores" }
}

extension CPUQuota {
  /// The tightest quota on this process, nil if there is none.
  static func ofThisProcess() -> CPUQuota? {
    withControlGroupFiles { CPUQuota(membership: $0, mounts: $1, read: readSystemFile) }
  }

  /// The tightest quota among a process's control groups and their parents.
  ///
  /// - Parameters:
  ///   - membership: the text of `/proc/self/cgroup`
  ///   - mounts: the text of `/proc/self/mountinfo`
  ///   - read: the text of a file, nil if it cannot be read
  package init?(membership: String, mounts: String, read: (String) -> String?) {
    let tightest = ControlGroup.tightest(
      controller: "cpu", membership: membership, mounts: mounts
    ) { version, directory in version.cores(in: directory, read: read) }
    guard let (cores, source) = tightest else { return nil }
    self.init(cores: cores, source: source)
  }
}

extension ControlGroup.Version {
  /// The quota that one control group sets, nil if it sets none.
  func cores(in directory: String, read: (String) -> String?) -> Double? {
    switch self {
    case .one:
      guard let quota = read("\(directory)/cpu.cfs_quota_us"),
        let period = read("\(directory)/cpu.cfs_period_us")
      else { return nil }
      return Self.cores(quota: quota, period: period)
    case .two:
      guard let fields = read("\(directory)/cpu.max")?.split(whereSeparator: \.isWhitespace),
        fields.count == 2
      else { return nil }
      return Self.cores(quota: String(fields[0]), period: String(fields[1]))
    }
  }

  /// Quota over period, both in microseconds. Version 1 writes −1 and version
  /// 2 writes `max` for "no quota": neither is a positive number.
  private static func cores(quota: String, period: String) -> Double? {
    guard let quota = Int(quota.filter { !$0.isWhitespace }), quota > 0,
      let period = Int(period.filter { !$0.isWhitespace }), period > 0
    else { return nil }
    return Double(quota) / Double(period)
  }
}
