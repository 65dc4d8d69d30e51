/// The functions of this folder on arrays, for tests.
private enum LaneFunction: String {
  case exponential, logarithm, sine, cosine
  case hyperbolicTangent = "hyperbolic_tangent"
  case exponentialMinusOne = "exponential_minus_one"
}

/// y[i] = f(x[i]), in vectors of `lanes`: one lane, or one or four machine vectors.
/// `count` is a multiple of `lanes`. Subnormals are to be flushed by the caller.
package func evaluate(
  _ name: String, lanes: Int, of x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>,
  count: Int
) {
  switch lanes {
  case FloatLanes.laneCount: evaluate(name, FloatLanes.self, x, y, count)
  case 4 * FloatLanes.laneCount: evaluate(name, Twice<Twice<FloatLanes>>.self, x, y, count)
  case 1: evaluate(name, Float.self, x, y, count)
  default: preconditionFailure("no vector of \(lanes) lanes")
  }
}

package func evaluate(
  _ name: String, lanes: Int, of x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>,
  count: Int
) {
  switch lanes {
  case DoubleLanes.laneCount: evaluate(name, DoubleLanes.self, x, y, count)
  case 4 * DoubleLanes.laneCount: evaluate(name, Twice<Twice<DoubleLanes>>.self, x, y, count)
  case 1: evaluate(name, Double.self, x, y, count)
  default: preconditionFailure("no vector of \(lanes) lanes")
  }
}

/// Lanes of one machine vector.
package let machineLanes = (float32: FloatLanes.laneCount, float64: DoubleLanes.laneCount)

private func evaluate<Lanes: LaneVector>(
  _ name: String, _: Lanes.Type, _ x: UnsafePointer<Lanes.Scalar>,
  _ y: UnsafeMutablePointer<Lanes.Scalar>, _ count: Int
) {
  switch LaneFunction(rawValue: name) {
  case .exponential: map(x, y, count) { (x: Lanes) in x.exponential() }
  case .logarithm: map(x, y, count) { (x: Lanes) in x.naturalLogarithm() }
  case .hyperbolicTangent: map(x, y, count) { (x: Lanes) in x.hyperbolicTangent() }
  case .exponentialMinusOne: map(x, y, count) { (x: Lanes) in x.exponentialMinusOne() }
  case .sine: map(x, y, count) { (x: Lanes) in x.sine() }
  case .cosine: map(x, y, count) { (x: Lanes) in x.cosine() }
  case nil: preconditionFailure("no function \(name)")
  }
}

@inline(__always) private func map<Lanes: LaneVector>(
  _ x: UnsafePointer<Lanes.Scalar>, _ y: UnsafeMutablePointer<Lanes.Scalar>, _ count: Int,
  _ function: (Lanes) -> Lanes
) {
  precondition(count % Lanes.laneCount == 0)
  var i = 0
  while i < count {
    function(Lanes(loading: x + i)).store(to: y + i)
    i += Lanes.laneCount
  }
}
