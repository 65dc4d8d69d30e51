/// What is known of one rule on one quadratic with noisy gradients: where second moments stay
/// bounded, how large they stay, and where almost every trajectory converges.
///
/// These differ. With a curvature that changes at random the squares may grow without bound while
/// almost every trajectory dies out: rare ones carry the mean. Then `lyapunovExponent` and
/// `meanSquareMargin` are both negative.
public struct StochasticTheory: Sendable {
  public let theory: StabilityTheory
  public let curvatures: [Double]
  public let hyperparameters: [Double]
  public let noise: NoiseModel
  let modes: [NoisyMode]

  /// - Parameters:
  ///   - curvatures: The curvatures λᵢ of the modes that move.
  ///   - hyperparameters: Those of `theory`, in its order.
  /// - Returns: `nil` if this is not known of the rule: one that reads several gradients in a
  ///   step, or solves an equation, answers noise in other ways.
  public init?(
    _ theory: StabilityTheory, curvatures: [Double], hyperparameters: [Double], noise: NoiseModel
  ) {
    guard Self.covers(theory) else { return nil }
    precondition(
      noise.gradientVariances.count <= 1 || noise.gradientVariances.count == curvatures.count,
      "additive noise takes one variance for all modes or one per mode")
    self.theory = theory
    self.curvatures = curvatures
    self.hyperparameters = hyperparameters
    self.noise = noise
    modes = curvatures.map { NoisyMode(theory, curvature: $0, hyperparameters) }
  }

  /// Whether this is known of a rule.
  public static func covers(_ theory: StabilityTheory) -> Bool {
    NoisyMode.optimizers.contains(theory.optimizer)
  }
}
