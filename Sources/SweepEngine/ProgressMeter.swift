import SweepPlan
import Synchronization

/// How far a sweep is: counted by the workers, read by whoever shows it.
public final class ProgressMeter: Sendable {
  public struct Reading: Sendable, Hashable {
    /// Cells computed.
    public var cells = 0
    /// The sum of their steps, over all seeds.
    public var cellSteps = 0
    /// Tiles that the sink has taken.
    public var tiles = 0
    /// Cells by `Verdict.rawValue`.
    public var verdicts = [Int](repeating: 0, count: Verdict.allCases.count)

    public init() {}
  }

  private let state = Mutex(Reading())

  public init() {}

  public var reading: Reading { state.withLock { $0 } }

  /// Counts a range of cells whose answers stand in `result`.
  func count(
    _ result: TileResult, rows: Range<Int>, columns: Range<Int>, rowLength: Int,
    cellSteps: Int
  ) {
    let verdicts = result[.verdict].bindMemory(to: UInt8.self)
    var counts = [Int](repeating: 0, count: Verdict.allCases.count)
    for row in rows {
      let first = row * rowLength + columns.lowerBound
      let cells = first..<first + columns.count
      let (odd, large) = bitSums(verdicts, cells)
      counts[Int(Verdict.converged.rawValue)] += cells.count - large
      counts[Int(Verdict.bounded.rawValue)] += cells.count - odd
      counts[Int(Verdict.diverged.rawValue)] += odd + large - cells.count
    }
    state.withLock { total in
      total.cells += rows.count * columns.count
      total.cellSteps += cellSteps
      for verdict in counts.indices { total.verdicts[verdict] += counts[verdict] }
    }
  }

  /// Counts a tile that the sink has taken.
  func countTile() { state.withLock { $0.tiles += 1 } }

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
