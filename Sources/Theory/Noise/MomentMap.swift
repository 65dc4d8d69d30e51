/// What one step makes of the second moments of all modes, (E x², E xv, E v²) each about the
/// minimum. In every mode, S = E wwᵀ,
///
///     S ← M̄ S M̄ᵀ + u d dᵀ
///
/// in which u is the variance of the noise in the gradient; with Y = rᵀSr, of the point where it is
/// read,
///
///     u = σ² + λ²σ²ᵣ Y                          scaled, with the relative variance σ²ᵣ
///     uᵢ = σᵢ² + (λᵢ² Yᵢ + λᵢ Σⱼ λⱼYⱼ)/B         sampled
///
/// The means need not be known. Gradients are read at the same w by everything, so this is exact
/// at every step: the expected objective of a run, for instance, that starts where it starts.
public struct MomentMap: Sendable {
  /// The second moments of one mode.
  public struct Moments: Sendable, Hashable {
    /// E x², about the minimum.
    public var xx: Double
    /// E xv
    public var xv: Double
    /// E v²
    public var vv: Double

    public init(xx: Double, xv: Double, vv: Double) {
      self.xx = xx
      self.xv = xv
      self.vv = vv
    }

    /// Those of a state that is known.
    public init(x: Double, v: Double) {
      self.init(xx: x * x, xv: x * v, vv: v * v)
    }
  }

  private let modes: [NoisyMode]
  private let noise: NoiseModel

  public init(_ theory: StochasticTheory) {
    modes = theory.modes
    noise = theory.noise
  }

  /// One step. The velocities are those of `UpdateMap`.
  public func step(_ moments: [Moments]) -> [Moments] {
    let read = zip(modes, moments).map { mode, s in
      s.xx + 2 * mode.rv * s.xv + mode.rv * mode.rv * s.vv
    }
    let shared = zip(modes, read).reduce(0) { $0 + $1.0.curvature * $1.1 }
    return modes.indices.map { i in
      let (mode, s, lambda) = (modes[i], moments[i], modes[i].curvature)
      let returned =
        switch noise.curvature {
        case .exact: 0.0
        case .scaled(let relativeVariance, _): relativeVariance * lambda * lambda * read[i]
        case .sampled(let batch): (lambda * lambda * read[i] + lambda * shared) / batch
        }
      let u = noise.gradientVariance(i) + returned
      // M̄ = ⎡ p  q ⎤
      //     ⎣ m  n ⎦
      let (p, q) = (1 + lambda * mode.dx, mode.b + lambda * mode.dx * mode.rv)
      let (m, n) = (lambda * mode.dv, mode.e + lambda * mode.dv * mode.rv)
      return Moments(
        xx: p * p * s.xx + 2 * p * q * s.xv + q * q * s.vv + u * mode.dx * mode.dx,
        xv: p * m * s.xx + (p * n + q * m) * s.xv + q * n * s.vv + u * mode.dx * mode.dv,
        vv: m * m * s.xx + 2 * m * n * s.xv + n * n * s.vv + u * mode.dv * mode.dv)
    }
  }

  /// The moments after a number of steps.
  public func moments(after steps: Int, from start: [Moments]) -> [Moments] {
    (0..<steps).reduce(start) { moments, _ in step(moments) }
  }
}
