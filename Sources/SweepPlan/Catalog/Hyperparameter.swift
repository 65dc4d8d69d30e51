/// A number that a sweep can fix or vary: of the optimizer, of the objective or of the start.
///
/// Defined once; its name serves the YAML key, the Zarr dimension, the axis label.
public struct Hyperparameter: Sendable, Hashable {
  /// What users type, snake_case: `learning_rate`.
  public let name: String

  /// What equations and plots show: `η`.
  public let symbol: String

  /// A phrase for people.
  public let summary: String

  /// The value when a sweep names none; `nil` if the sweep must name one.
  public let defaultValue: Double?

  /// Between which values people look; `nil` if that depends on the objective. Others are allowed.
  public let usual: ClosedRange<Double>?

  public init(
    name: String, symbol: String, summary: String, defaultValue: Double? = nil,
    usual: ClosedRange<Double>? = nil
  ) {
    self.name = name
    self.symbol = symbol
    self.summary = summary
    self.defaultValue = defaultValue
    self.usual = usual
  }

  /// The same quantity with another default, for a rule that is used with another.
  public func with(default value: Double) -> Hyperparameter {
    Hyperparameter(
      name: name, symbol: symbol, summary: summary, defaultValue: value, usual: usual)
  }

  /// The same quantity for coordinate `index`: `eigenvalue` → `eigenvalue_0`, `λ₀`.
  public func indexed(_ index: Int) -> Hyperparameter {
    let subscripts = String(index).map { digit in
      digit.wholeNumberValue.flatMap { UnicodeScalar(0x2080 + $0) }.map(Character.init) ?? digit
    }
    return Hyperparameter(
      name: "\(name)_\(index)", symbol: symbol + String(subscripts),
      summary: "\(summary), coordinate \(index)", defaultValue: defaultValue, usual: usual)
  }
}

extension Hyperparameter {
  public static let learningRate = Hyperparameter(
    name: "learning_rate", symbol: "η", summary: "learning rate",
    usual: 0...1)

  public static let momentum = Hyperparameter(
    name: "momentum", symbol: "β", summary: "share of the velocity that a step keeps",
    usual: 0...1)

  public static let beta1 = Hyperparameter(
    name: "beta1", symbol: "β₁", summary: "weight of the past in a step's direction",
    defaultValue: 0.9, usual: 0...1)

  public static let beta2 = Hyperparameter(
    name: "beta2", symbol: "β₂", summary: "share of its running mean that a step keeps",
    defaultValue: 0.999, usual: 0...1)

  public static let epsilon = Hyperparameter(
    name: "epsilon", symbol: "ε", summary: "what keeps a denominator from zero",
    defaultValue: 1e-8)

  public static let mass = Hyperparameter(
    name: "mass", symbol: "m", summary: "mass of the particle", defaultValue: 1,
    usual: 0.1...10)

  public static let friction = Hyperparameter(
    name: "friction", symbol: "γ", summary: "friction", defaultValue: 0, usual: 0...10)

  public static let timeStep = Hyperparameter(
    name: "time_step", symbol: "h", summary: "time step of the integrator",
    usual: 0...1)

  public static let substeps = Hyperparameter(
    name: "substeps", symbol: "n", summary: "equal steps of the integrator in a time step",
    defaultValue: 1)

  public static let startTime = Hyperparameter(
    name: "start_time", symbol: "t₀", summary: "time at which a trajectory starts",
    defaultValue: 0)

  public static let weightDecay = Hyperparameter(
    name: "weight_decay", symbol: "w", summary: "decoupled weight decay", defaultValue: 0,
    usual: 0...1)

  /// Where a trajectory starts; indexed by coordinate.
  public static let initialPoint = Hyperparameter(
    name: "initial_point", symbol: "x", summary: "initial point")

  /// What a trajectory starts with under a rule that has a velocity; indexed by coordinate.
  public static let initialVelocity = Hyperparameter(
    name: "initial_velocity", symbol: "v", summary: "initial velocity")

  /// Which of the initial points that are drawn at random.
  public static let startSeed = Hyperparameter(
    name: "start_seed", symbol: "s", summary: "seed of the initial point", defaultValue: 0)

  /// From where distances are measured; indexed by coordinate.
  public static let reference = Hyperparameter(
    name: "about", symbol: "x*", summary: "point from which distances are measured")

  /// The largest Euclidean norm that a gradient keeps: g ← g · min(1, c/‖g‖).
  public static let clipNorm = Hyperparameter(
    name: "clip_norm", symbol: "c", summary: "largest norm of the gradient")

  public static let warmup = Hyperparameter(
    name: "warmup", symbol: "w", summary: "steps over which the step size grows from zero",
    defaultValue: 0)

  public static let finalShare = Hyperparameter(
    name: "final", symbol: "φ", summary: "share of the step size after the last step",
    defaultValue: 0, usual: 0...1)
}
