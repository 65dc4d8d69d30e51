import CLanes
import SweepPlan
import Synchronization
import Threads
import Topology

/// Cells that need not lie on a plan's grid, run on every core with its kernel: at the grid's own
/// values they give what the sweep gives, bit for bit.
public struct PointSweep: Sendable {
  public let plan: Plan
  private let kernel: Kernel
  private let placement: Placement
  private let binder: Binder

  /// Points of one piece of work: enough for the widest vectors.
  private static var pieceUnit: Int { 64 }
  private static var piecesPerWorker: Int { 8 }

  /// - Precondition: the noise, if there is any, is the same in every cell.
  public init(plan: Plan, kernel: Kernel, placement: Placement, binder: Binder) {
    precondition(plan.noise?.isIndependent != true, "a point off the grid has no noise of its own")
    self.plan = plan
    self.kernel = kernel
    self.placement = placement
    self.binder = binder
  }

  /// The answers of points, in their order.
  ///
  /// - Parameter values: By axis of the plan: the value of each point, at least one.
  public func run(_ values: [[Double]]) -> TileResult {
    let count = values.first?.count ?? 0
    precondition(
      values.count == plan.axes.count && count > 0 && values.allSatisfy { $0.count == count },
      "every point has a value of every axis")
    let columns = PointColumns(values, of: plan, for: kernel)
    let result = TileResult(
      tile: Tile(number: 0, index: [0], origin: [0], shape: [count]), plan: plan)
    let workers = placement.workers.count
    let least = (count + workers * Self.piecesPerWorker - 1) / (workers * Self.piecesPerWorker)
    let piece = (least + Self.pieceUnit - 1) / Self.pieceUnit * Self.pieceUnit
    let next = Atomic<Int>(0)
    WorkerThreads.run(workers) { index in
      binder.withBinding(to: placement.workers[index].cpuSet) { _ in
        let control = lanes_flush_subnormals()
        defer { lanes_restore_floating_point_control(control) }
        while true {
          let first = next.wrappingAdd(piece, ordering: .relaxed).oldValue
          guard first < count else { return }
          run(columns, first..<min(first + piece, count), into: result)
        }
      }
    }
    return result
  }

  private func run(_ columns: PointColumns, _ points: Range<Int>, into result: TileResult) {
    columns.all.withUnsafeBufferPointer { parameters in
      _ = kernel.run(
        KernelTask(
          parameters: parameters, rowLength: result.tile.cellCount, rows: 0..<1, columns: points,
          steps: plan.steps, verdict: plan.verdict, cycle: plan.cycle,
          seeds: plan.seeds.map { 0..<$0.count }, output: KernelTask.Output(result),
          isCancelled: { false }))
    }
  }
}

/// The numbers that a kernel reads for points.
///
/// Unsafe: the memory is written in `init` only and lives as long as the columns, which is the
/// contract behind `@unchecked Sendable`.
private final class PointColumns: @unchecked Sendable {
  let all: [KernelTask.Column]
  private let memory: UnsafeMutableBufferPointer<Double>

  init(_ values: [[Double]], of plan: Plan, for kernel: Kernel) {
    let sources = plan.sources(kernelDimension: kernel.dimension, isPlain: kernel.isPlain)
    let fixed = sources.compactMap { if case .fixed(let value) = $0 { value } else { nil } }
    let drawn = sources.flatMap { source -> [Double] in
      guard case .drawn(let start, let coordinate, let axis) = source else { return [] }
      return values[axis].map { start.value(seed: $0, coordinate) }
    }
    let varied = values.reduce(0) { $0 + $1.count }
    memory = .allocate(capacity: fixed.count + varied + drawn.count)
    _ = memory.initialize(from: fixed + values.joined() + drawn)
    guard let base = memory.baseAddress else { preconditionFailure("a plan has parameters") }
    let count = values.first?.count ?? 0
    var nextFixed = 0
    var nextDrawn = fixed.count + varied
    all = sources.map { source in
      switch source {
      case .fixed:
        defer { nextFixed += 1 }
        return KernelTask.Column(values: base + nextFixed, count: 1, stride: 1)
      case .axis(let axis):
        return KernelTask.Column(
          values: base + fixed.count + axis * count, count: count, stride: 1)
      case .drawn:
        defer { nextDrawn += count }
        return KernelTask.Column(values: base + nextDrawn, count: count, stride: 1)
      }
    }
  }

  deinit { memory.deallocate() }
}
