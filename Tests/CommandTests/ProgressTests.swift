import Foundation
import Testing

extension CommandTests {
  /// What goes to standard error while a sweep runs.
  struct ProgressTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws {
      command = Command(in: try TemporaryDirectory())
      _ = try Sample.endless.write(to: directory)
      _ = try Sample.small.write(to: directory)
    }

    /// The lines before the last, which says that the run was stopped.
    private func lines(_ outcome: Command.Outcome) -> [String] {
      #expect(outcome.status == 130 && outcome.output == "")
      #expect(outcome.errorLines.last?.hasPrefix("stopped: ") == true, "\(outcome.errors)")
      return outcome.errorLines.dropLast()
    }

    private func start(_ style: String) throws -> Running {
      try command.start(
        ["run", "endless.yaml", "--store", "\(style).zarr", "--progress", style])
    }

    private struct Line: Decodable {
      let cells, cellsTotal, cellSteps, tiles: Int
      let seconds: Double
      let secondsLeft: Double?
    }

    @Test func `json, plain and auto write lines, none nothing`() throws {
      let styles = ["json", "plain", "auto", "none"]
      let running = try styles.map(start)
      try waitUntil("two lines of JSON") {
        running[0].errors.split(separator: "\n").count >= 2
          && running[1].errors.contains("\n") && running[2].errors.contains("\n")
      }
      for process in running { process.send(SIGINT) }
      let outcomes = try running.map { try $0.wait(20) }

      let json = lines(outcomes[0])
      #expect(json.count >= 2)
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      var earlier = 0.0
      for text in json {
        let line = try decoder.decode(Line.self, from: Data(text.utf8))
        #expect(line.cellsTotal == 65536 && (1..<65536).contains(line.cells))
        #expect(line.seconds > earlier && line.tiles >= 1 && line.cellSteps >= line.cells)
        #expect(line.secondsLeft ?? 1 > 0)
        earlier = line.seconds
      }
      for outcome in outcomes[1...2] {
        for line in lines(outcome) {
          #expect(line.hasPrefix("endless: ") && line.contains(" of 65,536 cells, "))
          // Not a terminal: no bar, no control characters.
          #expect(!line.contains { $0 == "\r" || $0 == "\u{1B}" })
        }
      }
      #expect(lines(outcomes[3]) == [])
    }

    @Test(arguments: ["auto", "plain", "json", "none"])
    func `a short sweep has nothing to report`(style: String) throws {
      let outcome = try command("run", "small.yaml", "--progress", style)
      #expect(outcome.status == 0 && !outcome.wasKilled)
      #expect(outcome.errors == "")
      #expect(outcome.output.hasPrefix("store      small.zarr\n"))
    }
  }
}
