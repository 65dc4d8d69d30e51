// Unsafe code: random numbers read where they lie.
//
// Contract: the steps asked of are those that the source has been told to fill.

/// What a fused loop makes of a coordinate of the gradient.
protocol FusedNoise<Lanes>: SendableMetatype {
  associatedtype Lanes: LaneVector

  /// - Parameter first: The first step that will be asked of.
  init(_ setting: Setting<Lanes>, first: Int)

  /// - Parameters:
  ///   - i: Which coordinate.
  ///   - k: Which step.
  func disturbed(_ gradient: Lanes, _ i: Int, atStep k: Int) -> Lanes
}

/// Gradients as they are.
struct Exact<Lanes: LaneVector>: FusedNoise {
  @inline(__always) init(_ setting: Setting<Lanes>, first: Int) {}

  @inline(__always) func disturbed(_ gradient: Lanes, _ i: Int, atStep k: Int) -> Lanes { gradient }
}

/// ∂ᵢf + σ ξᵢ, the same ξ in all lanes: a number of the table, broadcast as it is read.
struct Additive<Lanes: LaneVector>: FusedNoise {
  private let sigma: Lanes
  private let numbers: UnsafePointer<Lanes.Scalar>
  private let stride: Int
  private let first: Int

  @inline(__always) init(_ setting: Setting<Lanes>, first: Int) {
    guard let noise = setting.noise else {
      preconditionFailure("a kernel with noise runs plans with noise")
    }
    sigma = setting.block.noise.pointee
    numbers = noise.row(first)
    stride = noise.stride
    self.first = first
  }

  @inline(__always) func disturbed(_ gradient: Lanes, _ i: Int, atStep k: Int) -> Lanes {
    .fma(sigma, Lanes(repeating: numbers[(k &- first) &* stride &+ i]), gradient)
  }
}
