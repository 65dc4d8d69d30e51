import CLanes
import Foundation
import SweepEngine
import SweepPlan
import Synchronization
import Testing

/// A plan whose cells are told apart by their axes' values, which are their indices.
func numberedPlan(shape: [Int], tile: [Int]) throws -> Plan {
  let names = ["learning_rate", "momentum", "eigenvalue_0", "initial_point_0"]
  let axes = zip(names, shape).map { name, count in
    "\(name): {from: -0.5, to: \(Double(count) - 0.5), count: \(count)}"
  }
  let rest = names.dropFirst(shape.count)
  let sweep = try plan(
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

/// What the kernel of a numbered plan was asked.
final class KernelNotes: Sendable {
  private let plan: Plan
  private let state: Mutex<State>

  private struct State {
    var visits: [Int]
    var tasks = 0
    var flushed = true
    var threads: [ObjectIdentifier: Int] = [:]
  }

  init(_ plan: Plan) {
    self.plan = plan
    state = Mutex(State(visits: [Int](repeating: 0, count: plan.grid.cellCount)))
  }

  /// How often each cell was asked for.
  var visits: [Int] { state.withLock { $0.visits } }
  var tasks: Int { state.withLock { $0.tasks } }
  /// Whether subnormals were flushed each time.
  var flushed: Bool { state.withLock { $0.flushed } }
  /// How many threads asked.
  var threads: Int { state.withLock { $0.threads.count } }

  /// A kernel that computes nothing: it answers with the numbers of the cells, as their steps.
  ///
  /// - Parameter then: What it does besides, with the thread's number, from 0 in the order in which
  ///   they come.
  func kernel(then: @escaping @Sendable (KernelTask, Int) -> Void = { _, _ in }) throws -> Kernel {
    let model = try reference(for: plan)
    return Kernel(
      precision: model.precision, lanes: 1, dimension: model.dimension, isPlain: model.isPlain,
      isFused: false,
      run: { task in
        let cells = self.answer(task)
        let flushed = lanes_floating_point_control() & flushBits == flushBits
        then(task, self.note(cells, flushed: flushed))
        return cells.reduce(0, +)
      }, trace: { _ in })
  }

  /// Answers with the thread's number.
  private func note(_ cells: [Int], flushed: Bool) -> Int {
    state.withLock { state in
      for cell in cells { state.visits[cell] += 1 }
      state.tasks += 1
      state.flushed = state.flushed && flushed
      let count = state.threads.count
      let thread = ObjectIdentifier(Thread.current)
      state.threads[thread] = state.threads[thread] ?? count
      return state.threads[thread] ?? count
    }
  }

  private func answer(_ task: KernelTask) -> [Int] {
    let shape = plan.grid.shape
    return task.rows.flatMap { row in
      task.columns.map { column in
        let cell = row * task.rowLength + column
        let number = shape.indices.reduce(0) { number, axis in
          let values = task.parameters[axis]
          return number * shape[axis] + Int(values.values[cell / values.stride % values.count])
        }
        task.output[.verdict]?.storeBytes(of: 1, toByteOffset: cell, as: UInt8.self)
        task.output[.steps]?.storeBytes(
          of: UInt32(number), toByteOffset: 4 * cell, as: UInt32.self)
        return number
      }
    }
  }
}

/// A supply that does not tell how much it has.
struct Uncounted: TileSupply {
  private let supply: any TileSupply

  init(_ supply: any TileSupply) { self.supply = supply }

  func next() throws -> TileOffer { try supply.next() }
}

/// A sink that keeps nothing.
struct DiscardingSink: TileSink {
  func write(_ result: TileResult, by worker: Int) {}
}
