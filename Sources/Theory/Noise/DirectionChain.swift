import Foundation

/// The Lyapunov exponent of a mode whose curvature is scaled by 1 + σξ, without random numbers.
///
/// The direction θ of w = (x, v) on the projective line is a Markov chain: T_ξ θ is the direction of
/// p + ξq, with p = M̄u(θ) and q = σλ (r·u) d. In a step ln|w| gains, in the mean,
///
///     h(θ) = E ln|p + ξq|,
///
/// and Λ is the stationary mean of h. It is that of every g = h + (P − 1)f as well, where
/// (Pf)(θ) = E f(T_ξ θ); one that is constant, or nearly, tells it (`DirectionAverages`). Functions
/// are given at n directions, with cubic interpolation between them.
///
/// Where ξ is gaussian the chain's distribution is smooth, and few directions do. Where it is −1 or
/// 1 it may be a fractal, and many are taken.
///
/// - Reference: H. Furstenberg, 1963, doi:10.1090/S0002-9947-1963-0163345-0 (Λ as a mean over
///   directions).
struct DirectionChain {
  // M̄ and, as column rowᵀ, what ξ adds to it.
  private let xx: Double
  private let xv: Double
  private let vx: Double
  private let vv: Double
  private let column: SIMD2<Double>
  private let row: SIMD2<Double>

  /// The coordinates X = x + s v, V = v c are such that nothing of what happens on the circle is
  /// crowded into a small part of it. Where ξ moves directions much, s = 0, and x and v move each
  /// other equally. Where it moves them little, s makes M̄'s diagonal entries equal; with c then its
  /// other entries are as large as each other, so that it is symmetric or turns the circle evenly.
  /// Where eigenvalues meet and one of these is 0, the other B, a noise of size ν spreads V/X over
  /// (ν²/B)^⅓ (it drifts by −B(V/X)² in a step), and c follows that.
  init(_ mode: NoisyMode, sigma: Double) {
    let lambda = mode.curvature
    let (p, q) = (1 + lambda * mode.dx, mode.b + lambda * mode.dx * mode.rv)
    let (m, n) = (lambda * mode.dv, mode.e + lambda * mode.dv * mode.rv)
    let plain = (mode.b / (m * max(sigma, 1))).magnitude.squareRoot()
    let noise = sigma * (lambda * mode.dx).magnitude + sigma * (m * plain).magnitude

    var (shear, unit) = (0.0, plain)
    if noise < 0.1 {
      shear = (n - p) / (2 * m)
      let (forth, back) = ((q + shear * (n - p) - shear * shear * m).magnitude, m.magnitude)
      let fourth = noise * noise * noise * noise
      unit = ((forth + cbrt(back * fourth)) / (back + cbrt(forth * fourth))).squareRoot()
    }
    unit = min(max(unit, 1e-6), 1e6)

    xx = p + shear * m
    xv = (q + shear * (n - p) - shear * shear * m) / unit
    vx = m * unit
    vv = n - shear * m
    column = sigma * lambda * SIMD2(mode.dx + shear * mode.dv, mode.dv * unit)
    row = SIMD2(1, (mode.rv - shear) / unit)
  }

  func exponent(_ distribution: NoiseModel.Distribution) -> Double {
    let (directions, tolerance) =
      switch distribution {
      case .gaussian: (128, 1e-6)
      case .twoPoint: (1024, 2e-5)
      }
    if let exponent = faintNoiseExponent { return exponent }
    var averages = DirectionAverages(count: directions)
    for i in 0..<directions {
      let angle = averages.angle(i)
      let u = SIMD2(cos(angle), sin(angle))
      let p = SIMD2(xx * u[0] + xv * u[1], vx * u[0] + vv * u[1])
      let q = (row * u).sum() * column
      switch distribution {
      case .twoPoint:
        for w in [p - q, p + q] { averages.add(0.5, to: w) }
      case .gaussian:
        addGaussian(p, q, to: &averages)
      }
      averages.endRow()
    }
    return averages.stationaryGain(tolerance: tolerance)
  }

  /// Λ to the second order in the noise, where M̄ has two real eigenvalues and the noise is small
  /// beside them and their distance; what is left out is of the fourth. The direction then hangs at
  /// the first eigenvector's, and the coordinate along it is multiplied by μ₁ + ξD₁₁ in a step, but
  /// for what is of mean 0:
  ///
  ///     Λ = ln|μ₁| − (D₁₁/μ₁)²/2,   D₁₁ = rᵀ(M̄ − μ₂)d σλ/(μ₁ − μ₂)
  ///
  /// The averages come to rest slowly there. (With complex eigenvalues h is nearly constant.)
  private var faintNoiseExponent: Double? {
    let (mean, half) = ((xx + vv) / 2, (xx - vv) / 2)
    let discriminant = half * half + xv * vx
    guard discriminant > 0 else { return nil }
    let root = discriminant.squareRoot()
    let (first, second) = mean < 0 ? (mean - root, mean + root) : (mean + root, mean - root)
    let noise = ((column * column).sum() * (row * row).sum()).squareRoot()
    guard noise < 0.02 * min(first.magnitude, 2 * root) else { return nil }
    let image = SIMD2(
      (xx - second) * column[0] + xv * column[1], vx * column[0] + (vv - second) * column[1])
    let relative = (row * image).sum() / (first - second) / first
    return log(first.magnitude) - relative * relative / 2
  }

  /// With ζ the complex number for which p + ζq has length 0, integrands are singular at ζ and its
  /// conjugate alone, and ever so close to the real axis. With
  ///
  ///     ξ = Re ζ + |Im ζ| sinh t
  ///
  /// they are at t = ±iπ/2, and the trapezoidal rule in t does for all of them.
  ///
  /// - Reference: L. N. Trefethen, J. A. C. Weideman, 2014, doi:10.1137/130932132
  private func addGaussian(
    _ p: SIMD2<Double>, _ q: SIMD2<Double>, to averages: inout DirectionAverages
  ) {
    let square = (q * q).sum()
    let centre = -(p * q).sum() / square
    let distance = max((p[0] * q[1] - p[1] * q[0]).magnitude / square, 1e-6)
    let farthest = (centre * centre + distance * distance).squareRoot()
    guard farthest < 1e9 else { return averages.add(1, to: p) }
    // Beyond, ξ has a probability of 1e−10.
    let reach = 6.5
    let step = min(0.12, 0.8 / farthest)
    let first = Int((asinh((-reach - centre) / distance) / step).rounded(.down))
    let last = Int((asinh((reach - centre) / distance) / step).rounded(.up))
    let nodes = (first..<last).map { k in
      let growth = exp((Double(k) + 0.5) * step)
      let xi = centre + distance * (growth - 1 / growth) / 2
      return (xi: xi, weight: exp(-xi * xi / 2) * (growth + 1 / growth))
    }
    let total = nodes.reduce(0) { $0 + $1.weight }
    for node in nodes where node.weight > 1e-12 * total {
      averages.add(node.weight / total, to: p + node.xi * q)
    }
  }
}
