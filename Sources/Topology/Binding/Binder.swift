import Synchronization

/// Binds threads to CPU sets, each for the time of a closure.
///
/// Make one before any thread is bound, and share it between all workers:
///
///     let binder = Binder(for: machine)
///     DispatchQueue.concurrentPerform(iterations: workers.count) { index in
///       binder.withBinding(to: workers[index].cpuSet) { binding in … }
///     }
///     if let notice = binder.notice { … }
///
/// A thread that is started by a bound thread inherits its CPU set: start
/// timers, writers and the like from unbound ones.
public final class Binder: Sendable {
  private let topology: HwlocTopology?
  /// Why nothing can be bound, nil if binding is possible.
  private let obstacle: String?
  /// What the maker's thread was bound to.
  private let home: CPUSet?
  private let record = Mutex(Record())

  private struct Record {
    /// How many closures run bound on a thread.
    var depths: [ThreadName: Int] = [:]
    /// Sets that threads were bound to.
    var lent: Set<CPUSet> = []
    var attempts = 0
    var refusals = 0
    var firstRefusal = ""
  }

  /// A binder for the threads of this process. Loads hwloc's list of
  /// processors, a few milliseconds, unless the machine is only described or
  /// unknown; then nothing will be bound.
  public init(for machine: Machine) {
    switch machine.origin {
    case .described: obstacle = "the topology is a description, not this system"
    case .unknown: obstacle = "the topology is unknown"
    case .thisSystem: obstacle = nil
    }
    let loaded = obstacle == nil ? HwlocTopology.load(.processors) : nil
    home = loaded?.threadBinding()
    topology = loaded
  }

  /// The kernel's refusals so far in one line, nil if there were none.
  ///
  /// Silent about a machine that is only described or unknown: the placement's
  /// notices say so already.
  public var notice: String? {
    record.withLock {
      guard $0.refusals > 0 else { return nil }
      return "\($0.refusals) of \(counted($0.attempts, "worker")) unbound: \($0.firstRefusal)"
    }
  }

  /// Runs `body` with the calling thread bound to `cpuSet`, then gives the
  /// thread back the set it had.
  ///
  /// Works on any thread, the main thread included; calls may be nested. A
  /// refusal of the kernel is told to `body` and remembered in ``notice``;
  /// `body` runs in any case. With nil nothing is bound.
  public func withBinding<Result, Failure: Error>(
    to cpuSet: CPUSet?, _ body: (Binding) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let cpuSet else { return try body(Binding(cpuSet: nil, notice: nil)) }
    if let obstacle { return try body(Binding(cpuSet: nil, notice: obstacle)) }
    let former: CPUSet
    switch bind(to: cpuSet) {
    case .bound(let set): former = set
    case .refused(let notice): return try body(Binding(cpuSet: nil, notice: notice))
    }
    defer { unbind(to: former) }
    return try body(Binding(cpuSet: cpuSet, notice: nil))
  }

  private enum Outcome {
    case bound(former: CPUSet)
    case refused(String)
  }

  /// Binds the calling thread if its present set can be read and so restored.
  private func bind(to cpuSet: CPUSet) -> Outcome {
    let former = topology?.threadBinding()
    let refusal = former == nil ? "the present CPU set cannot be read" : set(cpuSet)
    return record.withLock {
      $0.attempts += 1
      if let former, refusal == nil {
        let depth = $0.depths[.current, default: 0]
        $0.depths[.current] = depth + 1
        // A thread that a bound one started has a lent set, not its own.
        let inherited = depth == 0 && $0.lent.contains(former)
        $0.lent.insert(cpuSet)
        return .bound(former: inherited ? home ?? former : former)
      }
      let notice = "no binding to processing units \(cpuSet): \(refusal ?? "")"
      if $0.refusals == 0 { $0.firstRefusal = notice }
      $0.refusals += 1
      return .refused(notice)
    }
  }

  private func unbind(to former: CPUSet) {
    let refusal = set(former)
    record.withLock {
      let depth = $0.depths[.current, default: 1] - 1
      $0.depths[.current] = depth > 0 ? depth : nil
      guard let refusal, $0.refusals == 0 else { return }
      $0.firstRefusal = "no way back to processing units \(former): \(refusal)"
      $0.refusals += 1
    }
  }

  /// - Returns: nil if done, else why not
  private func set(_ cpuSet: CPUSet) -> String? {
    guard let topology else { return "hwloc cannot read this machine" }
    return topology.bindThread(to: cpuSet)
  }
}
