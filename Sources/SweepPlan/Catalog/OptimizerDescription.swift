/// What the catalog says of an optimizer, or of a flow, which a step follows for a time step.
public struct OptimizerDescription: Sendable, Hashable {
  /// What a rule is, by the key under which a sweep file names it.
  public enum Kind: String, Sendable, Hashable {
    case optimizer
    /// A differential equation, integrated from one step to the next.
    case flow
  }

  /// What the catalog knows it by: `heavy_ball`, `flow.heavy_ball`.
  public let name: String
  /// What a sweep file says, snake_case: `heavy_ball` of both.
  public let word: String
  public let kind: Kind
  /// One sentence.
  public let summary: String
  /// The update rule, one line per assignment.
  public let equation: [String]
  /// In the order in which the kernel reads them: the first scales the step, and a schedule acts on
  /// it. Options may add and remove others.
  public let hyperparameters: [Hyperparameter]
  /// At most four, in the order in which the kernel reads them.
  public let choices: [Choice]
  /// Numbers remembered per coordinate between steps.
  public let statePerCoordinate: Int
  /// Of a flow: per substep.
  public let gradientsPerStep: Int
  /// Whether a trajectory also starts with a velocity.
  public let startsWithVelocity: Bool
  /// Whether a step is the solution of an equation in which the gradient stands.
  public let isImplicit: Bool
  /// Whether the rule itself draws random numbers.
  public let isStochastic: Bool
  /// The energy that the rule keeps beside f, as a formula; their sum is its Lyapunov function. `nil`
  /// if that is f alone. A schedule does not act on the numbers in it.
  public let storedEnergy: String?
  /// Where the rule is known to be stable, in words and formulas; `nil` where nothing is.
  public let boundary: String?
  public let source: String

  public init(
    name: String, kind: Kind = .optimizer, summary: String, equation: [String],
    hyperparameters: [Hyperparameter],
    choices: [Choice] = [], statePerCoordinate: Int, gradientsPerStep: Int = 1,
    startsWithVelocity: Bool = false, isImplicit: Bool = false, isStochastic: Bool = false,
    storedEnergy: String? = nil, boundary: String? = nil, source: String
  ) {
    self.name = kind == .flow ? "\(kind.rawValue).\(name)" : name
    word = name
    self.kind = kind
    self.summary = summary
    self.equation = equation
    self.hyperparameters = hyperparameters
    self.choices = choices
    self.statePerCoordinate = statePerCoordinate
    self.gradientsPerStep = gradientsPerStep
    self.startsWithVelocity = startsWithVelocity
    self.isImplicit = isImplicit
    self.isStochastic = isStochastic
    self.storedEnergy = storedEnergy
    self.boundary = boundary
    self.source = source
  }

  /// What the rule reads with the given option of each choice, in the order of the kernel.
  public func hyperparameters(options: [Int]) -> [Hyperparameter] {
    let chosen = zip(choices, options).map { choice, option in choice.options[option] }
    let removed = chosen.flatMap(\.removes)
    return hyperparameters.filter { !removed.contains($0.name) } + chosen.flatMap(\.adds)
  }

  /// Gradients of a step with the given option of each choice.
  public func gradientsPerStep(options: [Int]) -> Int {
    zip(choices, options).reduce(gradientsPerStep) { $0 + $1.0.options[$1.1].moreGradients }
  }

  /// As titles name it: "heavy ball", "heavy ball flow".
  public var title: String { word.spaced + (kind == .flow ? " flow" : "") }

  /// The first option of each choice.
  public var defaultOptions: [Int] { choices.map { _ in 0 } }
}
