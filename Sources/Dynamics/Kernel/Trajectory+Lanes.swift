// Unsafe code: one lane of a block is copied through raw memory.
//
// Contract: each part of a `Trajectory` consists of `Lanes` and nothing else, so that its memory is
// a sequence of vectors and lane i of each is its i-th scalar. Optimizers, objectives and states
// are made so; a part of another make traps at its first use.

extension Trajectory {
  /// Copies lane `from` of `other` onto lane `to`.
  @inline(never) mutating func copyLane(_ from: Int, of other: Trajectory, to: Int) {
    Self.copyPart(from, of: other.optimizer, to: to, of: &optimizer)
    Self.copyPart(from, of: other.objective, to: to, of: &objective)
    Self.copyPart(from, of: other.x, to: to, of: &x)
    if MemoryLayout<O.State>.size > 0 {
      Self.copyPart(from, of: other.state, to: to, of: &state)
    }
    Self.copyPart(from, of: other.peak, to: to, of: &peak)
    Self.copyPart(from, of: other.earlierGradient, to: to, of: &earlierGradient)
    Self.copyPart(from, of: other.laterGradient, to: to, of: &laterGradient)
  }

  @inline(__always)
  private static func copyPart<Part>(_ from: Int, of source: Part, to: Int, of target: inout Part) {
    let vectors = MemoryLayout<Part>.size / MemoryLayout<Lanes>.size
    precondition(vectors * MemoryLayout<Lanes>.size == MemoryLayout<Part>.size)
    let stride = MemoryLayout<Lanes.Scalar>.stride
    withUnsafeBytes(of: source) { source in
      withUnsafeMutableBytes(of: &target) { target in
        for vector in 0..<vectors {
          let first = vector * Lanes.laneCount
          let scalar = source.load(fromByteOffset: (first + from) * stride, as: Lanes.Scalar.self)
          target.storeBytes(of: scalar, toByteOffset: (first + to) * stride, as: Lanes.Scalar.self)
        }
      }
    }
  }
}
