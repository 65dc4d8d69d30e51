import SweepPlan
import Synchronization

/// What one worker counts, or a few.
final class WorkerCounters: Sendable {
  enum Activity { case computing, writing, waiting, all }

  private let workers = Atomic<Int>(0)
  private let cells = Atomic<Int>(0)
  private let cellSteps = Atomic<Int>(0)
  private let tiles = Atomic<Int>(0)
  private let tilesInFlight = Atomic<Int>(0)
  private let converged = Atomic<Int>(0)
  private let bounded = Atomic<Int>(0)
  private let diverged = Atomic<Int>(0)
  /// Nanoseconds, like those below.
  private let longestTile = Atomic<Int>(0)
  private let computing = Atomic<Int>(0)
  private let writing = Atomic<Int>(0)
  private let waiting = Atomic<Int>(0)
  private let all = Atomic<Int>(0)
  /// Keeps the next worker's counts off this one's cache lines.
  private let padding: InlineArray<12, Int> = .init(repeating: 0)

  /// Counts a piece whose answers stand in `result`.
  func count(_ piece: Piece, of result: TileResult, cellSteps steps: Int) {
    let verdicts = result[.verdict].bindMemory(to: UInt8.self)
    let rowLength = result.tile.shape.last ?? 1
    let count = piece.rows.count * piece.columns.count
    var (odd, large) = (0, 0)
    for row in piece.rows {
      let first = row * rowLength + piece.columns.lowerBound
      let sums = bitSums(verdicts, first..<first + piece.columns.count)
      odd += sums.odd
      large += sums.large
    }
    converged.add(count - large)
    bounded.add(count - odd)
    diverged.add(odd + large - count)
    cells.add(count)
    cellSteps.add(steps)
  }

  func beginWorker() { workers.add(1) }

  func beginTile() { tilesInFlight.add(1) }

  /// Counts a tile that the sink has taken.
  func endTile(after time: Duration) {
    tilesInFlight.add(-1)
    tiles.add(1)
    longestTile.max(time.nanoseconds, ordering: .relaxed)
  }

  /// Tiles that were begun and never will be finished.
  func abandon(tiles: Int) { tilesInFlight.add(-tiles) }

  func spend(_ time: Duration, _ activity: Activity) {
    switch activity {
    case .computing: computing.add(time.nanoseconds)
    case .writing: writing.add(time.nanoseconds)
    case .waiting: waiting.add(time.nanoseconds)
    case .all: all.add(time.nanoseconds)
    }
  }

  func add(to total: inout ProgressMeter.Reading) {
    total.workers += workers.value
    total.cells += cells.value
    total.cellSteps += cellSteps.value
    total.tiles += tiles.value
    total.tilesInFlight += tilesInFlight.value
    total.verdicts[Int(Verdict.converged.rawValue)] += converged.value
    total.verdicts[Int(Verdict.bounded.rawValue)] += bounded.value
    total.verdicts[Int(Verdict.diverged.rawValue)] += diverged.value
    total.longestTile = max(total.longestTile, .nanoseconds(longestTile.value))
    total.times.computing += .nanoseconds(computing.value)
    total.times.writing += .nanoseconds(writing.value)
    total.times.waiting += .nanoseconds(waiting.value)
    total.times.all += .nanoseconds(all.value)
  }

  // A plain loop over pointers, which the compiler vectorises. Unsafe: `cells` lie in the column.

  /// How many verdicts have the lower bit (converged = 01₂, diverged = 11₂) and how many the upper
  /// (bounded = 10₂, diverged): two sums without a branch count all three, since none is missing.
  private func bitSums(
    _ verdicts: UnsafeMutableBufferPointer<UInt8>, _ cells: Range<Int>
  ) -> (odd: Int, large: Int) {
    guard let first = verdicts.baseAddress?.advanced(by: cells.lowerBound) else { return (0, 0) }
    var (odd, large) = (UInt32(0), UInt32(0))
    for cell in 0..<cells.count {
      odd &+= UInt32(first[cell] & 1)
      large &+= UInt32(first[cell] >> 1)
    }
    return (Int(odd), Int(large))
  }
}

extension Atomic<Int> {
  fileprivate var value: Int { load(ordering: .relaxed) }

  fileprivate func add(_ count: Int) { wrappingAdd(count, ordering: .relaxed) }
}

extension Duration {
  var nanoseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
  }
}
