import SweepPlan

/// Shadowing: how near the orbit stays to its flow y from the same start, y_k = y(kh).
///
///     ε = max ‖x_k − y_k‖₂             of iterates
///     δ = max ‖y_{k+1} − Ψ(y_k)‖₂      of states: (x, v) where there is a velocity
///
/// Ψ is the rule's step as a map of its flow's state:
///
///     gradient flow       x₊ = x − h ∇f(x)
///     heavy ball's flow   v₊ = v − (h/m)(γv + ∇f(x)),   x₊ = x + h v₊
///
/// The flow is `IntegratedFlow` in eight substeps of a step of the rule. On ẋ = −λx a step of it is
/// off by about (hλ)⁵/500 000 of x, and the rule's by (hλ)²/2: below 10⁻⁵ of δ up to hλ = 1.
/// `separatrix shadow` knows the flow far better, a cell at a time.
///
/// - Source: A. Orvieto, A. Lucchi, 2019, arXiv:1911.05206.
extension Analysis {
  private static var substeps: Lanes { Lanes(repeating: 8) }

  /// Puts the flow at the orbit's start.
  func beginFlow() {
    memory.flow.copy(x)
    let velocity = setting.block.initialVelocity
    for i in memory.flowVelocity.indices {
      memory.flowVelocity[i] = i < velocity.count ? velocity[i] : .zero
    }
    memory[.shadowingDistance] = .zero
    memory[.pseudoOrbitError] = .zero
  }

  /// Takes the flow to y_k.
  func watchFlow(_ k: Int) {
    let numbers = setting.block.hyperparameters
    let one = Lanes(repeating: 1)
    switch setting.setup.matchedFlow {
    case .gradient(let rate):
      watchGradientFlow(k, step: numbers[rate])
    case .heavyBall(let rate, let momentum):
      let step = numbers[rate].squareRoot()
      watchMotion(k, step: step, mass: one, friction: (one - numbers[momentum]) / step)
    case .motion(let step, let mass, let friction):
      watchMotion(k, step: numbers[step], mass: numbers[mass], friction: numbers[friction])
    case nil:
      break
    }
    note(Self.distance(x, memory.flow), as: .shadowingDistance)
  }

  private func watchGradientFlow(_ k: Int, step: Lanes) {
    let (y, image, gradient) = (memory.flow, workspace.image, workspace.product)
    setting.objective.exactGradient(at: y, into: gradient)
    for i in y.indices { image[i] = .fma(-step, gradient[i], y[i]) }
    workspace.flowNumbers[0] = step
    workspace.flowNumbers[1] = Self.substeps
    advance(GradientFlow<Lanes>.self, k)
    note(Self.distance(image, y), as: .pseudoOrbitError)
  }

  private func watchMotion(_ k: Int, step: Lanes, mass: Lanes, friction: Lanes) {
    let (y, velocity) = (memory.flow, memory.flowVelocity)
    let (image, velocityImage) = (workspace.image, workspace.velocityImage)
    let gradient = workspace.product
    setting.objective.exactGradient(at: y, into: gradient)
    for i in y.indices {
      let force = -Lanes.fma(friction, velocity[i], gradient[i])
      velocityImage[i] = .fma(step / mass, force, velocity[i])
      image[i] = .fma(step, velocityImage[i], y[i])
    }
    workspace.flowNumbers[0] = step
    workspace.flowNumbers[1] = mass
    workspace.flowNumbers[2] = friction
    workspace.flowNumbers[3] = Self.substeps
    advance(HeavyBallFlow<Lanes>.self, k)
    let apart = Self.distance(image, y)
    let faster = Self.distance(velocityImage, velocity)
    note(
      Self.scaled(by: .largerMagnitude(apart, faster)) { scale in
        let (a, b) = (apart / scale, faster / scale)
        return .fma(a, a, b * b)
      }, as: .pseudoOrbitError)
  }

  private func advance<F: Flow<Lanes>>(_: F.Type, _ k: Int) {
    var parameters = setting.parameters(workspace.flowNumbers)
    let memory = RuleMemory(
      memory.flowVelocity.base, work: workspace.flowWork, dimension: x.count)
    IntegratedFlow<F>(&parameters).step(k, self.memory.flow, memory, on: setting.objective)
  }

  /// Keeps the largest; what is no number counts as infinite.
  private func note(_ size: Lanes, as number: AnalysisMemory<Lanes>.Number) {
    let infinity = Lanes(repeating: .infinity)
    let known = Lanes.select(size == size, size, infinity)
    memory[number] = .largerMagnitude(memory[number], known)
  }

  /// ‖a − b‖₂
  private static func distance(_ a: Vector<Lanes>, _ b: Vector<Lanes>) -> Lanes {
    scaled(by: a.distance(to: b)) { scale in
      var sum = Lanes.zero
      for i in a.indices {
        let share = (a[i] - b[i]) / scale
        sum = .fma(share, share, sum)
      }
      return sum
    }
  }

  /// c times the root of a sum of squares of numbers that were divided by c, the largest of them: so
  /// squares stay among the numbers that there are.
  private static func scaled(by largest: Lanes, _ squares: (Lanes) -> Lanes) -> Lanes {
    let isOrdinary = (Lanes.zero < largest) & (largest < Lanes(repeating: .infinity))
    let scale = Lanes.select(isOrdinary, largest, Lanes(repeating: 1))
    return scale * squares(scale).squareRoot()
  }
}
