import SweepPlan

/// An objective without its type: what rules of any kind call, a block of lanes at a time.
///
/// A class, so that it is handed on without a copy.
final class ObjectiveFunctions<Lanes: LaneVector>: Sendable {
  typealias Coefficients = Parameters<Lanes>

  let description: ObjectiveDescription
  let isPlain: Bool
  /// The coordinates of a `PointObjective`; it serves fewer, too, the others being zero.
  let dimension: Int?
  let value: @Sendable (Coefficients, _ x: Vector<Lanes>) -> Lanes
  let gradient: @Sendable (Coefficients, _ x: Vector<Lanes>, _ into: Vector<Lanes>) -> Void
  let smoothGradient: @Sendable (Coefficients, _ x: Vector<Lanes>, _ into: Vector<Lanes>) -> Void
  let hessianProduct:
    @Sendable (Coefficients, _ x: Vector<Lanes>, _ v: Vector<Lanes>, _ into: Vector<Lanes>) -> Void
  let applyProximalMap: @Sendable (Coefficients, _ learningRate: Lanes, _ x: Vector<Lanes>) -> Void
  let applyHessianRoot: @Sendable (Coefficients, _ v: Vector<Lanes>) -> Void
  let displacement: @Sendable (Coefficients, _ x: Vector<Lanes>, _ into: Vector<Lanes>) -> Void

  convenience init<F: PointObjective<Lanes>>(_ type: F.Type) {
    self.init(type, dimension: F.Coordinates.dimension)
  }

  init<F: Objective<Lanes>>(_: F.Type, dimension: Int? = nil) {
    @Sendable func objective(_ coefficients: Coefficients) -> F {
      var coefficients = coefficients
      return F(&coefficients)
    }
    description = F.description
    isPlain = F.isPlain
    self.dimension = dimension
    value = { objective($0).value(at: $1) }
    gradient = { objective($0).gradient(at: $1, into: $2) }
    smoothGradient = { objective($0).smoothGradient(at: $1, into: $2) }
    hessianProduct = { objective($0).hessianProduct(at: $1, along: $2, into: $3) }
    applyProximalMap = { objective($0).applyProximalMap($1, to: $2) }
    applyHessianRoot = { objective($0).applyHessianRoot(to: $1) }
    displacement = { objective($0).displacement(of: $1, into: $2) }
  }
}

/// The objective of a block's cells: the functions with their coefficients, clipped and stochastic if
/// the sweep says so.
struct ErasedObjective<Lanes: LaneVector> {
  private let functions: ObjectiveFunctions<Lanes>
  private let coefficients: Parameters<Lanes>
  /// The largest norm that a gradient keeps.
  private let clipping: UnsafeMutablePointer<Lanes>?
  private let noise: StochasticGradient<Lanes>?

  @inline(__always) init(
    _ functions: ObjectiveFunctions<Lanes>, _ coefficients: Parameters<Lanes>,
    clipNorm clipping: UnsafeMutablePointer<Lanes>?, noise: StochasticGradient<Lanes>? = nil
  ) {
    self.functions = functions
    self.coefficients = coefficients
    self.clipping = clipping
    self.noise = noise
  }

  var dimension: Int { coefficients.dimension }

  /// The largest norm that a gradient keeps; `nil` if gradients are not clipped.
  @inline(__always) var clipNorm: Lanes? { clipping?.pointee }

  func value(at x: Vector<Lanes>) -> Lanes { functions.value(coefficients, x) }

  /// The field that the rule follows: stochastic, clipped.
  @inline(__always) func gradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    if let noise {
      noise.gradient(
        of: functions, coefficients, isSmooth: false, at: x, into: gradient, clipNorm: clipNorm)
      return
    }
    functions.gradient(coefficients, x, gradient)
    if let clipNorm { gradient.clip(to: clipNorm) }
  }

  /// The field without the penalty: stochastic, clipped.
  @inline(__always) func smoothGradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    if let noise {
      noise.gradient(
        of: functions, coefficients, isSmooth: true, at: x, into: gradient, clipNorm: clipNorm)
      return
    }
    functions.smoothGradient(coefficients, x, gradient)
    if let clipNorm { gradient.clip(to: clipNorm) }
  }

  /// The field before clipping: what a temperature adds comes after.
  @inline(__always) func unclippedGradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    if let noise, noise.rule.kind != .langevin {
      noise.gradient(
        of: functions, coefficients, isSmooth: false, at: x, into: gradient, clipNorm: nil)
    } else {
      functions.gradient(coefficients, x, gradient)
    }
  }

  /// The field itself, whatever clipping and noise.
  @inline(__always) func exactGradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    functions.gradient(coefficients, x, gradient)
  }

  /// ∇²f(x) v, whatever clipping and noise.
  func exactHessianProduct(
    at x: Vector<Lanes>, along v: Vector<Lanes>, into product: Vector<Lanes>
  ) {
    functions.hessianProduct(coefficients, x, v, product)
  }

  /// Of what the last stochastic gradient was taken of.
  func hessianProduct(at x: Vector<Lanes>, along v: Vector<Lanes>, into product: Vector<Lanes>) {
    if let noise {
      noise.hessianProduct(of: functions, coefficients, at: x, along: v, into: product)
    } else {
      functions.hessianProduct(coefficients, x, v, product)
    }
  }

  func applyProximalMap(_ learningRate: Lanes, to x: Vector<Lanes>) {
    functions.applyProximalMap(coefficients, learningRate, x)
  }
}

extension Vector {
  /// g ← g · min(1, c/‖g‖₂), computed as (g/m)(c/‖g/m‖₂) with the largest magnitude m: so nothing
  /// overflows, were it the norm itself.
  @inline(never) func clip(to largestNorm: Lanes) {
    let (largest, norm) = scaledNorm
    let isLong = largestNorm < largest * norm
    let scale = largestNorm / norm
    for i in indices { self[i] = Lanes.select(isLong, self[i] / largest * scale, self[i]) }
  }
}
