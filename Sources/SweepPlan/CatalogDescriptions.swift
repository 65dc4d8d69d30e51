/// What the catalog says of an optimizer.
public struct OptimizerDescription: Sendable, Hashable {
  /// What users type, snake_case: `heavy_ball`.
  public let name: String
  /// One sentence.
  public let summary: String
  /// The update rule, one line per assignment.
  public let equation: [String]
  /// In the order in which the kernel reads them.
  public let hyperparameters: [Hyperparameter]
  /// Numbers remembered per coordinate between steps.
  public let statePerCoordinate: Int
  public let gradientsPerStep: Int
  public let source: String

  public init(
    name: String, summary: String, equation: [String], hyperparameters: [Hyperparameter],
    statePerCoordinate: Int, gradientsPerStep: Int = 1, source: String
  ) {
    self.name = name
    self.summary = summary
    self.equation = equation
    self.hyperparameters = hyperparameters
    self.statePerCoordinate = statePerCoordinate
    self.gradientsPerStep = gradientsPerStep
    self.source = source
  }
}

/// What the catalog says of an objective.
public struct ObjectiveDescription: Sendable, Hashable {
  /// How a sweep file writes a coefficient.
  public enum Coefficient: Sendable, Hashable {
    /// One number, `a: 1`.
    case scalar(Hyperparameter)
    /// One number per coordinate, `eigenvalues: [100, 1]`; the list's length is the dimension.
    case list(key: String, element: Hyperparameter)
  }

  /// What users type, snake_case: `quadratic`.
  public let name: String
  /// One sentence.
  public let summary: String
  public let equation: String
  /// In the order in which the kernel reads them.
  public let coefficients: [Coefficient]
  /// The numbers of coordinates for which kernels exist.
  public let dimensions: ClosedRange<Int>
  /// Whether a coordinate whose coefficients and start are zero changes nothing, so that a kernel of
  /// a higher dimension serves a lower one, bit for bit.
  public let isPadded: Bool
  /// Where trajectories start when a sweep does not say, one value per coordinate; the last
  /// repeats.
  public let initialPoint: [Double]
  public let source: String

  public init(
    name: String, summary: String, equation: String, coefficients: [Coefficient],
    dimensions: ClosedRange<Int>, isPadded: Bool = false, initialPoint: [Double], source: String
  ) {
    self.name = name
    self.summary = summary
    self.equation = equation
    self.coefficients = coefficients
    self.dimensions = dimensions
    self.isPadded = isPadded
    self.initialPoint = initialPoint
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

/// The names a sweep file may use.
public struct CatalogDescription: Sendable {
  public let optimizers: [OptimizerDescription]
  public let objectives: [ObjectiveDescription]

  public init(optimizers: [OptimizerDescription], objectives: [ObjectiveDescription]) {
    self.optimizers = optimizers
    self.objectives = objectives
  }
}
