import ArgumentParser
import SweepEngine
import SweepPlan

struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Show what a sweep file may name: optimizers, flows, objectives, schedules, noise.",
    discussion: """
      Without a name, one line each. With a name, its page: equation, numbers with defaults and \
      usual values, variants, memory, cost, known boundary and source.
      """)

  @Argument(
    help: ArgumentHelp(
      "An optimizer, a flow, an objective, a schedule or a noise.", valueName: "name"),
    completion: .list(names))
  var name: String?

  @Option(help: "Text for people, JSON for programs.")
  var format: TopologyCommand.Format = .text

  private static var names: [String] {
    catalog.rules.map(\.name) + catalog.objectives.map(\.name)
      + Schedule.allCases.map(\.rawValue) + NoiseKind.allCases.map(\.rawValue)
      + [Hyperparameter.clipNorm.name]
  }

  func run() throws {
    guard let name else {
      switch format {
      case .text: print(Self.overview)
      case .json: try printJSON(Self.names.compactMap(CatalogPage.init(named:)))
      }
      return
    }
    guard let page = CatalogPage(named: name) else {
      let flow = "flow.\(name)"
      throw Complaint(
        .usage,
        "the catalog has no \(quoted(name))"
          + (Self.names.contains(flow)
            ? "; the flow is \(flow)" : didYouMean(name, among: Self.names))
          + "; separatrix catalog shows all names")
    }
    switch format {
    case .text: print(page.text)
    case .json: try printJSON(page)
    }
  }

  /// Every name with its sentence.
  private static var overview: String {
    let groups: [(title: String, entries: [(String, String)])] = [
      ("optimizers", catalog.optimizers.map { ($0.name, $0.summary) }),
      ("flows", catalog.flows.map { ($0.name, $0.summary) }),
      ("objectives", catalog.objectives.map { ($0.name, $0.summary) }),
      ("schedules", Schedule.allCases.map { ($0.rawValue, $0.summary) }),
      ("noise", NoiseKind.allCases.map { ($0.rawValue, $0.summary) }),
      ("clipping", [(Hyperparameter.clipNorm.name, CatalogPage.clippingSummary)]),
    ]
    let width = names.map(\.count).max() ?? 0
    let text = groups.map { group in
      ([group.title] + group.entries.map { "  \($0.padded(to: width))  \($1)" })
        .joined(separator: "\n")
    }
    return text.joined(separator: "\n\n")
  }
}
