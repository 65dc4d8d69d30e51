/// What makes a gradient stochastic. A rule sees G(x) in the place of ∇f(x), with fresh random numbers
/// in every step; E G(x) = ∇f(x).
///
/// With ξ standard normal, one for each coordinate unless said otherwise:
///
///     gaussian           G(x)ᵢ = ∇f(x)ᵢ + σ ξᵢ, or √cᵢ ξᵢ with the covariance's diagonal c
///     student_t          G(x)ᵢ = ∇f(x)ᵢ + σ tᵢ, t of Student's distribution with ν degrees of freedom
///     langevin           G(x)ᵢ = ∇f(x)ᵢ + √(2T(1 − β)/η) ξᵢ: √(2ηT(1 − β)) in the iterate
///     multiplicative     G(x)ᵢ = ∇f(x)ᵢ (1 + σ ξ)
///     random_curvature   G(x) = (1/B) Σ_b a_b a_bᵀ(x − x*), a_b normal with the Hessian as covariance
///     minibatch          G(x) = the gradient of the mean over B of the objective's n examples
///
/// - Source: random_curvature: L. Wu, C. Ma, W. E, 2018; langevin: M. Welling, Y. W. Teh, ICML 2011, and
///   with momentum T. Chen, E. Fox, C. Guestrin, ICML 2014.
public enum NoiseKind: String, Sendable, CaseIterable {
  case gaussian
  case studentT = "student_t"
  case langevin
  case multiplicative
  case randomCurvature = "random_curvature"
  case minibatch
}

/// The noise of a plan: a kind with what was chosen of it.
public struct Noise: Sendable, Hashable {
  public let kind: NoiseKind
  /// Whether the gaussian kind has a variance for each coordinate.
  public let hasCovariance: Bool
  /// By choice of the kind: the index of the option.
  public let options: [Int]
  /// Whether every cell has random numbers of its own; otherwise all cells have the same, which makes
  /// smoother maps and paired comparisons.
  public let isIndependent: Bool
  /// Whether all gradients of a step are of one sample; otherwise each has its own.
  public let isSampledOncePerStep: Bool
  /// Whether the rule itself brings it: its numbers are then the rule's.
  public let isOfRule: Bool

  public init(
    _ kind: NoiseKind, hasCovariance: Bool = false, options: [Int]? = nil,
    isIndependent: Bool = false, isSampledOncePerStep: Bool = false, isOfRule: Bool = false
  ) {
    self.kind = kind
    self.hasCovariance = hasCovariance
    self.options = options ?? kind.choices.map { _ in 0 }
    self.isIndependent = isIndependent
    self.isSampledOncePerStep = isSampledOncePerStep
    self.isOfRule = isOfRule
  }

  /// In the order in which the kernel reads them.
  public func hyperparameters(dimension: Int) -> [Hyperparameter] {
    if isOfRule { return [] }
    return hasCovariance
      ? (0..<dimension).map(Hyperparameter.covariance.indexed) : kind.hyperparameters
  }

  /// The chosen option of the choice `name`; `nil` if the kind has no such choice.
  public func option(of name: String) -> String? {
    zip(kind.choices, options).first { $0.0.name == name }.map { $0.options[$1].name }
  }
}

extension NoiseKind {
  /// The first of them is the one that a number alone gives: `{gaussian: 0.1}`.
  public var hyperparameters: [Hyperparameter] {
    switch self {
    case .gaussian, .multiplicative: [.sigma]
    case .studentT: [.sigma, .degreesOfFreedom]
    case .langevin: [.temperature]
    case .randomCurvature: [.batchSize.with(default: 1)]
    case .minibatch: [.batchSize]
    }
  }

  public var choices: [Choice] {
    switch self {
    case .multiplicative:
      [
        Choice(
          "distribution", "what ξ is",
          [
            .init("normal", "Standard normal."), .init("two_point", "1 or −1, equally often."),
          ]),
        Choice(
          "across", "how coordinates share ξ",
          [
            .init("together", "One ξ for all coordinates of a gradient."),
            .init("separately", "One for each."),
          ]),
      ]
    case .minibatch:
      [
        Choice(
          "sampling", "how examples are drawn",
          [
            .init("with_replacement", "Each of the B by itself."),
            .init("without_replacement", "B different ones, drawn afresh every time."),
            .init(
              "reshuffling",
              "In an order that is shuffled anew whenever all n were used; the last batch of an order "
                + "may be smaller."),
          ])
      ]
    case .gaussian, .studentT, .langevin, .randomCurvature: []
    }
  }

  /// One sentence.
  public var summary: String {
    switch self {
    case .gaussian: "Adds normal noise to every coordinate of the gradient."
    case .studentT: "Adds heavy-tailed noise: Student's t, whose variance is infinite for ν ≤ 2."
    case .langevin: "Adds what keeps the iterate at the temperature T."
    case .multiplicative: "Multiplies the gradient by 1 + σ ξ: noise that vanishes at rest."
    case .randomCurvature:
      "Takes the curvature from B random examples: a quadratic's stochastic twin."
    case .minibatch: "Takes the gradient of B of the objective's own examples."
    }
  }

  public var equation: String {
    switch self {
    case .gaussian: "G(x)ᵢ = ∇f(x)ᵢ + σ ξᵢ,  or √cᵢ ξᵢ with covariance: [c₀, c₁, …]"
    case .studentT: "G(x)ᵢ = ∇f(x)ᵢ + σ tᵢ"
    case .langevin: "G(x)ᵢ = ∇f(x)ᵢ + √(2T(1 − β)/η) ξᵢ"
    case .multiplicative: "G(x)ᵢ = ∇f(x)ᵢ (1 + σ ξ)"
    case .randomCurvature: "G(x) = (1/B) Σ_b a_b a_bᵀ(x − x*),  a_b ~ N(0, ∇²f)"
    case .minibatch: "G(x) = ∇ of the mean over B of n examples"
    }
  }

  public var source: String {
    switch self {
    case .gaussian, .minibatch: "H. Robbins, S. Monro, 1951, doi:10.1214/aoms/1177729586"
    case .studentT: "U. Şimşekli, L. Sagun, M. Gürbüzbalaban, 2019, arXiv:1901.06053"
    case .langevin:
      "M. Welling, Y. W. Teh, ICML 2011; with momentum T. Chen, E. Fox, C. Guestrin, ICML 2014"
    case .multiplicative, .randomCurvature: "L. Wu, C. Ma, W. E, NeurIPS 2018"
    }
  }
}

extension Hyperparameter {
  public static let sigma = Hyperparameter(
    name: "sigma", symbol: "σ", summary: "size of the noise", usual: 0...1)

  /// Of one coordinate's noise; indexed by coordinate.
  public static let covariance = Hyperparameter(
    name: "covariance", symbol: "c", summary: "variance of the noise")

  public static let degreesOfFreedom = Hyperparameter(
    name: "degrees_of_freedom", symbol: "ν",
    summary: "degrees of freedom: the smaller, the heavier",
    usual: 1...10)

  public static let temperature = Hyperparameter(
    name: "temperature", symbol: "T", summary: "temperature", usual: 0...1)

  public static let batchSize = Hyperparameter(
    name: "batch_size", symbol: "B", summary: "examples in a batch")
}
