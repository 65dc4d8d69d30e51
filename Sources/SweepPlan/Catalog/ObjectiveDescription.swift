/// What the catalog says of an objective.
public struct ObjectiveDescription: Sendable, Hashable {
  /// How a sweep file writes a coefficient.
  public enum Coefficient: Sendable, Hashable {
    /// One number, `a: 1`.
    case scalar(Hyperparameter)
    /// One number per coordinate, `eigenvalues: [100, 1]`; the list's length is the dimension.
    case list(key: String, element: Hyperparameter)
  }

  /// What the field is that optimizers follow.
  public enum Kind: String, Sendable, Hashable {
    /// The gradient of a function to be minimised.
    case minimisation
    /// (∂f/∂x, −∂f/∂y): the first half of the coordinates minimises f, the second maximises it.
    case game
    /// The gradient of a potential, for rules with a velocity.
    case potential
    /// A linear vector field that is no gradient.
    case field
  }

  /// Examples that every cell sees, `examples: [[1, 2, 0], [0, 1, 1]]`, one list each: features,
  /// then the target. Where features count the coordinates, also from files.
  public struct Examples: Sendable, Hashable {
    /// What a row holds, for people.
    public let summary: String
    public let defaults: [[Double]]
    /// Between which values a target may lie; `nil` if anywhere. Two classes of files have its ends,
    /// or −1 and 1.
    public let targets: ClosedRange<Double>?

    public init(summary: String, defaults: [[Double]], targets: ClosedRange<Double>? = nil) {
      self.summary = summary
      self.defaults = defaults
      self.targets = targets
    }
  }

  /// How many coordinates an iterate has.
  public enum DimensionRule: Sendable, Hashable {
    /// As many as the lists of coefficients or the initial point have numbers.
    case listed(ClosedRange<Int>)
    /// One per feature of an example.
    case features(ClosedRange<Int>)
    /// As the initial point has numbers: `perUnit` for each hidden unit and `others` more.
    case units(perUnit: Int, others: Int, ClosedRange<Int>)
  }

  /// Where the objective is least.
  public enum Minimizer: Sendable, Hashable {
    /// In several places, nowhere, or where only a solver finds.
    case unknown
    /// At one point; the last number repeats.
    case point([Double])
    /// Where the list of coefficients of that key says.
    case coefficients(String)
  }

  /// What users type, snake_case: `quadratic`.
  public let name: String
  /// One sentence.
  public let summary: String
  public let kind: Kind
  public let equation: String
  /// In the order in which the kernel reads them.
  public let coefficients: [Coefficient]
  /// Keys of coefficients that a faster kernel leaves out if they are fixed at zero.
  public let extras: [String]
  public let examples: Examples?
  public let dimensions: DimensionRule
  public let minimizer: Minimizer
  /// Where trajectories start when a sweep does not say, one value per coordinate; the last
  /// repeats.
  public let initialPoint: [Double]
  /// The velocity they start with, likewise, under a rule that has one.
  public let initialVelocity: [Double]
  /// What is known of minima, saddles and curvature, for people.
  public let known: String?
  public let source: String

  public init(
    name: String, summary: String, kind: Kind = .minimisation, equation: String,
    coefficients: [Coefficient], extras: [String] = [], examples: Examples? = nil,
    dimensions: DimensionRule, minimizer: Minimizer = .unknown, initialPoint: [Double],
    initialVelocity: [Double] = [0],
    known: String? = nil, source: String
  ) {
    self.name = name
    self.summary = summary
    self.kind = kind
    self.equation = equation
    self.coefficients = coefficients
    self.extras = extras
    self.examples = examples
    self.dimensions = dimensions
    self.minimizer = minimizer
    self.initialPoint = initialPoint
    self.initialVelocity = initialVelocity
    self.known = known
    self.source = source
  }

  /// The coefficients as single numbers, in the order in which the kernel reads them.
  public func hyperparameters(dimension: Int) -> [Hyperparameter] {
    coefficients.flatMap { coefficient in
      switch coefficient {
      case .scalar(let hyperparameter): [hyperparameter]
      case .list(_, let element): (0..<dimension).map(element.indexed)
      }
    }
  }
}

extension ObjectiveDescription.Coefficient {
  /// How a sweep file calls it.
  public var key: String {
    switch self {
    case .scalar(let hyperparameter): hyperparameter.name
    case .list(let key, _): key
    }
  }
}
