import CLanes
import SweepEngine
import SweepPlan
import Testing

/// Every cell of a sweep is computed exactly once, whatever its shape, its tiles and its workers: seen by
/// a kernel that computes nothing but notes what it is asked for.
struct CoverTests {
  static let shapes: [([Int], [Int])] = [
    ([1], [1]), ([1000], [1000]), ([1000], [64]), ([65536], [4096]), ([1, 1000], [1, 1000]),
    ([1000, 1], [1000, 1]), ([300, 300], [256, 256]), ([128, 128], [128, 128]),
    ([67, 131], [64, 64]), ([5, 7], [1, 1]), ([3, 5, 130], [1, 5, 64]), ([4, 3, 70], [4, 3, 70]),
    ([2, 3, 4, 70], [1, 2, 4, 64]), ([3, 2, 5, 7], [3, 2, 5, 7]), ([4, 4], [3, 3]),
    ([8, 256], [8, 256]), ([12, 1000], [12, 1000]), ([9, 500], [9, 500]),
  ]

  @Test(arguments: shapes, [1, 2, 3, 5, 16, 64])
  func `every cell is computed once`(shape: ([Int], [Int]), workers: Int) throws {
    let plan = try numberedPlan(shape: shape.0, tile: shape.1)
    let notes = KernelNotes(plan)
    let map = try Sweep(plan, notes.kernel(), workers: workers).map()
    #expect(notes.visits.allSatisfy { $0 == 1 })
    #expect(map.visits.allSatisfy { $0 == 1 })
    let steps = map.steps
    #expect(steps.indices.allSatisfy { steps[$0] == UInt32($0) })
    #expect(notes.tasks >= plan.grid.tileCount)
    if workers == 1 { #expect(notes.tasks == plan.grid.tileCount) }
  }

  /// Random plans of one to four axes, with clipped tiles, shared out between processes.
  @Test(arguments: 0..<60) func `every cell is computed once, in one of the shards`(
    seed: Int
  ) throws {
    var random = SplitMix64(state: UInt64(seed))
    let rank = Int.random(in: 1...4, using: &random)
    let longest = [3000, 150, 30, 12][rank - 1]
    let shape = (0..<rank).map { _ in Int.random(in: 1...longest, using: &random) }
    let tile = shape.map { Int.random(in: max(1, $0 / 5)...$0, using: &random) }
    let shards = Int.random(in: 1...5, using: &random)
    let plan = try numberedPlan(shape: shape, tile: tile)
    let notes = KernelNotes(plan)
    let map = SweepMap(plan)
    for shard in 0..<shards {
      let numbers = (0..<plan.grid.tileCount).filter { $0 % shards == shard }
      let list = TileList(plan.grid, numbers: numbers)
      let supply: any TileSupply = Bool.random(using: &random) ? list : Uncounted(list)
      let sweep = try Sweep(
        plan, notes.kernel(), workers: Int.random(in: 1...20, using: &random), supply: supply)
      #expect(try sweep.run(into: map, meter: ProgressMeter(), stop: StopSignal()) == .finished)
    }
    #expect(notes.visits.allSatisfy { $0 == 1 }, "\(shape) in \(tile)")
    #expect(map.visits.allSatisfy { $0 == 1 }, "\(shape) in \(tile)")
    let steps = map.steps
    #expect(steps.indices.allSatisfy { steps[$0] == UInt32($0) }, "\(shape) in \(tile)")
  }

  @Test func `subnormals are flushed on every worker, and nowhere else`() throws {
    let plan = try numberedPlan(shape: [64, 64], tile: [8, 8])
    let notes = KernelNotes(plan)
    let before = lanes_floating_point_control()
    _ = try Sweep(plan, notes.kernel(), workers: 5).map()
    #expect(notes.flushed)
    #expect(lanes_floating_point_control() == before)
  }
}
