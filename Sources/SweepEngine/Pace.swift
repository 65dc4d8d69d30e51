import Synchronization

/// How fast each worker is, and so how much it takes at a time.
///
/// A kernel that has begun a piece cannot share it, so a sweep ends late by at most the time of the
/// piece that is finished last; but every piece costs something of its own, for its last undecided
/// cells do not fill a block. So a worker takes a part of what is left for it to do:
///
///     cells = cells left / (4 · workers) · min(1, own speed / mean speed)
///
/// Far from the end that is more than a tile, and tiles are computed whole; towards the end pieces
/// become smaller, for a slow core sooner than for others.
final class Pace: Sendable {
  private let workers: [Speed]

  /// Of the work left to it, a worker takes one of so many parts.
  private static var parts: Double { 4 }
  /// What is assumed of a core that has computed nothing yet.
  private static var unknown: Double { 0.25 }
  /// The slowest core that is reckoned with.
  private static var slowest: Double { 1 / 64 }

  /// Cell-steps and nanoseconds of a worker's last pieces, which only that worker writes.
  private final class Speed: Sendable {
    let cellSteps = Atomic<Int>(0)
    let nanoseconds = Atomic<Int>(0)
    /// Keeps the next worker's counts off this one's cache lines.
    let padding: InlineArray<12, Int> = .init(repeating: 0)
  }

  init(workers: Int) { self.workers = (0..<workers).map { _ in Speed() } }

  /// Notes a piece. Those before it count half as much each time: cores become slower and faster.
  func add(_ worker: Int, cellSteps: Int, nanoseconds: Int) {
    let speed = workers[worker]
    let former = (
      speed.cellSteps.load(ordering: .relaxed), speed.nanoseconds.load(ordering: .relaxed)
    )
    speed.cellSteps.store(former.0 / 2 + cellSteps, ordering: .relaxed)
    speed.nanoseconds.store(former.1 / 2 + max(1, nanoseconds), ordering: .relaxed)
  }

  /// How many cells a worker takes at once.
  ///
  /// - Parameters:
  ///   - left: Cells that nobody has taken; more may be left.
  ///   - whole: Cells of the tile; if the answer is not less, it need not be exact.
  func cells(for worker: Int, left: Int, whole: Int) -> Int {
    let count = Double(workers.count)
    if count == 1 { return whole }
    let share = Double(left) / (Self.parts * count)
    return Int(share * Self.slowest >= Double(whole) ? share : share * weight(of: worker))
  }

  private func weight(of worker: Int) -> Double {
    let own = rate(workers[worker])
    guard own > 0 else { return Self.unknown }
    let measured = workers.lazy.map(rate).filter { $0 > 0 }
    let mean = measured.reduce(0, +) / Double(measured.count)
    return max(Self.slowest, min(1, own / mean))
  }

  private func rate(_ speed: Speed) -> Double {
    let nanoseconds = speed.nanoseconds.load(ordering: .relaxed)
    guard nanoseconds > 0 else { return 0 }
    return Double(max(1, speed.cellSteps.load(ordering: .relaxed))) / Double(nanoseconds)
  }
}
