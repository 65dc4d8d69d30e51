extension LaneVector {
  /// A number of Student's t distribution with ν > 0 degrees of freedom, from the parts of a polar
  /// point.
  ///
  ///     t = c √(ν (e^(L/ν) − 1))
  ///
  /// The sine would give another number of the same distribution, but not an independent one.
  ///
  /// - Source: Bailey, "Polar generation of random variates with the t-distribution", Mathematics
  ///   of Computation 62 (1994), doi:10.1090/S0025-5718-1994-1219705-X
  @inline(__always) static func studentT(
    squaredRadius: Self, cosine: Self, degreesOfFreedom: Self
  ) -> Self {
    let growth = (squaredRadius / degreesOfFreedom).exponentialMinusOne()
    return cosine * (degreesOfFreedom * growth).squareRoot()
  }
}
