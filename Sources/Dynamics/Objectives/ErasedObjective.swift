import SweepPlan

// Unsafe code: the noise is not retained, which would cost a fifth of a step that is cheap.
//
// Contract: whoever makes an objective with noise keeps that alive as long as the objective is used.

/// The objective of a block's cells: the functions with their coefficients, clipped and stochastic if
/// the sweep says so.
struct ErasedObjective<Lanes: LaneVector> {
  private let functions: ObjectiveFunctions<Lanes>
  private let coefficients: Parameters<Lanes>
  /// The largest norm that a gradient keeps.
  private let clipping: UnsafeMutablePointer<Lanes>?
  private let noise: Unmanaged<StochasticGradient<Lanes>>?

  @inline(__always) init(
    _ functions: ObjectiveFunctions<Lanes>, _ coefficients: Parameters<Lanes>,
    clipNorm clipping: UnsafeMutablePointer<Lanes>?, noise: StochasticGradient<Lanes>? = nil
  ) {
    self.functions = functions
    self.coefficients = coefficients
    self.clipping = clipping
    self.noise = noise.map(Unmanaged.passUnretained)
  }

  var dimension: Int { coefficients.dimension }

  /// The largest norm that a gradient keeps; `nil` if gradients are not clipped.
  @inline(__always) var clipNorm: Lanes? { clipping?.pointee }

  func value(at x: Vector<Lanes>) -> Lanes { functions.value(coefficients, x) }

  /// The field that the rule follows: stochastic, clipped.
  @inline(__always) func gradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    if let noise {
      noise._withUnsafeGuaranteedRef {
        $0.gradient(
          of: functions, coefficients, isSmooth: false, at: x, into: gradient, clipNorm: clipping)
      }
      return
    }
    functions.gradient(coefficients, x, gradient)
    if let clipping { gradient.clip(to: clipping.pointee) }
  }

  /// The field without the penalty: stochastic, clipped.
  @inline(__always) func smoothGradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    if let noise {
      noise._withUnsafeGuaranteedRef {
        $0.gradient(
          of: functions, coefficients, isSmooth: true, at: x, into: gradient, clipNorm: clipping)
      }
      return
    }
    functions.smoothGradient(coefficients, x, gradient)
    if let clipping { gradient.clip(to: clipping.pointee) }
  }

  /// The field before clipping: what a temperature adds comes after.
  @inline(__always) func unclippedGradient(at x: Vector<Lanes>, into gradient: Vector<Lanes>) {
    if let noise, noise._withUnsafeGuaranteedRef({ $0.rule.kind != .langevin }) {
      noise._withUnsafeGuaranteedRef {
        $0.gradient(
          of: functions, coefficients, isSmooth: false, at: x, into: gradient, clipNorm: nil)
      }
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
      noise._withUnsafeGuaranteedRef {
        $0.hessianProduct(of: functions, coefficients, at: x, along: v, into: product)
      }
    } else {
      functions.hessianProduct(coefficients, x, v, product)
    }
  }

  func applyProximalMap(_ learningRate: Lanes, to x: Vector<Lanes>) {
    functions.applyProximalMap(coefficients, learningRate, x)
  }
}
