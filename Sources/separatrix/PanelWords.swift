import Foundation
import SweepPlan

/// What is the same for all panels, said once, and what tells each from the others.
struct PanelWords {
  struct Panel {
    let store: String
    let optimizer: String
    let objective: String
    let variable: String
    let facts: [String]

    init(_ picture: MapPicture, _ map: MapPicture.Reading) {
      let file = URL(fileURLWithPath: picture.store.path).deletingPathExtension()
      store = file.lastPathComponent.spaced
      optimizer = map.words.plan.optimizer.title
      objective = map.words.plan.objective.name.spaced
      variable = picture.variable.rawValue.spaced
      facts = map.facts
    }
  }

  /// The optimizer and the objective, as far as all panels have the same.
  let title: String
  let subtitle: String
  /// One for each panel.
  let titles: [String]

  init(_ panels: [Panel]) {
    func differ(_ words: (Panel) -> String) -> Bool { Set(panels.map(words)).count > 1 }
    let names =
      [differ(\.optimizer) ? nil : panels[0].optimizer]
      + [differ(\.objective) ? nil : panels[0].objective]
    title = names.compactMap(\.self).joined(separator: " on ")
    let common = panels[0].facts.filter { fact in panels.allSatisfy { $0.facts.contains(fact) } }
    subtitle = common.joined(separator: " · ")

    let namesStore = Self.needsStore(panels, common)
    titles = panels.map { panel in
      let own = [
        namesStore ? panel.store : nil,
        !namesStore && differ(\.optimizer) ? panel.optimizer : nil,
        !namesStore && differ(\.objective) ? panel.objective : nil,
        differ(\.variable) ? panel.variable : nil,
      ].compactMap(\.self)
      return (own + Self.facts(of: panel, among: panels, namesStore, common))
        .joined(separator: ", ")
        // A line breaks between facts, not within one.
        .replacing(" = ", with: "\u{A0}=\u{A0}")
    }
  }

  /// What differs of a panel; of a store that is named, only from its other panels.
  private static func facts(
    of panel: Panel, among panels: [Panel], _ namesStore: Bool, _ common: [String]
  ) -> [String] {
    guard namesStore else { return panel.facts.filter { !common.contains($0) } }
    let others = panels.filter { $0.store == panel.store }
    return panel.facts.filter { fact in !others.allSatisfy { $0.facts.contains(fact) } }
  }

  /// Whether stores are told apart by their names: where they differ in nothing else, or in more
  /// than a title holds.
  private static func needsStore(_ panels: [Panel], _ common: [String]) -> Bool {
    guard Set(panels.map(\.store)).count > 1 else { return false }
    let signs = panels.map { panel in
      [panel.optimizer, panel.objective, panel.variable] + panel.facts
    }
    let differences = panels.map { $0.facts.filter { !common.contains($0) }.count }
    return Set(signs).count < panels.count || (differences.max() ?? 0) > 3
  }
}
