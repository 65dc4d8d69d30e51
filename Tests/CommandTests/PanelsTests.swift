import Foundation
import Testing

extension CommandTests {
  /// Pictures for papers: several panels, lines, marks, sizes.
  struct PanelsTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws {
      command = Command(in: try TemporaryDirectory())
      try command.succeed("run", Sample.small.write(to: directory))
      try command.succeed("run", Sample.cube.write(to: directory))
      try command.succeed(
        "run", "small.yaml", "--store", "nesterov.zarr", "--set", "optimizer=nesterov")
    }

    @discardableResult
    private func plot(_ words: String, to file: String = "map.svg") throws -> Data {
      let outcome = try command.line("plot -o \(file) \(words)")
      #expect(outcome.status == 0 && !outcome.wasKilled, "\(words): \(outcome.errors)")
      #expect(outcome.output == "\(file)\n")
      return try Picture(directory.bytes(file)).bytes
    }

    private func images(_ words: String) throws -> Int {
      let text = String(decoding: try plot(words), as: UTF8.self)
      return text.components(separatedBy: "<image ").count - 1
    }

    /// Each panel is one image, each colour bar another.
    @Test(arguments: [
      ("small.zarr", 1), ("small.zarr nesterov.zarr", 2),
      ("small.zarr nesterov.zarr --variable rate", 3),
      ("small.zarr nesterov.zarr --variable verdict --variable rate", 5),
      ("small.zarr --variable rate --variable steps --variable objective", 6),
      ("cube.zarr --slice eigenvalue_1=0.2,1,5", 3),
      ("cube.zarr --facet eigenvalue_1", 5), ("cube.zarr --facet eigenvalue_1=2", 2),
      ("cube.zarr --facet eigenvalue_1=2 --variable rate --variable verdict", 5),
      ("cube.zarr --slice eigenvalue_1=1 --facet momentum=3 --variable rate", 4),
      ("small.zarr cube.zarr --slice momentum=0.5 --variable steps", 3),
    ])
    func `stores, variables and slices are multiplied`(words: String, count: Int) throws {
      #expect(try images(words) == count)
    }

    @Test func `every option changes the picture`() throws {
      var seen: [Data] = []
      for more in [
        "", "--boundary", "--contour rate=0", "--contour rate=0,-0.01", "--contour objective=1e-3",
        "--mark momentum=0.9,learning_rate=0.01", "--mark momentum=0.9,learning_rate=0.01:here",
        "--mark momentum=0.9,learning_rate=0.01:", "--no-title", "--no-subtitle", "--no-legend",
        "--style paper", "--style talk", "--size 12x8cm", "--size 1200x900px", "--width 3.4in",
        "--font-size 12", "--line-width 3", "--panel-title One", "--no-theory",
      ] {
        seen.append(try plot("small.zarr --variable rate \(more)"))
      }
      #expect(Set(seen).count == seen.count, "two options look the same")
      #expect(try plot("small.zarr --dpi 144", to: "a.png") == plot("small.zarr", to: "b.png"))
      let fine = try Picture(plot("small.zarr --size 8.5x6cm --dpi 300", to: "c.png"))
      #expect(fine.size == [1004, 709])
      let page = String(decoding: try plot("small.zarr --size 8.5x6cm", to: "d.pdf"), as: UTF8.self)
      #expect(page.contains("/MediaBox [ 0 0 240.944882 170.07874 ]"))
    }

    @Test func `a level beside all values is said`() throws {
      let outcome = try command.line("plot small.zarr -o map.svg --contour peak=1e-300")
      #expect(outcome.status == 0)
      #expect(outcome.errors.contains("--contour peak: no cells on both sides of 10⁻³⁰⁰"))
    }

    @Test(arguments: ["png", "svg", "pdf"])
    func `another time, place and language give the same bytes`(ending: String) throws {
      let words =
        "small.zarr nesterov.zarr --variable verdict --variable rate --style paper --boundary "
        + "--contour rate=0 --mark momentum=0.5,learning_rate=0.02"
      let first = try plot(words, to: "map.\(ending)")
      // A second later, so that a time in the file would show.
      usleep(1_100_000)
      var elsewhere = command
      elsewhere.environment = ["TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE"]
      let outcome = try elsewhere.line("plot -o again.\(ending) \(words)")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try directory.bytes("again.\(ending)") == first)
    }

    @Test func `the image in an SVG is the store's cells, to NumPy`() throws {
      try command.succeed(
        "run", Sample.squares.write(to: directory), "--set", "axes.momentum.count=100")
      try plot("squares.zarr --style paper --boundary", to: "cells.svg")
      #expect(
        try Python.run("picture_cells.py", "squares.zarr", "cells.svg", in: directory)
          == "25600 cells agree\n")
    }
  }
}
