// Lyapunov check, majorise–minimise and energy: what f does from step to step.

extension Analysis {
  func beginEnergy() {
    let value = setting.objective.value(at: x)
    let (stored, _) = stored
    let energy = value + stored
    memory[.value] = value
    memory[.stored] = stored
    memory[.firstEnergy] = energy
    memory[.energy] = energy
    memory[.deviation] = .zero
    memory[.lyapunovCount] = .zero
    memory[.firstViolation] = .zero
    memory[.descentCount] = .zero
  }

  /// K, the energy that the rule keeps beside f, and its inertia w.
  private var stored: (energy: Lanes, inertia: Lanes) {
    program.storedEnergy(setting) ?? (.zero, .zero)
  }

  /// Keeps x and ∇f(x) for after the step.
  func keepIterate() {
    workspace.iterateBefore.copy(x)
    setting.objective.exactGradient(at: x, into: workspace.gradientBefore)
  }

  func watchEnergy(_ k: Int) {
    let value = setting.objective.value(at: x)
    let (stored, inertia) = stored
    let energy = value + stored
    if asked.contains(.lyapunov) { countGrowth(to: energy, stored, inertia, atStep: k) }
    if asked.contains(.descent) { countFailure(to: value, atStep: k) }
    memory[.deviation] = .largerMagnitude(memory[.deviation], energy - memory[.firstEnergy])
    memory[.energy] = energy
    memory[.stored] = stored
    memory[.value] = value
  }

  /// How many units of rounding count as none.
  private var units: Lanes { Lanes(repeating: 8) * Self.epsilon }
  /// What products lose that are flushed to zero, once curvature or 1/η has multiplied it.
  private var least: Lanes { Lanes(repeating: 4096 * Lanes.Scalar.leastNormalMagnitude) }

  /// E₊ > E + 8ε(|E| + |E₊| + Σ|xᵢ ∂ᵢf(x)| + √2w (√K + √K₊) ‖x‖) + least
  ///
  /// The last sums are what x's own rounding makes of f and of K.
  private func countGrowth(
    to energy: Lanes, _ stored: Lanes, _ inertia: Lanes, atStep k: Int
  ) {
    let before = memory[.energy]
    var size = before.magnitude + energy.magnitude
    for i in x.indices {
      size = .fma(
        workspace.iterateBefore[i].magnitude, workspace.gradientBefore[i].magnitude, size)
    }
    let speed = memory[.stored].squareRoot() + stored.squareRoot()
    let reach = (inertia + inertia).squareRoot() * speed * workspace.iterateBefore.euclideanNorm
    size = size + .select(speed == .zero, .zero, reach)
    let holds = energy <= .fma(units, size, before) + least
    let isFirst = (memory[.lyapunovCount] == .zero) & ~holds
    memory[.firstViolation] = .select(
      isFirst, Lanes(repeating: Lanes.Scalar(k)), memory[.firstViolation])
    memory[.lyapunovCount] = counted(memory[.lyapunovCount], unless: holds)
  }

  /// With Δ = x₊ − x and the step's η:
  ///
  ///     f(x₊) > f(x) + ⟨∇f(x), Δ⟩ + ‖Δ‖²/2η + 8ε(|f(x)| + |f(x₊)| + Σ(|∂ᵢf(x)| + |Δᵢ|/η)(|xᵢ| + |Δᵢ|)) + least
  private func countFailure(to value: Lanes, atStep k: Int) {
    let before = memory[.value]
    let rate = (setting.hyperparameters(atStep: k) ?? setting.block.hyperparameters)[0]
    var change = Lanes.zero
    var square = Lanes.zero
    var size = before.magnitude + value.magnitude
    for i in x.indices {
      let (x, gradient) = (workspace.iterateBefore[i], workspace.gradientBefore[i])
      let step = setting.block.x[i] - x
      let pull = Lanes.select(step == .zero, .zero, (step / rate).magnitude)
      change = .fma(gradient, step, change)
      square = .fma(step, step, square)
      size = .fma(gradient.magnitude + pull, x.magnitude + step.magnitude, size)
    }
    let half = Lanes.select(square == .zero, .zero, square / (rate + rate))
    let holds = value <= .fma(units, size, before + change + half) + least
    memory[.descentCount] = counted(memory[.descentCount], unless: holds)
  }

  private func counted(_ count: Lanes, unless holds: Lanes.Mask) -> Lanes {
    .select(holds, count, count + Lanes(repeating: 1))
  }

  /// max |E − E₀|/|E₀|
  var energyDrift: Lanes {
    let infinity = Lanes(repeating: .infinity)
    let deviation = memory[.deviation]
    let drift = deviation / memory[.firstEnergy].magnitude
    return .select(deviation == .zero, .zero, .select(drift == drift, drift, infinity))
  }
}
