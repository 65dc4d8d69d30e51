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

    /// A long name, and columns of which it would take most.
    @Test(arguments: [40, 80, 200])
    func `the bar fits in the terminal`(columns: Int) throws {
      let name = "a_sweep_whose_name_tells_everything_about_it"
      try directory.write(Sample.endless.yaml, "\(name).yaml")
      let terminal = try Terminal(columns: UInt16(columns))
      let process = Process()
      process.executableURL = URL(fileURLWithPath: try Command.binary())
      process.arguments = ["run", "\(name).yaml", "--store", "\(columns).zarr", "--for", "1s"]
      process.currentDirectoryURL = URL(fileURLWithPath: directory.path)
      process.standardError = terminal.end
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      var text = ""
      while process.isRunning {
        text += terminal.read()
        usleep(50_000)
      }
      let bars = (text + terminal.read()).split(separator: "\r").filter { $0.contains("░") }
        .map { $0.replacing("\u{1B}[K", with: "") }
      #expect(bars.count >= 3, "\(text)")
      #expect(bars.allSatisfy { $0.count < columns && $0.contains(" %") }, "\(bars)")
      if columns == 200 { #expect(bars.allSatisfy { $0.contains("cell-steps/s") }) }
    }

    /// Every 2 s for 10 s, then every 10 s: the next after those five is due at 20 s.
    @Test func `lines become fewer`() throws {
      let outcome = try command.run(
        [
          "run", "endless.yaml", "--progress", "plain", "--for", "14.5s", "--workers", "1", "--set",
          "steps=1e8",
        ])
      #expect(outcome.status == 75)
      let lines = outcome.errorLines.count { $0.hasPrefix("endless: ") }
      #expect((4...5).contains(lines), "\(outcome.errors)")
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
