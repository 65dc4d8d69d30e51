import SweepPlan

/// Where the map of a sweep with noise should change, and how large the errors are that stay: a
/// `Prediction` whose gradients are random.
///
/// Two boundaries take the place of one. Within the mean-square boundary second moments stay bounded;
/// within the almost-sure one nearly every trajectory dies out, though rare ones may carry the mean
/// away. With noise that is added to the gradient both are the boundary without noise.
public struct StochasticPrediction: Sendable {
  public enum Boundary: String, Sendable, CaseIterable {
    case withoutNoise = "without_noise"
    case meanSquare = "mean_square"
    case almostSure = "almost_sure"
  }

  /// Without noise.
  public let prediction: Prediction
  private let noise: Noise
  private let field: QuadraticField

  /// `nil` if the plan has no noise, or if nothing is known of it with this rule and objective.
  public init?(_ plan: Plan) {
    guard let noise = plan.noise, noise.kind != .minibatch, let prediction = Prediction(plan),
      StochasticTheory.covers(prediction.theory), let field = prediction.field as? QuadraticField,
      !field.isRotated || noise.isIsotropic
    else { return nil }
    self.noise = noise
    self.prediction = prediction
    self.field = field
  }

  /// Whether noise moves the boundary at all: not if it is only added to the gradient.
  public var movesBoundary: Bool { noise.kind == .multiplicative || noise.kind == .randomCurvature }

  /// What is known of a cell, for values in the order of the plan's parameters.
  public func theory(at values: [Double]) -> StochasticTheory? {
    StochasticTheory(
      prediction.theory,
      curvatures: (0..<field.modeCount).map { field.eigenvalue($0, at: values).real },
      hyperparameters: prediction.hyperparameters(values), noise: model(at: values))
  }

  /// Positive exactly where a cell is stable, zero on the boundary; that of `almostSure` is −Λ
  /// beyond the mean-square boundary, the rate at which trajectories die out.
  public func margin(_ boundary: Boundary, at values: [Double]) -> Double {
    switch boundary {
    case .withoutNoise: prediction.margin(at: values)
    case .meanSquare: theory(at: values)?.meanSquareMargin ?? -.infinity
    case .almostSure: theory(at: values).map(Self.almostSureMargin) ?? -.infinity
    }
  }

  /// Where the mean square shrinks nearly every trajectory dies out: there the exponent need not be
  /// asked, which is rough where steps are tiny.
  private static func almostSureMargin(_ theory: StochasticTheory) -> Double {
    let meanSquare = theory.meanSquareMargin
    return meanSquare >= 0 ? meanSquare : -theory.lyapunovExponent()
  }

  /// The noise in the coordinates in which the quadratic is a sum.
  private func model(at values: [Double]) -> NoiseModel {
    let plan = prediction.plan
    let numbers = Array(values[plan.layout.noise])
    switch noise.kind {
    case .gaussian:
      if noise.hasCovariance {
        return .additive(variances: (0..<field.modeCount).map { numbers[field.coordinate($0)] })
      }
      return .additive(variances: [numbers[0] * numbers[0]])
    case .studentT:
      let (sigma, degrees) = (numbers[0], numbers[1])
      let variance = degrees > 2 ? degrees / (degrees - 2) : .infinity
      return .additive(variances: [sigma == 0 ? 0 : sigma * sigma * variance])
    case .langevin:
      let names = plan.parameters[plan.layout.hyperparameters].map(\.hyperparameter.name)
      let momentum = names.firstIndex(of: Hyperparameter.momentum.name).map { values[$0] } ?? 0
      return .langevin(temperature: numbers[0] * (1 - momentum), learningRate: values[0])
    case .multiplicative:
      return .multiplicative(
        relativeVariance: numbers[0] * numbers[0],
        noise.option(of: "distribution") == "two_point" ? .twoPoint : .gaussian)
    case .randomCurvature:
      return .randomCurvature(batch: numbers[0])
    case .minibatch:
      return NoiseModel()
    }
  }
}

extension Noise {
  /// Whether turning the coordinates makes no difference to it.
  fileprivate var isIsotropic: Bool {
    !hasCovariance && option(of: "across") != "separately" && kind != .studentT
  }
}
