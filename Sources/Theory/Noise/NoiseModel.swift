/// How the gradient of a quadratic with curvatures λᵢ is disturbed, in the coordinates y in which
/// it is f = ½ Σ λᵢyᵢ²: anew and independently in every step, and without bias.
public struct NoiseModel: Sendable, Hashable {
  /// What the numbers ξ of multiplicative noise are like: mean 0, variance 1.
  public enum Distribution: Sendable, Hashable, CaseIterable {
    case gaussian
    /// −1 or 1, as likely.
    case twoPoint
  }

  /// How the curvature changes from step to step.
  public enum Curvature: Sendable, Hashable {
    /// It does not.
    case exact
    /// aᵢ = λᵢ(1 + σξ), with variance λᵢ²σ². Whether the modes share one ξ or have one each makes
    /// no difference to anything that theory says of them one by one.
    case scaled(relativeVariance: Double, Distribution)
    /// The mean over a batch of B samples, as in linear regression on gaussian features without
    /// errors in the targets. It mixes the modes:
    ///
    ///     A = (1/B) Σ aₛaₛᵀ,   aₛ ~ N(0, diag λ)
    case sampled(batch: Double)
  }

  public var curvature: Curvature

  /// The variances of what is added to the gradient: one per mode, or one for all of them, or none.
  public var gradientVariances: [Double]

  public init(curvature: Curvature = .exact, gradientVariances: [Double] = []) {
    self.curvature = curvature
    self.gradientVariances = gradientVariances
  }

  /// g + ξ
  public static func additive(variances: [Double]) -> NoiseModel {
    NoiseModel(gradientVariances: variances)
  }

  /// g (1 + σξ)
  public static func multiplicative(
    relativeVariance: Double, _ distribution: Distribution = .gaussian
  ) -> NoiseModel {
    NoiseModel(curvature: .scaled(relativeVariance: relativeVariance, distribution))
  }

  /// g = A y
  public static func randomCurvature(batch: Double) -> NoiseModel {
    NoiseModel(curvature: .sampled(batch: batch))
  }

  /// The noise with which gradient descent of the learning rate η is Langevin dynamics at the
  /// temperature T, discretised by the method of Euler and Maruyama:
  ///
  ///     x ← x − η g + √(2ηT) ξ,   so σ² = 2T/η
  ///
  /// - Reference: M. Welling, Y. W. Teh, ICML 2011.
  public static func langevin(temperature: Double, learningRate: Double) -> NoiseModel {
    additive(variances: [2 * temperature / learningRate])
  }

  /// Of what is added to a mode's gradient.
  func gradientVariance(_ mode: Int) -> Double {
    gradientVariances.count > 1 ? gradientVariances[mode] : gradientVariances.first ?? 0
  }
}
