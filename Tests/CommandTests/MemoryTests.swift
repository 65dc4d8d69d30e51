import Foundation
import SweepEngine
import SweepPlan
import Testing

/// Memory is told in advance: no less than a run takes, and not twice as much.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct MemoryTests {
  struct Case: CustomTestStringConvertible {
    let workers: Int
    let tile: Int
    let precision: Precision
    var seeds: String?

    var testDescription: String {
      "\(workers) workers, \(tile) × \(tile), \(precision) \(seeds ?? "")"
    }

    /// Ten rounds of tiles, so that every worker comes to begin one.
    var sweep: String {
      let columns = tile * 10
      return """
        objective: {quadratic: {eigenvalues: [100, 1]}}
        initial_point: 1
        optimizer: heavy_ball
        axes:
          momentum: {from: 0, to: 1, count: \(tile * workers)}
          learning_rate: {from: 0, to: 0.05, count: \(columns)}
        steps: 20
        precision: \(precision.rawValue)
        tile: [\(tile), \(tile)]
        \(seeds ?? "")
        """
    }
  }

  static let cases = [
    Case(workers: 1, tile: 256, precision: .float32),
    Case(workers: 8, tile: 512, precision: .float32),
    Case(workers: 64, tile: 256, precision: .float64),
    Case(workers: 8, tile: 256, precision: .float32, seeds: "noise: {gaussian: 0.1}\nseeds: 3"),
    Case(
      workers: 4, tile: 128, precision: .float64,
      seeds: "noise: {gaussian: 0.1}\nseeds: 20\nquantiles: [0.1, 0.9]"),
  ]

  @Test(arguments: cases) func `a run takes what was estimated`(item: Case) throws {
    let plan = try Plan(yaml: item.sweep, file: "sweep.yaml", catalog: catalog)
    let estimate = MemoryEstimate(plan, workers: item.workers).bytes
    let directory = try TemporaryDirectory()
    let file = "\(directory.path)/sweep.yaml"
    try item.sweep.write(toFile: file, atomically: true, encoding: .utf8)
    let run = try Command(in: directory).start([
      "run", file, "--workers", "\(item.workers)", "--pin", "none", "--progress", "none",
    ])
    let peak = PeakMemory(of: run.identifier)
    #expect(try run.wait(100).status == 0)
    let bytes = peak.bytes
    #expect(bytes < estimate, "\(bytes) bytes, estimated \(estimate)")
    #expect(2 * bytes > estimate, "\(bytes) bytes, estimated \(estimate)")
  }

  /// 16 million cells, whose numbers alone would take 600 MB in the forms that a picture goes through.
  @Test func `a picture takes the memory of its pixels, not of the cells`() throws {
    let command = Command(in: try TemporaryDirectory())
    try command.directory.write(
      """
      objective: {quadratic: {eigenvalues: [100, 1]}}
      initial_point: 1
      optimizer: heavy_ball
      axes:
        momentum: {from: 0, to: 1, count: 2048}
        learning_rate: {from: 0, to: 0.05, count: 8192}
      steps: 16
      record: [verdict, rate]
      """, "wide.yaml")
    try command.succeed("run", "wide.yaml")
    let plot = try command.start(["plot", "wide.zarr", "--variable", "rate", "-o", "wide.png"])
    let peak = PeakMemory(of: plot.identifier)
    #expect(try plot.wait(60).status == 0)
    #expect(peak.bytes < 400_000_000, "\(peak.bytes) bytes")
  }
}

/// The most memory that a process has had in use, looked at until it ends.
private final class PeakMemory: @unchecked Sendable {
  private let ended = DispatchSemaphore(value: 0)
  /// Written by the thread that looks, read when it has ended: the contract behind `@unchecked Sendable`.
  private var most = 0

  init(of process: Int32) {
    Thread.detachNewThread { [self] in
      while let now = Self.peak(of: process) {
        most = now
        usleep(3000)
      }
      ended.signal()
    }
  }

  var bytes: Int {
    ended.wait()
    defer { ended.signal() }
    return most
  }

  /// `nil` when it has ended.
  private static func peak(of process: Int32) -> Int? {
    let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 * 1024 }
  }
}
