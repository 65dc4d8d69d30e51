import SweepEngine
import SweepPlan
import Theory

/// The method that is looked at, and where it is from.
struct MultistepSubject {
  /// `heavy_ball`, `bdf_4`; `nil` for polynomials that were typed.
  let name: String?
  let method: MultistepMethod
  /// What a rule was given: `β = 9/10`.
  var values: [String] = []
  /// The rule of the catalog, if it is one.
  var rule: MultistepRule?
  /// What the catalog's theory says of it: `η = 2(1 + β)/λ`.
  var boundary: String?

  init(_ method: MultistepMethod) {
    name = nil
    self.method = method
  }

  /// - Throws: `Complaint` if nothing has the name, or a setting does not fit.
  init(named name: String, settings: [String]) throws {
    if let known = NamedMethod.all.first(where: { $0.name == name }) {
      guard settings.isEmpty else {
        throw Complaint(.usage, "\(name) is one method and has nothing to set")
      }
      self.name = name
      method = known.method
      return
    }
    guard let optimizer = catalog.optimizers.first(where: { $0.name == name }) else {
      throw Complaint(
        .usage,
        "no method is called \(quoted(name))\(didYouMean(name, among: Self.names)); separatrix "
          + "multistep shows all names")
    }
    let rules = MultistepRule.all.filter { $0.optimizer == name }
    guard !rules.isEmpty else {
      throw Complaint(
        .usage,
        "\(name) is no linear multistep method: its step is not a sum of multiples of iterates and "
          + "of gradients, or it takes several gradients; those that are: "
          + Self.rules.joined(separator: ", "))
    }
    var settings = try RuleSettings(settings, of: optimizer)
    let options = try settings.options()
    guard let rule = rules.first(where: { $0.holds(for: options) }) else {
      let others = options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      throw Complaint(
        .usage,
        "\(name) with \(others.joined(separator: " and ")) is no linear multistep method with fixed "
          + "coefficients")
    }
    self.name = name
    self.rule = rule
    let numbers = try settings.numbers(for: rule)
    guard let method = rule.method(numbers.map(\.value)) else {
      throw Complaint(
        .usage, "\(name) with these values divides by zero, or ignores the gradient")
    }
    self.method = method
    values =
      settings.chosen.map { "\($0): \($1)" } + numbers.map { "\($0.symbol) = \($0.value)" }
    boundary =
      StabilityTheory.all.first { theory in
        theory.optimizer == name
          && theory.options.allSatisfy { choice, allowed in
            options[choice].map(allowed.contains) ?? true
          }
      }?.boundaryFormula
  }

  /// Rules of the catalog that are methods.
  static var rules: [String] {
    catalog.optimizers.map(\.name).filter { name in
      MultistepRule.all.contains { $0.optimizer == name }
    }
  }

  static var names: [String] { rules + NamedMethod.all.map(\.name) }

  /// Every name with its sentence.
  static var overview: String {
    let width = names.map(\.count).max() ?? 0
    func list(_ title: String, _ entries: [(String, String)]) -> String {
      ([title] + entries.map { "  \($0.0.padded(to: width))  \($0.1)" }).joined(separator: "\n")
    }
    let optimizers = catalog.optimizers.filter { rules.contains($0.name) }
    return [
      list("rules of the catalog", optimizers.map { ($0.name, $0.summary) }),
      list("methods", NamedMethod.all.map { ($0.name, $0.summary) }),
      "any other: separatrix multistep --rho 1,-4/3,1/3 --sigma 2/3,0,0",
    ].joined(separator: "\n\n")
  }
}

extension MultistepRule {
  /// - Parameter chosen: By choice, its option.
  fileprivate func holds(for chosen: [String: String]) -> Bool {
    options.allSatisfy { choice, allowed in chosen[choice].map(allowed.contains) ?? true }
  }
}
