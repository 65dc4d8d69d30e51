import SweepEngine
import SweepPlan

/// What the catalog says of one entry.
struct CatalogPage: Encodable {
  struct Number: Encodable {
    let name: String
    let symbol: String
    let summary: String
    let `default`: Double?
    let usual: [Double]?
  }

  struct Option: Encodable {
    let name: String
    let summary: String
    let adds: [Number]
    let removes: [String]
  }

  struct Choice: Encodable {
    let name: String
    let summary: String
    let options: [Option]
  }

  let kind: String
  let name: String
  let summary: String
  let equation: [String]
  var numbers: [Number] = []
  var choices: [Choice] = []
  /// What else is known, each under a short title.
  var facts: [Fact] = []
  let example: String

  struct Fact: Encodable {
    let title: String
    let text: String
  }

  static let clippingSummary = "Gradients longer than c are shortened to c."

  /// `nil` if the catalog has no such name.
  init?(named name: String) {
    if let optimizer = catalog.rules.first(where: { $0.name == name }) {
      self.init(optimizer)
    } else if let objective = catalog.objectives.first(where: { $0.name == name }) {
      self.init(objective)
    } else if let schedule = Schedule(rawValue: name) {
      self.init(schedule)
    } else if let noise = NoiseKind(rawValue: name) {
      self.init(noise)
    } else if name == Hyperparameter.clipNorm.name {
      self.init()
    } else {
      return nil
    }
  }

  private init(_ optimizer: OptimizerDescription) {
    kind = optimizer.kind.rawValue
    name = optimizer.name
    summary = optimizer.summary
    equation = optimizer.equation
    numbers = optimizer.hyperparameters.map(Number.init)
    choices = optimizer.choices.map(Choice.init)
    let state = optimizer.statePerCoordinate
    let gradients = optimizer.gradientsPerStep
    facts.append(Fact("memory", "\(state) \(state == 1 ? "number" : "numbers") per coordinate"))
    let unit = optimizer.kind == .flow ? "substep" : "step"
    facts.append(
      Fact("cost", "\(gradients) \(gradients == 1 ? "gradient" : "gradients") per \(unit)"))
    if optimizer.kind == .flow {
      let scheme = optimizer.isStochastic ? "Euler–Maruyama" : "classical Runge–Kutta, order four"
      facts.append(Fact("steps", "step k ends at \(optimizer.stepEnd): \(scheme), in n substeps"))
    }
    if optimizer.startsWithVelocity {
      facts.append(Fact("start", "initial_point and initial_velocity"))
    }
    if let boundary = optimizer.boundary { facts.append(Fact("stable", boundary)) }
    if let energy = optimizer.storedEnergy { facts.append(Fact("energy", "f + \(energy)")) }
    facts.append(Fact("source", optimizer.source))
    let missing = optimizer.hyperparameters.filter { $0.defaultValue == nil }
      .map { "\($0.name): …" }.joined(separator: ", ")
    let word = optimizer.word
    example = "\(kind): " + (missing.isEmpty ? word : "{\(word): {\(missing)}}")
  }

  private init(_ objective: ObjectiveDescription) {
    kind = "objective"
    name = objective.name
    summary = objective.summary
    equation = [objective.equation]
    numbers = objective.coefficients.map { coefficient in
      switch coefficient {
      case .scalar(let hyperparameter): Number(hyperparameter)
      case .list(let key, let element):
        Number(
          name: key, symbol: element.symbol, summary: "\(element.summary), one per coordinate",
          default: element.defaultValue, usual: element.usualEnds)
      }
    }
    facts.append(Fact("field", objective.kind.meaning))
    facts.append(Fact("dimension", objective.dimensions.words))
    if let examples = objective.examples {
      var words = "rows: \(examples.summary)"
      if case .features = objective.dimensions {
        words += "; or files: {images: FILE, labels: FILE, classes: [3, 5]}"
      }
      facts.append(Fact("examples", words))
    }
    let start = objective.initialPoint.map(plain).joined(separator: ", ")
    facts.append(Fact("start", "[\(start)]"))
    if objective.initialVelocity != [0] {
      let velocity = objective.initialVelocity.map { "\($0)" }.joined(separator: ", ")
      facts.append(Fact("velocity", "[\(velocity)]"))
    }
    if let known = objective.known { facts.append(Fact("known", known)) }
    facts.append(Fact("source", objective.source))
    let missing = objective.coefficients.compactMap { coefficient -> String? in
      switch coefficient {
      case .scalar(let number): number.defaultValue == nil ? "\(number.name): …" : nil
      case .list(let key, let element): element.defaultValue == nil ? "\(key): […]" : nil
      }
    }.joined(separator: ", ")
    example = missing.isEmpty ? "objective: \(name)" : "objective: {\(name): {\(missing)}}"
  }

  private init(_ schedule: Schedule) {
    kind = "schedule"
    name = schedule.rawValue
    summary = schedule.summary
    equation = schedule.equation
    numbers = schedule.hyperparameters.map(Number.init)
    facts = [
      Fact("acts on", "the first hyperparameter of any optimizer: its step size"),
      Fact("first step", "with a warm-up the first step is 0 long"),
      Fact(
        "source",
        (schedule == .cosine ? "I. Loshchilov, F. Hutter, ICLR 2017; " : "")
          + "steps are counted as in optax"),
    ]
    example = "schedule: {\(name): {warmup: 50}}"
  }

  private init(_ noise: NoiseKind) {
    kind = "noise"
    name = noise.rawValue
    summary = noise.summary
    equation = [noise.equation]
    numbers = noise.hyperparameters.map(Number.init)
    choices = noise.choices.map(Choice.init)
    facts = [
      Fact("acts on", "the gradients of any optimizer; what is measured is exact"),
      Fact("independent", "false: all cells have the same random numbers; true: each its own"),
      Fact("sample", "each_gradient, or each_step for all gradients of a step"),
      Fact("source", noise.source),
    ]
    let first = noise.hyperparameters.first.map { $0.defaultValue == nil ? ": 0.1" : ": {}" } ?? ""
    let example = noise == .minibatch ? ": 8" : first
    self.example = "noise: {\(name)\(example)}"
  }

  /// Clipping.
  private init() {
    kind = "clipping"
    name = Hyperparameter.clipNorm.name
    summary = Self.clippingSummary
    equation = ["g ← g · min(1, c/‖g‖₂)"]
    numbers = [Number(.clipNorm)]
    facts = [
      Fact("acts on", "the gradients of any optimizer"),
      Fact("source", "R. Pascanu, T. Mikolov, Y. Bengio, ICML 2013"),
    ]
    example = "clip_norm: 1"
  }
}

extension CatalogPage.Number {
  init(_ hyperparameter: Hyperparameter) {
    self.init(
      name: hyperparameter.name, symbol: hyperparameter.symbol, summary: hyperparameter.summary,
      default: hyperparameter.defaultValue, usual: hyperparameter.usualEnds)
  }
}

extension OptimizerDescription {
  /// When step k of a flow ends.
  fileprivate var stepEnd: String {
    hyperparameters.contains(.startTime) ? "t = t₀ + k h" : "t = k h"
  }
}

extension Hyperparameter {
  fileprivate var usualEnds: [Double]? { usual.map { [$0.lowerBound, $0.upperBound] } }
}

extension CatalogPage.Choice {
  init(_ choice: SweepPlan.Choice) {
    self.init(
      name: choice.name, summary: choice.summary,
      options: choice.options.map { option in
        CatalogPage.Option(
          name: option.name, summary: option.summary,
          adds: option.adds.map(CatalogPage.Number.init), removes: option.removes)
      })
  }
}

extension CatalogPage.Fact {
  init(_ title: String, _ text: String) { self.init(title: title, text: text) }
}

extension ObjectiveDescription.Kind {
  fileprivate var meaning: String {
    switch self {
    case .minimisation: "∇f"
    case .game: "(∂f/∂x, −∂f/∂y): the first half minimises, the second maximises"
    case .potential: "∇f of a potential, for rules with a velocity"
    case .field: "a linear field that is no gradient"
    }
  }
}

extension ObjectiveDescription.DimensionRule {
  fileprivate var words: String {
    switch self {
    case .listed(let range) where range.count == 1: "\(range.lowerBound)"
    case .listed(let range): "\(range.lowerBound) to \(range.upperBound), as the lists are long"
    case .features: "one per feature of an example"
    case .units(let perUnit, let others, _):
      "\(perUnit) per hidden unit and \(others) more, as initial_point is long"
    }
  }
}
