import Foundation
import SweepEngine
import SweepPlan
import Testing

/// The web server of `explore`, on a port of its own. It is killed when nobody holds it any more.
final class ExploreServer {
  let running: Running
  /// The page's address, with a token if there is one.
  let address: String
  let port: UInt16

  init(_ command: Command, _ words: String) throws {
    let words = words.split(separator: " ").map(String.init)
    let running = try command.start(["explore"] + words + ["--no-open"])
    try waitUntil("the address is printed") { running.output.contains("\n") }
    self.running = running
    address = String(running.output.dropLast())
    port = try #require(address.split(separator: ":").last.flatMap { UInt16($0.prefix(5)) })
  }

  func get(
    _ path: String, _ headers: [String: String] = [:], method: String = "GET"
  ) throws -> WebClient.Answer {
    try WebClient(port: port).ask("\(method) \(path) HTTP/1.1", headers)
  }

  func post(
    _ path: String, _ body: String, _ headers: [String: String] = [:]
  ) throws -> WebClient.Answer {
    try WebClient(port: port).post(path, body, headers)
  }

  /// The view that is asked for; the first one otherwise.
  func view(_ request: String = "{}") throws -> [String: Any] {
    let answer = try post("/api/view", request)
    #expect(answer.status == 200, "\(answer.error)")
    return try answer.json()
  }

  func viewName(_ request: String = "{}") throws -> String {
    try #require(view(request)["id"] as? String)
  }

  func end() throws -> Command.Outcome {
    running.send(SIGINT)
    return try running.wait(5)
  }
}

extension Sample {
  /// Two axes, ragged at the edges, with all verdicts.
  static let linear = Sample(
    name: "linear",
    yaml: """
      objective: {quadratic: {eigenvalues: [100, 1]}}
      initial_point: [1, 1]
      optimizer: heavy_ball
      axes:
        momentum: {from: 0, to: 1, count: 300}
        learning_rate: {from: 0, to: 0.05, count: 280}
      steps: 200
      """)

  /// A logarithmic axis, in float64.
  static let logarithmic = Sample(
    name: "logarithmic",
    yaml: """
      objective: {quadratic: {eigenvalues: [100, 1]}}
      optimizer: heavy_ball
      axes:
        momentum: {from: 0, to: 1, count: 256}
        learning_rate: {from: 1e-4, to: 0.1, count: 256, scale: log}
      steps: 100
      precision: float64
      """)

  func plan() throws -> Plan { try Plan(yaml: yaml, file: name, catalog: catalog) }

  /// All cells, computed in this process.
  func map() throws -> TileResult {
    let plan = try plan()
    let best = try #require(InstructionSet.available.last)
    let run = TileRun(plan: plan, kernel: try #require(Kernel.forPlan(plan, best)))
    #expect(run.compute(rows: 0..<plan.grid.shape[0], isCancelled: { false }))
    return run.result
  }
}
