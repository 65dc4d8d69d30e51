import Foundation

/// The growth of long products of the random matrices of modes that sampled curvatures mix, along
/// fixed random numbers: a smooth function of the rule's numbers and the curvatures, with a standard
/// error.
///
/// - Reference: H. Furstenberg, H. Kesten, 1960, doi:10.1214/aoms/1177705909 (that it converges).
enum RandomProduct {
  /// Steps at the beginning that do not count: until the direction no longer knows where it began.
  private static let settling = 128
  /// Steps between two measurements of the length. No factor in a step may pass 1e18.
  private static let stride = 16

  /// The mean of what ln ‖w‖ gains in a step, over eight trajectories, under
  ///
  ///     wᵢ ← M₀wᵢ + d (A y)ᵢ,   yᵢ = r·wᵢ,   A = H^½ LLᵀ H^½/B
  static func exponent(_ modes: [NoisyMode], draws: WishartDraws) -> Double {
    let roots = modes.map { $0.curvature.squareRoot() }
    // Small steps align the modes too slowly: it begins in the one that the mean map shrinks least.
    let slowest = modes.indices.max { modes[$0].meanRadius < modes[$1].meanRadius }
    var x = modes.indices.map { SIMD8<Double>(repeating: $0 == slowest ? 1 : 0) }
    var v = modes.map { _ in SIMD8<Double>(repeating: 0) }
    var gradients = x
    var sum = 0.0
    let settling = min(settling, draws.steps / 8 / stride * stride)
    let last = draws.steps / stride * stride
    for step in 0..<last {
      for i in modes.indices { gradients[i] = .zero }
      var entry = step * draws.count
      for column in 0..<draws.columns {
        var projection = SIMD8<Double>.zero
        for i in column..<modes.count {
          projection += draws.entries[entry + i - column] * roots[i] * (x[i] + modes[i].rv * v[i])
        }
        for i in column..<modes.count {
          gradients[i] += draws.entries[entry + i - column] * roots[i] * projection
        }
        entry += modes.count - column
      }
      for (i, mode) in modes.enumerated() {
        x[i] = x[i] + mode.b * v[i] + mode.dx * gradients[i]
        v[i] = mode.e * v[i] + mode.dv * gradients[i]
      }
      guard (step + 1) % stride == 0 else { continue }
      let squares = modes.indices.reduce(SIMD8<Double>.zero) { $0 + x[$1] * x[$1] + v[$1] * v[$1] }
      if step >= settling {
        for lane in 0..<8 { sum += log(squares[lane]) / 2 }
      }
      let length = squares.squareRoot()
      for i in modes.indices {
        x[i] /= length
        v[i] /= length
      }
    }
    return sum / Double(8 * (last - settling))
  }
}
