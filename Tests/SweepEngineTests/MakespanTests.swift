import Foundation
import SweepEngine
import SweepPlan
import Testing

/// Workers help each other with tiles that are begun, so that they end together.
@Suite(.timeLimit(.minutes(1)))
struct MakespanTests {
  /// The kernel sleeps instead of computing, so that there may be more workers than cores.
  private func sleep(_ seconds: Double, _ task: KernelTask) {
    Thread.sleep(forTimeInterval: seconds * Double(task.rows.count * task.columns.count))
  }

  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let begin = ContinuousClock.now
    try body()
    return (ContinuousClock.now - begin) / .seconds(1)
  }

  /// One of eight cores is ten times slower: together they do the work of 7.1.
  @Test(arguments: [true, false])
  func `one slow core does not hold the end up`(isCounted: Bool) throws {
    let plan = try numberedPlan(shape: [1024, 1024], tile: [128, 128])
    let cell = 4e-6
    let notes = KernelNotes(plan)
    let kernel = try notes.kernel { task, thread in sleep(thread == 0 ? 10 * cell : cell, task) }
    let list = TileList(plan.grid)
    let sweep = try Sweep(
      plan, kernel, workers: 8, supply: isCounted ? list : Uncounted(list))
    let time = try seconds {
      _ = try sweep.run(into: DiscardingSink(), meter: ProgressMeter(), stop: StopSignal())
    }
    let ideal = Double(plan.grid.cellCount) * cell / 7.1
    // A tile takes the slow core a whole ideal time: 0.65 s.
    #expect(time < 1.25 * ideal, "\(time) s, where \(ideal) s would be ideal")
    #expect(notes.visits.allSatisfy { $0 == 1 })
  }

  @Test(arguments: [[256, 256], [8, 256], [4096]])
  func `one tile is work for all workers`(shape: [Int]) throws {
    let plan = try numberedPlan(shape: shape, tile: shape)
    let notes = KernelNotes(plan)
    let cell = 0.66 / Double(plan.grid.cellCount)
    let kernel = try notes.kernel { task, _ in sleep(cell, task) }
    let time = try seconds { _ = try Sweep(plan, kernel, workers: 8).map() }
    // 0.66 s on one.
    #expect(time < 0.33)
    #expect(notes.threads == 8)
  }

  @Test func `far from the end tiles are computed whole`() throws {
    let plan = try numberedPlan(shape: [64, 64 * 200], tile: [64, 64])
    let notes = KernelNotes(plan)
    let kernel = try notes.kernel { task, _ in sleep(0.1e-6, task) }
    _ = try Sweep(plan, kernel, workers: 2).map()
    // All but the last eight; those and the first may be cut into at most 16 pieces each.
    #expect(notes.tasks < 200 + 10 * 15)
  }
}
