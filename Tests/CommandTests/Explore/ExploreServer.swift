import Explorer
import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Synchronization
import Testing
import Topology

/// Reads a sweep as users write it.
func plan(_ yaml: String) throws -> Plan {
  try Plan(yaml: yaml, file: "sweep.yaml", catalog: catalog)
}

/// Two axes, ragged at the edges, with all verdicts.
let linearSweep = """
  objective: {quadratic: {eigenvalues: [100, 1]}}
  initial_point: [1, 1]
  optimizer: heavy_ball
  axes:
    momentum: {from: 0, to: 1, count: 300}
    learning_rate: {from: 0, to: 0.05, count: 280}
  steps: 200
  """

/// The same with a logarithmic axis, and in float64.
let logarithmicSweep = """
  objective: {quadratic: {eigenvalues: [100, 1]}}
  optimizer: heavy_ball
  axes:
    momentum: {from: 0, to: 1, count: 256}
    learning_rate: {from: 1e-4, to: 0.1, count: 256, scale: log}
  steps: 100
  precision: float64
  """

/// Cells that stay bounded for a minute or so.
let slowSweep = """
  objective: {quadratic: {eigenvalues: [8, 7, 6, 5, 4, 3, 2, 1]}}
  optimizer: heavy_ball
  axes:
    momentum: {from: 0, to: 0.9, count: 1024}
    learning_rate: {from: 0, to: 0.1, count: 1024}
  steps: 1e7
  verdict: {tolerance: 0}
  """

func fastestKernel(for plan: Plan) throws -> Kernel {
  let best = try #require(InstructionSet.available.last)
  return try #require(Kernel.forPlan(plan, best))
}

/// All cells of a plan, computed by the engine as a sweep's workers do.
func map(of plan: Plan) throws -> TileResult {
  final class Keeper: TileSink {
    let kept = Mutex<TileResult?>(nil)
    func write(_ result: TileResult) { kept.withLock { $0 = result } }
  }
  let whole = Tile(
    number: 0, index: plan.axes.map { _ in 0 }, origin: plan.axes.map { _ in 0 },
    shape: plan.grid.shape)
  let machine = Machine.discover()
  let keeper = Keeper()
  _ = try Sweep(
    plan: plan, kernel: fastestKernel(for: plan), tiles: [whole],
    placement: try Placement(machine: machine, pin: .none, workers: 1),
    binder: Binder(for: machine)
  ).run(into: keeper, meter: ProgressMeter(), stop: StopSignal())
  return try #require(keeper.kept.withLock { $0 })
}

/// A server in this process, on a port of its own.
final class TestServer: Sendable {
  let port: UInt16
  let address: String
  private let task: Task<Void, any Error>

  init(
    _ subject: Exploration.Subject, workers: Int = 2, host: String = "127.0.0.1",
    token: String? = nil
  ) async throws {
    let exploration = try Exploration(
      subject, name: "test", file: "test.yaml", catalog: catalog,
      instructionSet: try #require(InstructionSet.available.last), workers: workers
    ) { order in Array("\(order.plan.grid.shape) \(order.variable.rawValue)".utf8) }
    let server = ExplorerServer(exploration, host: host, token: token)
    let (addresses, continuation) = AsyncStream<String>.makeStream()
    task = Task { try await server.run { continuation.yield($0) } }
    var iterator = addresses.makeAsyncIterator()
    address = try #require(await iterator.next())
    let digits = address.drop { $0 != ":" }.dropFirst().drop { $0 != ":" }.dropFirst()
    port = try #require(UInt16(digits.prefix { $0.isNumber }))
  }

  convenience init(_ yaml: String, workers: Int = 2) async throws {
    try await self.init(.sweep(plan(yaml)), workers: workers)
  }

  deinit { task.cancel() }

  func client() throws -> TestClient { try TestClient(port: port) }
}
