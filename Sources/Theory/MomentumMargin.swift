/// The stability margin of a rule with the characteristic polynomial of the heavy ball,
///
///     p(μ) = μ² − (1 + β − w)μ + β
///
/// for real β; without β it is that of the factor μ = 1 − w. Of the conditions of Schur and Cohn
/// for both roots to lie inside the unit circle, |β| < 1 and |b − b̄β| < 1 − β² with b = w − 1 − β,
/// the second says that w = p + iq lies inside an ellipse that touches the imaginary axis:
///
///     p (2(1 + β) − p)(1 − β)² > q²(1 + β)²
///
/// and on the real axis (Jury's form) that w > 0 and w < 2(1 + β). Nothing is subtracted from 1, so
/// the signs of small margins are right.
///
/// With β = 1 the product of the roots is 1, and the map is conservative: only the second condition
/// remains, which is that the trace 2 − w be real and smaller than 2 in magnitude.
///
/// - Reference: E. I. Jury, Theory and Application of the z-Transform Method, 1964, §3.
func momentumMargin(_ w: Complex, momentum: Double = 0) -> Double {
  let damping = momentum == 1 ? .infinity : 1 - momentum.magnitude
  let (p, q) = (w.real, w.imaginary)
  if w.isReal { return min(damping, p, 2 * (1 + momentum) - p) }
  let (less, more) = (1 - momentum, 1 + momentum)
  return min(damping, less * less * p * (2 * more - p) - more * more * q * q)
}
