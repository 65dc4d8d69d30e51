/// Sharpness: the largest eigenvalue of the Hessian, at every check, by Lanczos' method.
extension Analysis {
  func beginSharpness() {
    let nothing = Lanes(repeating: .nan)
    memory[.sharpness] = nothing
    memory[.leastSharpness] = nothing
    memory.sharpnessSum.pointee = .zero
    memory[.sharpnessCount] = .zero
  }

  /// Of the lanes inside the escape radius.
  func measureSharpness() {
    let isInside = x.largestMagnitude <= workspace.watch.pointee.escapeRadius
    let value = workspace.lanczos.largestEigenvalue(
      from: Self.direction, product: workspace.product
    ) { u, product in
      setting.objective.exactHessianProduct(at: x, along: u, into: product)
    }
    let least = memory[.leastSharpness]
    let isLess = (memory[.sharpnessCount] == .zero) | ~(least <= value)
    memory[.sharpness] = .select(isInside, value, memory[.sharpness])
    memory[.leastSharpness] = .select(isInside & isLess, value, least)
    memory.sharpnessSum.pointee.add(.select(isInside, value, .zero))
    memory[.sharpnessCount] = .select(
      isInside, memory[.sharpnessCount] + Lanes(repeating: 1), memory[.sharpnessCount])
  }
}
