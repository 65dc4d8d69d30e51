/// The largest Lyapunov exponent of the update map: how fast a second trajectory, which begins a
/// little beside the first and goes the same steps with the same noise, leaves or nears it.
///
///     δ = (x', m') − (x, m),   ‖δ‖ = max(max |δxᵢ|, w max |δmᵢ|)
///
/// The exponent is the slope of the straight line nearest to ln ‖δ_j‖, k ≤ j ≤ n, in least squares: where
/// eigenvalues are complex the length swings, and a swing that leaves (ln ‖δ_n‖ − ln ‖δ_k‖)/(n − k) an error
/// of order 1/(n − k) leaves one of order 1/(n − k)² here. m is what the rule remembers, and w gives it the units of x: what of m a displacement of x
/// made in the first step counts as that displacement. Whenever ‖δ‖ is not within a factor of four of
/// √ε max(|xᵢ|) it is multiplied by a power of two, which is added to ln ‖δ‖ again. From k to n are the
/// steps of `rate`, so that the transient does not count.
///
/// Rounding and the curvature of the map over such a distance change ln ‖δ‖ by about √ε in a step,
/// mostly to either side: 10⁻⁸ in float64, 3 · 10⁻⁴ in float32. A displacement that vanishes, at a
/// step where the map is flat, counts as √ε times what it was, and begins anew: the least exponent
/// is ½ ln ε, −18 and −8. A rule that never forgets, as Adagrad, keeps a displacement of its memory:
/// then the exponent is at least zero.
///
/// - Reference: G. Benettin, L. Galgani, A. Giorgilli, J.-M. Strelcyn, 1980, doi:10.1007/BF02128236
extension Analysis {
  private static var infinity: Lanes { Lanes(repeating: .infinity) }

  func beginTwin() {
    let size = x.largestMagnitude
    let one = Lanes(repeating: 1)
    memory[.floor] = .select(size == .zero, one, size) * Lanes(repeating: 0x1p-20)
    memory[.powers] = .zero
    memory[.rest] = .zero
    memory[.weight] = one
    placeTwin(where: Lanes.Mask(repeating: true))
    memory[.length] = length
    let logarithm = memory[.length].naturalLogarithm()
    memory[.firstLogarithm] = logarithm
    memory.earlier.begin(at: logarithm)
    memory.later.begin(at: logarithm)
  }

  /// √ε max(|xᵢ|), or of a millionth of the initial point.
  private var distance: Lanes {
    let size = x.largestMagnitude
    let floor = memory[.floor]
    return Self.epsilon.squareRoot() * .select(floor <= size, size, floor)
  }

  /// Puts the second trajectory beside the first.
  private func placeTwin(where mask: Lanes.Mask) {
    let distance = distance
    for i in x.indices {
      let beside = Lanes.fma(distance, Self.direction(i), x[i])
      memory.twin[i] = .select(mask, beside, memory.twin[i])
    }
    let rule = setting.block.memory
    for j in 0..<setting.block.memoryCount {
      memory.twinMemory[j] = .select(mask, rule[j], memory.twinMemory[j])
    }
  }

  /// Step k of the second trajectory. Comes before the first one's, which leaves its traces in the
  /// workspace.
  func stepTwin(_ k: Int, _ poll: inout Poll) {
    exchange()
    program.advance(setting, from: k - 1, 1, &poll)
    exchange()
  }

  private func exchange() {
    for i in x.indices {
      let own = x[i]
      x[i] = memory.twin[i]
      memory.twin[i] = own
    }
    let rule = setting.block.memory
    for j in 0..<setting.block.memoryCount {
      let own = rule[j]
      rule[j] = memory.twinMemory[j]
      memory.twinMemory[j] = own
    }
  }

  private var iterateLength: Lanes { memory.twin.distance(to: x) }

  private var memoryLength: Lanes {
    var largest = Lanes.zero
    let rule = setting.block.memory
    for j in 0..<setting.block.memoryCount {
      largest = .largerMagnitude(largest, memory.twinMemory[j] - rule[j])
    }
    return largest
  }

  /// ‖δ‖
  private var length: Lanes {
    .largerMagnitude(iterateLength, memory[.weight] * memoryLength)
  }

  /// ln ‖δ‖, as if it had never been changed.
  private func logarithm(_ length: Lanes) -> Lanes {
    let log2 = Lanes(repeating: 0.693_147_180_559_945_3)
    return .fma(memory[.powers], log2, length.naturalLogarithm()) + memory[.rest]
  }

  func measureTwin(isFirst: Bool) {
    if isFirst {
      let weight = memory[.length] / memoryLength
      let isUsual = (.zero < weight) & (weight < Self.infinity)
      memory[.weight] = .select(isUsual, weight, Lanes(repeating: 1))
    }
    let now = length
    let isUsual = (.zero < now) & (now < Self.infinity)
    if (~isUsual).isAnySet { beginAnew(where: ~isUsual, vanished: now == .zero) }
    let length = Lanes.select(isUsual, now, length)

    let ratio = length / distance
    let isFar = ~((Lanes(repeating: 0.25) <= ratio) & (ratio <= Lanes(repeating: 4)))
    let isScaled =
      isFar & (Lanes(repeating: 0x1p-60) <= ratio) & (ratio <= Lanes(repeating: 0x1p60))
    let powers = Lanes.select(isScaled, ratio.exponent, .zero)
    let factor = Lanes(repeating: 1)
      .timesPowerOfTwo(Lanes(repeating: Lanes.Scalar.integerShift) - powers)
    if isScaled.isAnySet { scale(by: factor, where: isScaled) }
    memory[.powers] = memory[.powers] + powers
    memory[.length] = length * factor

    let logarithm = logarithm(memory[.length])
    memory.earlier.add(logarithm)
    memory.later.add(logarithm)
  }

  /// δ ← c δ
  private func scale(by factor: Lanes, where mask: Lanes.Mask) {
    func scaled(_ beside: Lanes, _ own: Lanes) -> Lanes {
      .select(mask, .fma(factor, beside - own, own), beside)
    }
    for i in x.indices { memory.twin[i] = scaled(memory.twin[i], x[i]) }
    let rule = setting.block.memory
    for j in 0..<setting.block.memoryCount {
      memory.twinMemory[j] = scaled(memory.twinMemory[j], rule[j])
    }
  }

  /// A new displacement, which goes on where the last one was.
  private func beginAnew(where mask: Lanes.Mask, vanished: Lanes.Mask) {
    let least = Lanes(repeating: 0.5) * Self.epsilon.naturalLogarithm()
    let before = logarithm(memory[.length])
    let now = Lanes.select(vanished, before + least, before)
    placeTwin(where: mask)
    let rest = memory[.rest] + (now - logarithm(length))
    memory[.rest] = .select(mask, rest, memory[.rest])
  }

  func markTwin() {
    memory.earlier.copy(memory.later)
    memory.later.begin(at: logarithm(memory[.length]))
  }

  /// Over the steps since a mark.
  func exponent(usesLaterMark: Bool) -> Lanes {
    finite(usesLaterMark ? memory.later.slope : memory.earlier.slope)
  }

  /// (ln ‖δ_k‖ − ln ‖δ₀‖)/k; NaN at the start.
  func exponent(untilStep k: Int) -> Lanes {
    if k == 0 { return Lanes(repeating: .nan) }
    let growth = logarithm(memory[.length]) - memory[.firstLogarithm]
    return finite(growth / Lanes(repeating: Lanes.Scalar(k)))
  }

  private func finite(_ exponent: Lanes) -> Lanes {
    let isFinite = (x.largestMagnitude < Self.infinity) & (exponent == exponent)
    return .select(isFinite, exponent, Self.infinity)
  }
}
