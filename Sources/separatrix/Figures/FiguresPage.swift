import Figures
import Foundation
import SweepPlan

/// The page beside the pictures: each with what to see, and the command that draws it.
struct FiguresPage {
  let list: FigureList
  let commands: [FigureCommand]
  let format: FigureFormat

  /// In Markdown.
  ///
  /// - Parameter isThere: Whether the picture of a figure is; the others are left out.
  func text(_ isThere: (FigureCommand) -> Bool) -> String {
    var parts = ["# \(list.title)"]
    if !list.about.isEmpty { parts.append(list.about) }
    for command in commands where isThere(command) {
      let figure = command.figure
      let file = "\(figure.name).\(format.rawValue)"
      parts += [
        "## \(figure.title)", picture(file, figure.title), figure.see.joined(separator: "\n"),
        command.text(output: file).split(separator: "\n").map { "    \($0)" }
          .joined(separator: "\n"),
      ]
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// Markdown shows no PDF.
  private func picture(_ file: String, _ title: String) -> String {
    "\(format == .pdf ? "" : "!")[\(title.replacing("[", with: "(").replacing("]", with: ")"))](\(file))"
  }
}
