import Figures
import ResultStore
import SweepPlan

/// What the page needs to know once.
struct SessionDescription: Encodable {
  struct VerdictDescription: Encodable {
    let code: UInt8
    let name: String
    let color: String
  }

  struct VariableDescription: Encodable {
    let name: String
    let summary: String
    /// Whether it names a class, not an amount.
    let isCategory: Bool
    /// Whether its sign is what it tells.
    let isSigned: Bool
    /// Whether its values may span many orders of magnitude.
    let isPositive: Bool
  }

  let title: String
  let kind: String
  let name: String
  let file: String
  let version: String
  let optimizers: [NameDescription]
  let objectives: [NameDescription]
  let verdicts: [VerdictDescription]
  let variables: [VariableDescription]
  /// By name: 256 colours from low to high.
  let colorMaps: [String: [String]]
  let diverging: [String]
  let view: ViewDescription

  init(_ exploration: Exploration, view: ExploredView) {
    let description = exploration.description(of: view)
    title = description.title
    kind = exploration.subject.hasStore ? "store" : "sweep"
    name = exploration.name
    file = exploration.file
    version = SweepStore.engine
    optimizers = exploration.catalog.rules.map {
      NameDescription(name: $0.name, summary: $0.summary)
    }
    objectives = exploration.catalog.objectives.map {
      NameDescription(name: $0.name, summary: $0.summary)
    }
    verdicts = Palette.verdicts.map {
      VerdictDescription(code: $0.code, name: $0.name, color: $0.color.css)
    }
    variables = Variable.allCases.map {
      VariableDescription(
        name: $0.rawValue, summary: $0.summary, isCategory: $0.isOfVerdicts,
        isSigned: $0.isSigned, isPositive: $0.spansMagnitudes)
    }
    colorMaps = Dictionary(
      uniqueKeysWithValues: ColorMap.allCases.map { map in
        (map.rawValue, (0..<256).map { map.color(at: Double($0) / 255).css })
      })
    diverging = ColorMap.allCases.filter(\.isDiverging).map(\.rawValue)
    self.view = description
  }
}

extension Color {
  /// `#rrggbb`
  fileprivate var css: String {
    "#"
      + [red, green, blue].map { channel in
        let digits = String(channel, radix: 16)
        return digits.count == 1 ? "0\(digits)" : digits
      }.joined()
  }
}
