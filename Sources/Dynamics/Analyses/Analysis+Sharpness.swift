/// Sharpness: the largest eigenvalue of the Hessian, by power iteration.
///
///     u ← (H + s) u / ‖(H + s) u‖,   ρ = uᵀ H u
///
/// With s = 0 it finds the eigenvalue that is largest in magnitude. If that is positive it is the
/// sharpness. If it is negative, or nothing was found (two of them being as large), a second iteration
/// with s = ‖H u‖, under which none is negative, finds the largest. A lane ends an iteration when
/// ‖H u − ρ u‖ ≤ √ε |ρ|, so that an eigenvalue lies within √ε |ρ| of what it found, and, unless others
/// are as near as that, ε |ρ| |ρ|/gap; or after 64 products, with what it has: ρ is never above the
/// largest eigenvalue, but below it at the first checks if a negative one is many times as large.
///
/// Each check goes on from the last one's vectors, to which it adds 1/64 of the vector that the first
/// began with: an eigenvector that was forgotten could not come back. Where another eigenvalue becomes
/// the largest it is found some checks late, with an error of at most the two's difference.
extension Analysis {
  private static var productLimit: Int { 64 }

  func beginSharpness() {
    let nothing = Lanes(repeating: .nan)
    memory[.sharpness] = nothing
    memory[.leastSharpness] = nothing
    memory.sharpnessSum.pointee = .zero
    memory[.sharpnessCount] = .zero
    memory.dominant.fill(.zero)
    memory.largest.fill(.zero)
  }

  /// Of the lanes inside the escape radius.
  func measureSharpness() {
    let isInside = x.largestMagnitude <= workspace.watch.pointee.escapeRadius
    refresh(memory.dominant)
    let (first, norm, hasEnded) = iterate(memory.dominant, shift: .zero, where: isInside)
    let isDone = (hasEnded & (.zero <= first)) | ~isInside
    var value = first
    if (~isDone).isAnySet {
      refresh(memory.largest)
      let (second, _, _) = iterate(memory.largest, shift: norm, where: ~isDone)
      let larger = Lanes.select(first <= second, second, first)
      value = .select(isDone, first, .select(second == second, larger, second))
    }

    let least = memory[.leastSharpness]
    let isLess = (memory[.sharpnessCount] == .zero) | ~(least <= value)
    memory[.sharpness] = .select(isInside, value, memory[.sharpness])
    memory[.leastSharpness] = .select(isInside & isLess, value, least)
    memory.sharpnessSum.pointee.add(.select(isInside, value, .zero))
    memory[.sharpnessCount] = .select(
      isInside, memory[.sharpnessCount] + Lanes(repeating: 1), memory[.sharpnessCount])
  }

  /// Adds a little of the first vector, and makes it a unit vector.
  private func refresh(_ u: Vector<Lanes>) {
    let share = Lanes(repeating: 1 / 64)
    for i in u.indices { u[i] = .fma(share, Self.direction(i), u[i]) }
    let norm = u.euclideanNorm
    for i in u.indices { u[i] = u[i] / norm }
  }

  /// - Returns: ρ, ‖H u‖, and where the iteration ended by itself.
  private func iterate(
    _ u: Vector<Lanes>, shift: Lanes, where mask: Lanes.Mask
  ) -> (eigenvalue: Lanes, norm: Lanes, hasEnded: Lanes.Mask) {
    let product = workspace.product
    let tolerance = Self.epsilon.squareRoot()
    var (eigenvalue, size) = (Lanes.zero, Lanes.zero)
    var goesOn = mask
    for _ in 0..<Self.productLimit {
      setting.objective.exactHessianProduct(at: x, along: u, into: product)
      let rayleigh = u.dot(product)
      eigenvalue = .select(goesOn, rayleigh, eigenvalue)
      size = .select(goesOn, product.euclideanNorm, size)
      var square = Lanes.zero
      for i in u.indices {
        let residual = Lanes.fma(-rayleigh, u[i], product[i])
        square = .fma(residual, residual, square)
      }
      goesOn = goesOn & ~(square.squareRoot() <= tolerance * rayleigh.magnitude)
      if !goesOn.isAnySet { break }
      for i in u.indices { product[i] = .fma(shift, u[i], product[i]) }
      let norm = product.euclideanNorm
      let moves = goesOn & (.zero < norm) & (norm < Lanes(repeating: .infinity))
      for i in u.indices { u[i] = .select(moves, product[i] / norm, u[i]) }
    }
    return (eigenvalue, size, ~goesOn)
  }
}
