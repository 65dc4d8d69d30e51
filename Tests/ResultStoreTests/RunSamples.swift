import Foundation
import ResultStore
import SweepPlan
import Synchronization

/// A sweep of so many tiles, of one cell each.
func planOfTiles(_ count: Int) throws -> Plan {
  try plan(
    """
    objective: {quadratic: {eigenvalues: [1]}}
    initial_point: 1
    optimizer: gradient_descent
    axes: {learning_rate: {from: 0, to: 3, count: \(count)}}
    steps: 10
    tile: [1]
    record: [verdict]
    """)
}

/// The start of a run of this process.
func start(_ run: RunID, _ plan: Plan, timeLimit: Double? = nil, element: String? = nil) -> RunStart
{
  RunStart(
    run, of: plan, instructionSet: "v4", workers: 64, binding: "core", nice: 10,
    timeLimit: timeLimit, tilesDone: 3, tilesToDo: 5, shard: "3/8", element: element)
}

func end(_ run: RunID, _ outcome: RunEnd.Outcome = .finished, reason: String? = nil) -> RunEnd {
  RunEnd(
    run, outcome, reason: reason, tiles: 5, cells: 1 << 40, cellSteps: 1 << 50, seconds: 0.1)
}

/// A run's file in a store: `jsonl`, `alive`.
func runFile(_ store: SweepStore, _ run: RunID, _ ending: String) -> String {
  "\(store.path)/verdict/runs/\(run.text).\(ending)"
}

/// Changes one member of the JSON object that a run's file holds, in all its lines.
func edit(_ file: String, _ change: (inout [String: Any]) -> Void) throws {
  let lines = try readBytes(file).split(separator: UInt8(ascii: "\n")).map { line in
    var object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] ?? [:]
    change(&object)
    return try JSONSerialization.data(withJSONObject: object) + Data("\n".utf8)
  }
  try writeBytes(lines.flatMap { $0 }, file)
}

/// Says that a run's process was on a host that is not this one.
func moveElsewhere(_ file: String) throws {
  try edit(file) { object in
    var process = object["process"] as? [String: Any]
    process?["host"] = "another-host"
    object["process"] = process
  }
}

/// A clock that stands until a test moves it.
final class TestClock: Sendable {
  private let time = Mutex<Duration>(.zero)

  var clock: MonotonicClock { MonotonicClock { self.time.withLock { $0 } } }

  func advance(by duration: Duration) { time.withLock { $0 += duration } }
}
