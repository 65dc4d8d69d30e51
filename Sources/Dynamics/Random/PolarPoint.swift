/// A point of the plane whose coordinates are independent normal numbers, in polar coordinates.
///
///     L = −2 ln u,   (√L cos 2πv, √L sin 2πv)
///
/// - Source: Box and Muller, "A note on the generation of random normal deviates", Annals of
///   Mathematical Statistics 29 (1958), doi:10.1214/aoms/1177706645
struct PolarPoint<Lanes: LaneVector> {
  let squaredRadius: Lanes
  let cosine: Lanes
  let sine: Lanes

  @inline(__always) init(_ u: Lanes, _ v: Lanes) {
    squaredRadius = Lanes(repeating: -2) * u.naturalLogarithm()
    (sine, cosine) = v.sineCosineOfTurns()
  }

  @inline(__always) var normals: (Lanes, Lanes) {
    let radius = squaredRadius.squareRoot()
    return (radius * cosine, radius * sine)
  }
}
