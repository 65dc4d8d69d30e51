import SweepPlan
import Synchronization

/// How far a sweep is: counted by the workers, read by whoever shows it.
public final class ProgressMeter: Sendable {
  public struct Reading: Sendable, Hashable {
    /// Cells computed.
    public var cells = 0
    /// The sum of their steps.
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
  func count(_ result: TileResult, rows: Range<Int>, columns: Range<Int>, rowLength: Int) {
    var counted = Reading()
    let verdicts = result[.verdict].bindMemory(to: UInt8.self)
    let steps = result[.steps].bindMemory(to: UInt32.self)
    counted.cells = rows.count * columns.count
    for row in rows {
      let first = row * rowLength + columns.lowerBound
      counted.cellSteps += sum(steps, first..<first + columns.count)
      for cell in first..<first + columns.count { counted.verdicts[Int(verdicts[cell] & 3)] += 1 }
    }
    state.withLock { total in
      total.cells += counted.cells
      total.cellSteps += counted.cellSteps
      for verdict in counted.verdicts.indices {
        total.verdicts[verdict] += counted.verdicts[verdict]
      }
    }
  }

  /// Counts a tile that the sink has taken.
  func countTile() { state.withLock { $0.tiles += 1 } }

  private func sum(_ steps: UnsafeMutableBufferPointer<UInt32>, _ cells: Range<Int>) -> Int {
    var sum = 0
    for cell in cells { sum &+= Int(steps[cell]) }
    return sum
  }
}
