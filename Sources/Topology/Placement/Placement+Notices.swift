extension Placement {
  /// One line for each thing that makes this placement other than "one worker
  /// on every core".
  static func notices(
    machine: Machine, pin: Pin, places: [Place], requested: Int?, count: Int
  ) -> [String] {
    var notices: [String] = []
    let allowed = machine.allowed
    let cores = machine.cores.filter { !$0.processingUnits.isDisjoint(with: allowed) }.count
    let unit = pin == .pu ? "processing unit" : "core"

    if allowed.isEmpty {
      notices.append("affinity and cpuset leave no known processing unit: workers run unbound")
    } else if cores < machine.cores.count {
      notices.append(
        "this process may use \(cores) of \(counted(machine.cores.count, "core")) "
          + "(processing units \(allowed))")
    }
    if let quota = machine.limits.quota, quota.workers < count {
      notices.append(
        "\(counted(count, "worker")) exceed the CPU quota of \(quota.words): "
          + "the kernel will make them wait")
    } else if let quota = machine.limits.quota, quota.workers < places.count, requested == nil {
      notices.append(
        "CPU quota \(short(quota.cores)) of \(counted(places.count, unit)): "
          + counted(count, "worker"))
    }
    if !places.isEmpty, count > places.count {
      notices.append(
        "\(counted(count, "worker")) exceed \(counted(places.count, unit)): "
          + "workers share \(unit)s")
    }
    let idle = allowed.count - places.count
    if pin == .core, count == places.count, idle > 0 {
      notices.append("\(counted(idle, "hyper-thread")) left idle: one worker per core")
    }
    return notices
  }
}
