import Foundation
import SweepEngine
import SweepPlan
import Synchronization
import Testing

/// What workers have each, and what they share.
@Suite(.timeLimit(.minutes(1)))
struct SharingTests {
  @Test func `there are as many threads as workers`() throws {
    let plan = try numberedPlan(shape: [1, 256], tile: [1, 1])
    let come = Mutex(Set<Int>())
    let kernel = try KernelNotes(plan).kernel { _, thread in
      _ = come.withLock { $0.insert(thread) }
      let end = ContinuousClock.now + .seconds(20)
      while come.withLock({ $0.count < 64 }), .now < end { Thread.sleep(forTimeInterval: 0.001) }
    }
    _ = try Sweep(plan, kernel, workers: 64).map()
    #expect(come.withLock { $0.count } == 64)
  }

  /// A million results of 64 × 64 cells would take tens of gigabytes.
  @Test(arguments: [1, 2, 7]) func `results use their memory again`(workers: Int) throws {
    let plan = try numberedPlan(shape: [128, 128], tile: [8, 32])
    let sink = ResultCounter()
    let sweep = try Sweep(plan, KernelNotes(plan).kernel(), workers: workers)
    _ = try sweep.run(into: sink, meter: ProgressMeter(), stop: StopSignal())
    #expect((1...workers).contains(sink.count))
  }

  /// The kernel's answer for a cell does not depend on what is asked for together with it.
  @Test(arguments: 0..<8) func `whatever the cuts, the bits are the same`(seed: Int) throws {
    let plan = try plan(
      """
      objective: {quadratic: {eigenvalues: [100, 1]}}
      initial_point: 1
      optimizer: heavy_ball
      axes: {momentum: {from: 0, to: 1, count: 75}, learning_rate: {from: 0, to: 0.05, count: 150}}
      steps: 200
      \(seed % 2 == 0 ? "" : "noise: {gaussian: {sigma: 0.1, independent: true}}")
      """)
    let whole = try fastest(for: plan)
    let cut = Kernel(
      precision: whole.precision, lanes: whole.lanes, dimension: whole.dimension,
      isPlain: whole.isPlain, isFused: whole.isFused,
      run: { task in
        var random = SplitMix64(state: UInt64(seed * 1000 + task.rows.lowerBound))
        return cuts(task.rows, using: &random).reduce(0) { steps, rows in
          cuts(task.columns, using: &random).reduce(steps) { steps, columns in
            steps
              + (whole.run(
                KernelTask(
                  parameters: task.parameters, rowLength: task.rowLength, rows: rows,
                  columns: columns, numbering: task.numbering, steps: task.steps,
                  verdict: task.verdict, output: task.output, isCancelled: task.isCancelled)) ?? 0)
          }
        }
      }, trace: { _ in })
    let map = try Sweep(plan, cut, workers: 3).map()
    #expect(map.isSame(as: try Sweep(plan, reference(for: plan), workers: 1).map()))
  }

  private final class ResultCounter: TileSink {
    private let results = Mutex(Set<ObjectIdentifier>())
    var count: Int { results.withLock { $0.count } }

    func write(_ result: TileResult, by worker: Int) {
      _ = results.withLock { $0.insert(ObjectIdentifier(result)) }
    }
  }
}

/// A range in one to five parts.
private func cuts(_ range: Range<Int>, using random: inout SplitMix64) -> [Range<Int>] {
  let inner = (0..<Int.random(in: 0...4, using: &random)).map { _ in
    Int.random(in: range, using: &random)
  }
  let ends = Set([range.lowerBound, range.upperBound] + inner).sorted()
  return zip(ends, ends.dropFirst()).map { $0..<$1 }
}
