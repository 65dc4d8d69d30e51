import ArgumentParser
import Foundation
import ResultStore
import SweepEngine

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how much of a store is done, also while runs go on, here or elsewhere.",
    discussion: """
      A report: it exits with 0 whatever it finds. To test a store in a script there is \
      `separatrix verify`, which exits with 65 if something is damaged.
      """)

  @Argument(help: "The store (NAME.zarr).", completion: .directory)
  var store: String

  @Flag(help: "Read and check every byte, also of a large store.")
  var verify = false

  @Flag(help: "Also list all runs: when, where, how fast, and how they ended.")
  var runs = false

  @Flag(help: "Show it again and again, until the store is complete; Ctrl-C ends it.")
  var watch = false

  @Option(help: ArgumentHelp("Between two looks with --watch.", valueName: "time"))
  var every = TimeSpan(seconds: 2)

  @Option(help: "Text for people, JSON for programs.")
  var format: TopologyCommand.Format = .text

  func run() throws {
    guard watch else { return show(try look()) }
    let isTerminal = isatty(STDOUT_FILENO) == 1 && format == .text
    while true {
      let status = try look()
      // Home, and clear what is below: without the flicker of a cleared screen.
      if isTerminal { print("\u{1B}[H\u{1B}[J", terminator: "") }
      show(status)
      fflush(nil)
      if status.isComplete { return }
      Thread.sleep(forTimeInterval: every.seconds)
    }
  }

  private func look() throws -> StoreStatus {
    try StoreStatus(
      try SweepStore(opening: store, catalog: catalog), thoroughly: verify, listsRuns: runs)
  }

  private func show(_ status: StoreStatus) {
    switch format {
    // A line each, so that a program can follow.
    case .json: print((try? encodedJSON(status, isOneLine: watch)) ?? "{}")
    case .text: print(status.text.printable(keepsLines: true))
    }
  }
}
