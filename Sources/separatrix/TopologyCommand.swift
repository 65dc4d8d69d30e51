import ArgumentParser
import Topology

struct TopologyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topology",
    abstract: "Show this machine and where a run's workers would be placed.",
    discussion: """
      HWLOC_SYNTHETIC describes another machine to plan for, for example \
      HWLOC_SYNTHETIC="pack:2 numa:1 core:32 pu:2".
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Option(
    help: ArgumentHelp("Number of workers (default: one per physical core).", valueName: "n"))
  var workers: Int?

  @Option(help: "What a worker is bound to: a core, a hardware thread (pu), or nothing.")
  var pin: Pin = .core

  @Option(help: "Text for people, JSON for programs.")
  var format: Format = .text

  func run() throws {
    let machine = Machine.discover()
    let report = TopologyReport(
      machine: machine, placement: try Placement(machine: machine, pin: pin, workers: workers))
    switch format {
    case .text: print(report.text)
    case .json: try printJSON(report)
    }
  }
}
