import CLanes
import Dispatch
import SweepEngine
import SweepPlan
import Synchronization
import Testing

/// How a sweep cuts tiles into tasks, seen by a kernel that computes nothing: it notes which cells it
/// is asked for, by the values of their parameters, and answers with their numbers.
struct ScheduleTests {
  /// Cells are told apart by their axes' values, which are their indices.
  private func plan(shape: [Int], tile: [Int]) throws -> Plan {
    let names = ["learning_rate", "momentum", "eigenvalue_0", "initial_point_0"]
    let axes = zip(names, shape).map { name, count in
      "\(name): {from: -0.5, to: \(Double(count) - 0.5), count: \(count)}"
    }
    let rest = names.dropFirst(shape.count)
    let sweep = try SweepEngineTests.plan(
      """
      objective: {quadratic: {eigenvalues: [\(rest.contains("eigenvalue_0") ? "1" : "null")]}}
      initial_point: [\(rest.contains("initial_point_0") ? "1" : "null")]
      optimizer: \(rest.contains("momentum") ? "{heavy_ball: {momentum: 0}}" : "heavy_ball")
      axes: {\(axes.joined(separator: ", "))}
      steps: 1
      """)
    // Tiles of any shape, also of such as a store would refuse.
    return Plan(
      optimizer: sweep.optimizer, objective: sweep.objective, dimension: sweep.dimension,
      parameters: sweep.parameters, axes: sweep.axes, steps: sweep.steps,
      precision: sweep.precision, verdict: sweep.verdict, record: sweep.quantities, tileShape: tile)
  }

  /// What the kernel was asked.
  private final class Notes: Sendable {
    private let state: Mutex<(visits: [Int], tasks: Int, flushed: Bool)>
    init(_ count: Int) { state = Mutex(([Int](repeating: 0, count: count), 0, true)) }

    func add(_ cells: [Int], flushed: Bool) {
      state.withLock { state in
        for cell in cells { state.visits[cell] += 1 }
        state.tasks += 1
        state.flushed = state.flushed && flushed
      }
    }
    var visits: [Int] { state.withLock { $0.visits } }
    var tasks: Int { state.withLock { $0.tasks } }
    var flushed: Bool { state.withLock { $0.flushed } }
  }

  private func kernel(for plan: Plan, _ notes: Notes) throws -> Kernel {
    let model = try reference(for: plan)
    let shape = plan.grid.shape
    return Kernel(
      precision: model.precision, lanes: 1, dimension: model.dimension, isPlain: model.isPlain,
      isFused: false,
      run: { task in
        var cells: [Int] = []
        for row in task.rows {
          for column in task.columns {
            let cell = row * task.rowLength + column
            let number = shape.indices.reduce(0) { number, axis in
              let values = task.parameters[axis]
              return number * shape[axis] + Int(values.values[cell / values.stride % values.count])
            }
            cells.append(number)
            task.output[.verdict]?.storeBytes(of: 1, toByteOffset: cell, as: UInt8.self)
            task.output[.steps]?.storeBytes(
              of: UInt32(number), toByteOffset: 4 * cell, as: UInt32.self)
          }
        }
        notes.add(cells, flushed: lanes_floating_point_control() & flushBits == flushBits)
        return cells.reduce(0, +)
      }, trace: { _ in })
  }

  static let shapes: [([Int], [Int])] = [
    ([1], [1]), ([1000], [1000]), ([1000], [64]), ([65536], [4096]), ([1, 1000], [1, 1000]),
    ([1000, 1], [1000, 1]), ([300, 300], [256, 256]), ([128, 128], [128, 128]),
    ([67, 131], [64, 64]), ([5, 7], [1, 1]), ([3, 5, 130], [1, 5, 64]), ([4, 3, 70], [4, 3, 70]),
    ([2, 3, 4, 70], [1, 2, 4, 64]), ([3, 2, 5, 7], [3, 2, 5, 7]), ([4, 4], [3, 3]),
  ]

  @Test(arguments: shapes, [1, 2, 3, 5, 16, 64])
  func `every cell is computed once`(shape: ([Int], [Int]), workers: Int) throws {
    let plan = try plan(shape: shape.0, tile: shape.1)
    let notes = Notes(plan.grid.cellCount)
    let map = try Sweep(plan, kernel(for: plan, notes), workers: workers).map()
    #expect(notes.visits.allSatisfy { $0 == 1 })
    #expect(map.visits.allSatisfy { $0 == 1 })
    let steps = map.steps
    #expect(steps.indices.allSatisfy { steps[$0] == UInt32($0) })
    #expect(notes.tasks >= plan.grid.tileCount)
    if workers == 1 { #expect(notes.tasks == plan.grid.tileCount) }
  }

  /// So that all workers finish together: one tile for four workers is cut into several parts each.
  @Test func `the last tiles are cut up for all workers`() throws {
    let plan = try plan(shape: [256, 256], tile: [256, 256])
    let notes = Notes(plan.grid.cellCount)
    _ = try Sweep(plan, kernel(for: plan, notes), workers: 4).map()
    #expect(notes.tasks >= 4 * 4)
  }

  @Test func `subnormals are flushed on every worker, and nowhere else`() throws {
    let plan = try plan(shape: [64, 64], tile: [8, 8])
    let notes = Notes(plan.grid.cellCount)
    let before = lanes_floating_point_control()
    _ = try Sweep(plan, kernel(for: plan, notes), workers: 5).map()
    #expect(notes.flushed)
    #expect(lanes_floating_point_control() == before)
    // The threads that worked come from a pool, and go back as they came.
    let isStandard = Mutex(true)
    DispatchQueue.concurrentPerform(iterations: 16) { _ in
      let control = lanes_floating_point_control()
      isStandard.withLock { $0 = $0 && control & flushBits == 0 }
    }
    #expect(isStandard.withLock { $0 })
  }
}
