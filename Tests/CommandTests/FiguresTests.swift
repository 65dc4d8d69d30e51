import Foundation
import SweepPlan
import Testing

extension CommandTests {
  /// Lists of figures, and the one that comes with the program.
  struct FiguresTests {
    private let command: Command
    private var directory: TemporaryDirectory { command.directory }

    init() throws { command = Command(in: try TemporaryDirectory()) }

    private static let folder = Command.packageRoot.appendingPathComponent("Sweeps")

    private static func own() throws -> FigureList {
      let file = folder.appendingPathComponent("figures.yaml")
      return try FigureList(
        yaml: try String(contentsOf: file, encoding: .utf8), file: file.lastPathComponent)
    }

    @Test func `every picture in Sweeps has an entry, two lines to see, and a command`() throws {
      let list = try Self.own()
      let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      let pictures = files.filter { $0.hasSuffix(".png") }.map { String($0.dropLast(4)) }
      #expect(pictures.sorted() == list.figures.map(\.name).sorted())
      for figure in list.figures {
        #expect(figure.see.count == 2, "\(figure.name)")
        #expect(figure.see.allSatisfy { $0.count <= 105 }, "\(figure.name)")
        #expect(!(try ShellWords(figure.command).words.isEmpty))
      }
      // All commands are read before anything is told.
      let file = Self.folder.appendingPathComponent("figures.yaml").path
      try command.succeed("figures", file, "--list")
      let bytes = try pictures.reduce(0) { sum, name in
        sum + (try Data(contentsOf: Self.folder.appendingPathComponent("\(name).png"))).count
      }
      #expect(bytes < 2_500_000, "what everyone who clones has to fetch")
    }

    /// The page follows from the list: drawing one figure beside the other pictures writes it again.
    @Test func `the page in Sweeps is the one that the list makes`() throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      where !name.hasSuffix(".zarr") {
        try FileManager.default.copyItem(
          at: Self.folder.appendingPathComponent(name),
          to: URL(fileURLWithPath: directory.file(name)))
      }
      let page = try directory.bytes("README.md")
      try command.succeed("figures", "--only", "stiff_quadratic")
      #expect(try directory.bytes("README.md") == page)
    }

    /// Each command of the program's own list, with few cells and few steps.
    @Test func `every figure draws`() throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      where !name.hasSuffix(".png") && !name.hasSuffix(".zarr") {
        try FileManager.default.copyItem(
          at: Self.folder.appendingPathComponent(name),
          to: URL(fileURLWithPath: directory.file(name)))
      }
      for figure in try Self.own().figures {
        var words = try ShellWords(figure.command).words
        switch words[0] {
        case "plot":
          // The axes of a file's maps are its own; so are the settings.
          for file in words where file.hasSuffix(".yaml") {
            let yaml = try String(contentsOfFile: directory.file(file), encoding: .utf8)
            try directory.write(
              yaml.replacing(/count: \d+/, with: "count: 8").replacing(
                /steps: \d+/, with: "steps: 100"),
              file)
          }
        case "trace": words += ["--steps", "20"]
        case "shadow" where !words.contains("--at"):
          words += ["--set", "steps=10", "--set", "axes.learning_rate.values=[1,2]"]
        default: break
        }
        let outcome = try command.run(words + ["-o", "\(figure.name).png"])
        #expect(outcome.status == 0, "\(figure.name): \(outcome.errors)")
        #expect(try Picture(directory.bytes("\(figure.name).png")).format == "png")
      }
    }

    private func write(_ figures: String) throws {
      _ = try Sample.small.write(to: directory)
      try directory.write(figures, "figures.yaml")
    }

    @Test func `one that fails is named, and the rest go on`() throws {
      try write(
        """
        title: Mine
        figures:
          lost: {see: nothing, command: plot absent.yaml}
          disc: {title: A disc, see: "one\\ntwo", command: multistep gradient_descent --no-title}
        """)
      let outcome = try command("figures", "-o", "out", "--format", "svg")
      #expect(outcome.status == 66)
      #expect(outcome.errors.contains("lost: cannot read the sweep file absent.yaml"))
      #expect(outcome.errors.contains("1 of 2 figures failed: lost"))
      #expect(outcome.output.hasPrefix("disc.svg"))
      #expect(
        String(decoding: try directory.bytes("out/figures.md"), as: UTF8.self) == """
          # Mine

          ## A disc

          ![A disc](disc.svg)

          one
          two

              separatrix multistep gradient_descent --no-title -o disc.svg

          """)
    }

    /// A list that names what cannot be: its text, and what is said of it.
    struct Wrong: Sendable, CustomTestStringConvertible {
      let list: String
      let words: String
      var testDescription: String { words }
    }

    @Test(arguments: [
      Wrong(list: "title: x", words: "figures.yaml:1:1: figures is missing"),
      Wrong(list: "figures: {}", words: "figures has none"),
      Wrong(list: "figures: {a/b: {see: x, command: y}}", words: "names a picture's file"),
      Wrong(list: "figures: {a: {command: plot x}}", words: "figures.a has no see"),
      Wrong(list: "figures: {a: {see: x}}", words: "figures.a has no command"),
      Wrong(list: "figures: {a: {see: x, comand: y}}", words: "did you mean command?"),
      Wrong(
        list: "figures: {a: {see: x, command: run s.yaml}}", words: "plot takes a sweep file too"),
      Wrong(list: "figures: {a: {see: x, command: trac s.yaml}}", words: "did you mean trace?"),
      Wrong(list: "figures: {a: {see: x, command: plot s -o b.png}}", words: "leave it out"),
      Wrong(list: "figures: {a: {see: x, command: plot s | cat}}", words: "| means something else"),
      Wrong(list: "figures: {a: {see: x, command: plot s 'y}}", words: "not closed"),
      Wrong(list: "figures: {a: {see: x, command: plot s --sety}}", words: "--sety"),
      Wrong(list: "figures: {a: {see: x, command: plot s --help}}", words: "asks for help"),
      Wrong(list: "figures: {a: {see: x, command: plot --version}}", words: "draws nothing"),
      Wrong(list: "options: -h\nfigures: {a: {see: x, command: plot s}}", words: "asks for help"),
      Wrong(list: "page: a/b.md\nfigures: {a: {see: x, command: plot s}}", words: "page is"),
    ])
    func `faults are told with their place, before anything is drawn`(wrong: Wrong) throws {
      try directory.write(wrong.list, "figures.yaml")
      let outcome = try command("figures")
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("figures.yaml:"), "\(outcome.errors)")
      #expect(outcome.errors.contains(wrong.words), "\(outcome.errors)")
      #expect(try directory.contents() == ["figures.yaml"])
    }

    @Test func `names are listed, and unknown ones refused`() throws {
      try write("figures: {disc: {see: a disc, command: multistep bdf_2}}")
      #expect(try command.succeed("figures", "--list").output == "disc: a disc\n")
      let outcome = try command("figures", "--only", "disk")
      #expect(outcome.status == 64 && outcome.errors.contains("did you mean disc?"))
      #expect(try command("figures", "absent.yaml").status == 66)
    }

    @Test(arguments: [
      (#"a 'b c' "d e" f\ g"#, ["a", "b c", "d e", "f g"]), (#"--x='{a: 1}'"#, ["--x={a: 1}"]),
      (#""a\"b\c" ''"#, [#"a"b\c"#, ""]), ("  a\n b ", ["a", "b"]),
    ])
    func `words are a shell's`(text: String, words: [String]) throws {
      #expect(try ShellWords(text).words == words)
      // And again, from what is shown of them.
      #expect(try ShellWords(words.map(ShellWords.quoted).joined(separator: " ")).words == words)
    }
  }
}
