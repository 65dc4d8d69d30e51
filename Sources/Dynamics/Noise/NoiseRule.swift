import SweepPlan

/// What a kernel needs to know of a plan's noise.
struct NoiseRule: Sendable {
  enum Sampling: Int, Sendable {
    case withReplacement, withoutReplacement, reshuffling
  }

  let kind: NoiseKind
  let isIndependent: Bool
  let isSampledOncePerStep: Bool
  /// What the numbers of a sample are; those of a minibatch name examples.
  let variate: Variate
  let sampling: Sampling
  /// Whether each coordinate has a number of its own, where one for all would do.
  let isSeparate: Bool
  /// Whether parameters are the variances of the coordinates.
  let hasCovariance: Bool
  /// Of Student's t; `nil` if they differ from cell to cell.
  let degreesOfFreedom: Double?
  let dimension: Int
  /// Gradients of a step that have samples of their own.
  let gradients: Int
  /// The largest batch of a cell, and whether some cells have smaller ones.
  let largestBatch: Int
  let batchVaries: Bool
  let exampleCount: Int
  /// Where the momentum stands among the rule's hyperparameters, for the temperature.
  let momentum: Int?
  /// Where the temperature stands there, if the rule itself brings the noise, and what divides its
  /// step.
  let temperature: Int?
  let substeps: Int?
  /// Philox blocks of a gradient's sample, of two numbers each. Student's t takes both for one.
  let blocks: Int
  /// Numbers of a gradient's sample.
  let numbers: Int

  /// `nil` if gradients are exact.
  init?(_ plan: Plan) {
    guard let noise = plan.noise else { return nil }
    kind = noise.kind
    isIndependent = noise.isIndependent
    isSampledOncePerStep = noise.isSampledOncePerStep
    hasCovariance = noise.hasCovariance
    isSeparate = noise.option(of: "across") != "together"
    dimension = plan.dimension
    gradients =
      noise.isSampledOncePerStep
      ? 1 : plan.optimizer.gradientsPerStep(options: plan.options) * plan.largestSubsteps
    exampleCount = plan.examples.count
    variate =
      switch noise.kind {
      case .studentT: .polar
      case .multiplicative where noise.option(of: "distribution") == "two_point": .sign
      default: .normal
      }
    sampling =
      switch noise.option(of: "sampling") {
      case "without_replacement": .withoutReplacement
      case "reshuffling": .reshuffling
      default: .withReplacement
      }

    func source(_ hyperparameter: Hyperparameter) -> Parameter.Source? {
      plan.parameters[plan.layout.noise]
        .first { $0.hyperparameter.name == hyperparameter.name }?.source
    }
    degreesOfFreedom =
      if case .fixed(let value)? = source(.degreesOfFreedom) { value } else { nil }
    switch source(.batchSize) {
    case .fixed(let size): (largestBatch, batchVaries) = (Int(size), false)
    case .axis(let axis):
      largestBatch = Int(plan.axes[axis].values.max() ?? 1)
      batchVaries = plan.axes[axis].count > 1
    case .drawn, nil: (largestBatch, batchVaries) = (0, false)
    }
    let names = plan.parameters[plan.layout.hyperparameters].map(\.hyperparameter.name)
    momentum = names.firstIndex(of: Hyperparameter.momentum.name)
    temperature =
      noise.isOfRule ? names.firstIndex(of: Hyperparameter.temperature.name) : nil
    substeps = names.firstIndex(of: Hyperparameter.substeps.name)
    blocks =
      switch kind {
      case .gaussian, .langevin: (dimension + 1) / 2
      case .studentT: dimension
      case .multiplicative: isSeparate ? (dimension + 1) / 2 : 1
      case .randomCurvature: (largestBatch * dimension + 1) / 2
      case .minibatch: 0
      }
    numbers = kind == .minibatch ? largestBatch : Variate.perBlock * blocks
  }

  /// Whether Student's t is made once for all cells; otherwise in the lanes, of the two numbers.
  var sharesStudent: Bool { !isIndependent && degreesOfFreedom != nil }

  /// Whether a fused kernel may add the noise: σ ξᵢ, the same ξ in every cell.
  var isPlainlyAdditive: Bool { kind == .gaussian && !hasCovariance && !isIndependent }

  /// Which gradient it is since the first step; one that is taken before has a number far from others.
  func number(step: Int, gradient: Int) -> Int {
    step == 0 ? Int(UInt32.max) : (step - 1) * gradients + gradient
  }
}
