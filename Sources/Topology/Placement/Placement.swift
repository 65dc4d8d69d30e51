/// Which workers a run has, and where each one works. A pure function of the
/// machine and the wish.
public struct Placement: Sendable, Hashable, Codable {
  /// One worker and its place.
  public struct Worker: Sendable, Hashable, Codable {
    /// 0, 1, 2, …: workers with neighbouring numbers are neighbours in the
    /// machine.
    public var index: Int
    /// What it is to be bound to; nil: it stays unbound.
    public var cpuSet: CPUSet?
    /// The position of its core in ``Machine/cores``; nil if it is not bound.
    public var core: Int?

    enum CodingKeys: String, CodingKey {
      case index
      case cpuSet = "cpu_set"
      case core
    }
  }

  public var pin: Pin
  public var workers: [Worker]
  /// What a person should know: first the machine's notices, then those on the
  /// number of workers; one line each.
  public var notices: [String]

  /// More workers than this are refused.
  public static let workerLimit = 65_536

  /// Places workers on the part of a machine that this process may use.
  ///
  /// - Parameters:
  ///   - pin: what a worker is bound to. On a machine of unknown topology
  ///     nothing is bound.
  ///   - workers: how many; nil: one per allowed core (for `pu`: per allowed
  ///     processing unit), but no more than a CPU quota keeps busy
  /// - Throws: ``TopologyError/badWorkerCount(_:)`` outside 1 …
  ///   ``workerLimit``
  public init(
    machine: Machine, pin: Pin = .core, workers requested: Int? = nil
  ) throws(TopologyError) {
    if let requested, !(1...Self.workerLimit).contains(requested) {
      throw .badWorkerCount(requested)
    }
    let places = Place.all(on: machine, pin: pin)
    let possible = min(max(1, places.count), Self.workerLimit)
    let quota = machine.limits.quota?.workers ?? possible
    let count = requested ?? min(possible, quota)

    // Chosen by turns, numbered in order: places are taken from every NUMA
    // node and every shared cache in turn, so that a few workers have the most
    // memory bandwidth, cache and clock; then numbered as they lie, so that
    // neighbouring workers, and the pages they touch first, share a node.
    let taken = Place.byTurns(places, on: machine).prefix(count).sorted { $0.order < $1.order }
    let bound = pin != .none && machine.origin != .unknown
    self.pin = pin
    self.workers = (0..<count).map { index in
      guard bound, !taken.isEmpty else { return Worker(index: index, cpuSet: nil, core: nil) }
      let place = taken[index * taken.count / count]
      return Worker(index: index, cpuSet: place.cpuSet, core: place.core)
    }
    notices =
      machine.notices
      + Self.notices(machine: machine, pin: pin, places: places, requested: requested, count: count)
  }
}
