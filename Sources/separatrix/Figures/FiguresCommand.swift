import ArgumentParser
import Figures
import Foundation
import SweepEngine
import SweepPlan

struct FiguresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Draw all figures of a list, and the page that shows them.",
    discussion: """
      The list is YAML: figures: {NAME: {see: what to look at, command: the words of plot, trace, \
      shadow, multistep or compare that draw it, without -o}}; also title, about and page, of the page, \
      and options, which every command gets, as --dpi 100. Paths in commands begin at the list's \
      folder. The page, in Markdown, has the pictures that are there, what to see, and each command.
      """)

  @Argument(
    help: "The list (default: Sweeps/figures.yaml, or figures.yaml here).",
    completion: .file(extensions: ["yaml", "yml"]))
  var list: String?

  @Option(help: ArgumentHelp("Draw this figure alone; may be repeated.", valueName: "name"))
  var only: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where pictures and page go (default: beside the list).", valueName: "dir"))
  var output: String?

  @Option(help: "The pictures' format.")
  var format: FigureFormat = .png

  @Flag(name: .customLong("list"), help: "Only tell the names, and what to see.")
  var listsOnly = false

  func run() throws {
    let file = try list ?? usualList()
    let list = try FigureList(yaml: try readText(file, as: "list of figures"), file: file)
    let commands = try checked(list)
    let wanted = try wanted(of: list)
    let chosen = commands.filter { wanted.contains($0.figure.name) }
    if listsOnly {
      for command in chosen {
        print("\(command.figure.name): \(command.figure.see.joined(separator: " "))")
      }
      return
    }
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    let target = URL(fileURLWithPath: output ?? folder)
    do {
      try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    } catch {
      throw Complaint(
        .cannotCreate, "cannot create the folder \(target.path): \(error.localizedDescription)")
    }
    let failures = try draw(chosen, in: folder, to: target)
    try writePage(FiguresPage(list: list, commands: commands, format: format), to: target)
    guard let first = failures.first else { return }
    let names = failures.map(\.name).joined(separator: ", ")
    throw Complaint(
      ExitStatus(rawValue: first.status) ?? .badData,
      "\(failures.count) of \(counted(chosen.count, "figure")) failed: \(names)")
  }

  private func usualList() throws -> String {
    let names = ["Sweeps/figures.yaml", "figures.yaml"]
    guard let found = names.first(where: FileManager.default.fileExists) else {
      throw Complaint(
        .noInput,
        "there is no \(names.joined(separator: " and no ")) here; name a list of figures, or see "
          + "separatrix help figures")
    }
    return found
  }

  /// All commands, or the first fault of the list.
  private func checked(_ list: FigureList) throws -> [FigureCommand] {
    let options: [String]
    do {
      options = try ShellWords(list.options).words
    } catch {
      throw list.optionsError(error.message)
    }
    return try list.figures.map { try FigureCommand($0, options: options) }
  }

  private func wanted(of list: FigureList) throws -> Set<String> {
    let names = list.figures.map(\.name)
    for name in only where !names.contains(name) {
      throw Complaint(
        .usage,
        "--only \(name): the list has no such figure\(didYouMean(name, among: names)); it has "
          + names.joined(separator: ", "))
    }
    return Set(only.isEmpty ? names : only)
  }

  private struct Failure {
    let name: String
    let status: Int32
  }

  /// One after another, for each takes all cores that it can use.
  private func draw(
    _ commands: [FigureCommand], in folder: String, to target: URL
  ) throws -> [Failure] {
    let interrupts = Interrupts(stop: StopSignal())
    defer { interrupts.end() }
    var failures: [Failure] = []
    for command in commands {
      let file = target.appendingPathComponent("\(command.figure.name).\(format.rawValue)")
      let begin = ContinuousClock.now
      switch try FigureProcess(folder: folder)
        .run(command.arguments(output: file.path), stop: interrupts.stop)
      {
      case .drawn:
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        print("\(file.lastPathComponent)  \(String(format: "%.1f", seconds)) s")
        fflush(nil)
      case .failed(let words, let status):
        failures.append(Failure(name: command.figure.name, status: status))
        note("\(command.figure.name): \(words.replacing("separatrix: ", with: ""))")
      case .stopped: throw EarlyEnd(signal: interrupts.signal ?? SIGTERM)
      }
    }
    return failures
  }

  private func writePage(_ page: FiguresPage, to target: URL) throws {
    let file = target.appendingPathComponent(page.list.page)
    let text = page.text { command in
      let name = "\(command.figure.name).\(format.rawValue)"
      return FileManager.default.fileExists(
        atPath: target.appendingPathComponent(name).path)
    }
    do {
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      throw Complaint(
        .cannotCreate, "cannot write the page \(file.path): \(error.localizedDescription)")
    }
    print(page.list.page)
  }
}

extension FigureFormat: ExpressibleByArgument {}
