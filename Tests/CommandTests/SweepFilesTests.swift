import Foundation
import SweepEngine
import SweepPlan
import Testing

extension CommandTests {
  /// The sweeps that come with the program: every file in `Sweeps/`.
  struct SweepFilesTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws { command = Command(in: try TemporaryDirectory()) }

    private static let folder = Command.packageRoot.appendingPathComponent("Sweeps")

    /// By name without ending, sorted. A folder that cannot be read has none, which a test finds.
    static let names: [String] = {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      return files.filter { $0.hasSuffix(".yaml") && $0 != "figures.yaml" }.map {
        String($0.dropLast(5))
      }.sorted()
    }()

    /// What sweeps read, which lies beside them, and what made it.
    static let data: [String] = {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      return files.filter { $0.hasSuffix("-ubyte.gz") || $0.hasSuffix(".py") }
    }()

    @Test func `data is small, and belongs to a sweep`() throws {
      var bytes = 0
      for file in Self.data {
        bytes += try Data(contentsOf: Self.folder.appendingPathComponent(file)).count
        let stem = file.prefix { $0 != "-" && $0 != "." }
        #expect(Self.names.contains { $0.hasPrefix(stem) }, "\(file) belongs to no sweep")
      }
      #expect(0 < bytes && bytes < 100_000)
    }

    @Test func `there are sweeps, pictures and the page that shows them, and nothing else`() throws
    {
      #expect(Self.names.count > 20)
      let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      for file in files where !file.hasSuffix(".yaml") && !Self.data.contains(file) {
        #expect(file.hasSuffix(".png") || file == "README.md", "\(file)")
      }
    }

    @Test(arguments: names)
    func `a sweep says what to see, and runs`(name: String) throws {
      let file = "\(name).yaml"
      let text = try String(
        contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect((2...4).contains(lines.prefix { $0.hasPrefix("# ") }.count), "the comment at the top")
      #expect(lines.allSatisfy { $0.count <= 100 })
      try directory.write(text, file)
      for file in Self.data {
        try FileManager.default.copyItem(
          at: Self.folder.appendingPathComponent(file),
          to: URL(fileURLWithPath: directory.file(file)))
      }

      let plan = try Plan(yaml: text, file: directory.file(file), catalog: catalog)
      #expect(plan.grid.cellCount <= 1 << 20, "more cells than seconds")
      var settings = ["steps=\(min(plan.steps, 200))"]
      var shape: [Int] = []
      for axis in plan.axes {
        switch axis.spacing {
        case .interval:
          settings.append("axes.\(axis.name).count=6")
          shape.append(6)
        case .values(let values):
          shape.append(values.count)
        }
      }
      let options = settings.flatMap { ["--set", $0] }
      let isFlat = shape.count <= 2
      try run(["run", file] + options + (isFlat ? ["--plot", "map.png"] : []))
      let status = try run(["status", "\(name).zarr", "--format", "json"]).json()
      let cells = shape.reduce(1, *)
      #expect(status["cells"] as? Int == cells && status["cells_done"] as? Int == cells)
      #expect(status["last_run"] as? String == "finished")
      #expect((status["damaged"] as? [Any])?.isEmpty == true)
      if isFlat { #expect(try Picture(directory.bytes("map.png")).format == "png") }
    }

    @discardableResult
    private func run(_ arguments: [String]) throws -> Command.Outcome {
      let outcome = try command.run(arguments)
      #expect(outcome.status == 0 && !outcome.wasKilled, "\(outcome.errors)")
      return outcome
    }
  }
}
