import ArgumentParser
import SweepPlan

/// The words that draw one figure, checked before anything is drawn.
struct FigureCommand {
  let figure: FigureList.Figure
  let words: [String]

  /// Subcommands that draw into `-o`.
  static let drawing: [any ParsableCommand.Type] = [
    PlotCommand.self, TraceCommand.self, ShadowCommand.self, MultistepCommand.self,
    CompareCommand.self,
  ]

  /// - Parameter options: Words that all commands of the list get.
  init(_ figure: FigureList.Figure, options: [String]) throws {
    self.figure = figure
    do {
      words = try ShellWords(figure.command).words + options
    } catch {
      throw figure.error(error.message)
    }
    let names = Self.drawing.compactMap { $0.configuration.commandName }
    let typed = words.first ?? ""
    guard names.contains(typed) else {
      throw figure.error(
        "\(quoted(typed)) draws no figure; expected \(names.joined(separator: ", "))"
          + (typed == "run"
            ? "; plot takes a sweep file too, and runs it"
            : didYouMean(typed, among: names)))
    }
    let output = words.first { $0 == "-o" || $0.hasPrefix("--output") }
    guard output == nil else {
      throw figure.error("\(output ?? "-o") is added, with the figure's name; leave it out")
    }
    let parsed: any ParsableCommand
    do {
      parsed = try Separatrix.parseAsRoot(arguments(output: "figure.png"))
    } catch {
      guard Separatrix.exitCode(for: error) != .success else {
        throw figure.error("draws nothing, but asks for help or the like; leave that option out")
      }
      // In one line, lists too.
      let message = Separatrix.message(for: error).replacing(":\n  - ", with: ": ")
        .replacing("\n  - ", with: ", ").replacing("\n", with: " ")
      throw figure.error(message)
    }
    guard Self.drawing.contains(where: { $0 == type(of: parsed) }) else {
      throw figure.error("draws nothing, but asks for help or the like; leave that option out")
    }
  }

  func arguments(output: String) -> [String] { words + ["-o", output] }

  /// As people write it in a shell, an option and its value together, in lines of at most so many
  /// letters.
  func text(output: String, width: Int = 90) -> String {
    var pieces: [String] = []
    for word in ["separatrix"] + arguments(output: output) {
      let isValue = pieces.last.map { $0.hasPrefix("-") && !$0.contains(" ") } ?? false
      if isValue, !word.hasPrefix("--"), let option = pieces.popLast() {
        pieces.append("\(option) \(ShellWords.quoted(word))")
      } else {
        pieces.append(ShellWords.quoted(word))
      }
    }
    var lines: [String] = []
    for piece in pieces {
      if let last = lines.last, last.count + piece.count + 3 <= width {
        lines[lines.count - 1] = "\(last) \(piece)"
      } else {
        lines.append(lines.isEmpty ? piece : "  \(piece)")
      }
    }
    return lines.joined(separator: " \\\n")
  }
}
