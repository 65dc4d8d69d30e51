import Foundation
import SweepEngine
import SweepPlan
import Synchronization
import Testing
import Topology

/// Reads a sweep as users write it.
func plan(_ yaml: String) throws -> Plan {
  try Plan(yaml: yaml, file: "sweep.yaml", catalog: catalog)
}

/// The plan's kernels: of every instruction set of this machine, fused if there is such a one and
/// not, then the one that defines it.
func kernels(for plan: Plan) throws -> [Kernel] {
  try InstructionSet.available.flatMap { instructionSet in
    let usual = try #require(Kernel.forPlan(plan, instructionSet))
    guard usual.isFused else { return [usual] }
    return try [usual, #require(Kernel.forPlan(plan, instructionSet, allowsFused: false))]
  } + [reference(for: plan)]
}

func reference(for plan: Plan) throws -> Kernel { try #require(Kernel.reference(for: plan)) }

/// The fastest kernel here, which computes what all of them do.
func fastest(for plan: Plan) throws -> Kernel {
  let best = try #require(InstructionSet.available.last)
  return try #require(Kernel.forPlan(plan, best))
}

extension Sweep {
  /// A sweep, of all tiles if nothing is said, on some threads that are not bound.
  init(
    _ plan: Plan, _ kernel: Kernel, workers: Int = 2, supply: (any TileSupply)? = nil
  ) throws {
    let machine = Machine.discover()
    self.init(
      plan: plan, kernel: kernel, supply: supply ?? TileList(plan.grid),
      placement: try Placement(machine: machine, pin: .none, workers: workers),
      binder: Binder(for: machine))
  }

  /// Runs to the end and answers with the whole map.
  func map() throws -> SweepMap {
    let sink = SweepMap(plan)
    let meter = ProgressMeter()
    #expect(try run(into: sink, meter: meter, stop: StopSignal()) == .finished)
    let tiles = sink.tiles
    #expect(meter.reading.cells == tiles.reduce(0) { $0 + plan.grid.tile($1).cellCount })
    #expect(meter.reading.tiles == tiles.count)
    return sink
  }
}

/// A sink that puts tiles together, and remembers how often each came.
final class SweepMap: TileSink {
  let plan: Plan
  private let state: Mutex<State>

  private struct State {
    var bytes: [Variable: [UInt8]]
    var visits: [Int]
    var tiles: [Int] = []
  }

  init(_ plan: Plan) {
    self.plan = plan
    let count = plan.grid.cellCount
    var bytes: [Variable: [UInt8]] = [:]
    for variable in Variable.plain {
      bytes[variable] = [UInt8](
        repeating: 0, count: count * variable.elementType(plan.precision).byteCount)
    }
    state = Mutex(State(bytes: bytes, visits: [Int](repeating: 0, count: count)))
  }

  func write(_ result: TileResult, by worker: Int) {
    let cells = plan.grid.cells(of: result.tile)
    state.withLock { state in
      state.tiles.append(result.tile.number)
      for cell in cells { state.visits[cell] += 1 }
      for variable in Variable.plain {
        let size = variable.elementType(plan.precision).byteCount
        let source = result[variable]
        // Taken out and put back, so that it is changed in place.
        var bytes = state.bytes.removeValue(forKey: variable) ?? []
        for (index, cell) in cells.enumerated() {
          for byte in 0..<size { bytes[cell * size + byte] = source[index * size + byte] }
        }
        state.bytes[variable] = bytes
      }
    }
  }

  /// The numbers of the tiles in the order in which they came.
  var tiles: [Int] { state.withLock { $0.tiles } }
  /// How many came: counted under the lock, for the thread sanitizer does not see that a copy of the
  /// array is given up before the next is appended.
  var tileCount: Int { state.withLock { $0.tiles.count } }
  /// How often each cell came.
  var visits: [Int] { state.withLock { $0.visits } }
  /// A variable's array.
  func bytes(_ variable: Variable) -> [UInt8] { state.withLock { $0.bytes[variable] ?? [] } }

  var verdicts: [UInt8] { bytes(.verdict) }
  var steps: [UInt32] { bytes(.steps).withUnsafeBytes { Array($0.bindMemory(to: UInt32.self)) } }

  func reals(_ variable: Variable) -> [Double] {
    bytes(variable).withUnsafeBytes { bytes in
      switch plan.precision {
      case .float32: bytes.bindMemory(to: Float.self).map { Double($0) }
      case .float64: Array(bytes.bindMemory(to: Double.self))
      }
    }
  }
}

extension SweepMap {
  /// The bytes of one cell.
  func bytes(_ variable: Variable, at cell: Int) -> [UInt8] {
    let size = variable.elementType(plan.precision).byteCount
    return state.withLock { Array($0.bytes[variable]?[cell * size..<(cell + 1) * size] ?? []) }
  }

  func isSame(as other: SweepMap) -> Bool {
    Variable.plain.allSatisfy { bytes($0) == other.bytes($0) }
  }
}

extension Grid {
  /// The row-major numbers of a tile's cells, in the tile's order.
  func cells(of tile: Tile) -> [Int] {
    var cells = [0]
    for axis in shape.indices {
      cells = cells.flatMap { cell in
        (0..<tile.shape[axis]).map { cell * shape[axis] + tile.origin[axis] + $0 }
      }
    }
    return cells
  }

  /// The index along each axis of the cell with the given row-major number.
  func cell(_ number: Int) -> [Int] {
    var rest = number
    return shape.reversed().map { count in
      defer { rest /= count }
      return rest % count
    }.reversed()
  }
}

/// Random numbers that are the same in every run: SplitMix64.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// A sweep file of the repository.
func repositorySweep(_ name: String) throws -> Plan {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  return try plan(
    String(contentsOf: root.appendingPathComponent("Sweeps/\(name).yaml"), encoding: .utf8))
}

/// The bits of the floating-point control register that flush subnormals.
let flushBits: UInt64 = {
  #if arch(x86_64)
    0x8040
  #else
    1 << 24
  #endif
}()
