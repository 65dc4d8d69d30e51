import SweepPlan

/// The gradients of a block's cells as the noise makes them: see `NoiseKind`.
///
/// A sample is what random numbers stand for in one gradient. All cells see the same one, or each its
/// own; each gradient of a step has another, or all have the same.
final class StochasticGradient<Lanes: LaneVector> {
  typealias Scalar = Lanes.Scalar

  let rule: NoiseRule
  private let source: NoiseSource<Lanes>
  /// The noise's hyperparameters.
  private let parameters: UnsafeMutablePointer<Lanes>
  /// By lane: the number of its cell in the grid.
  let cells: UnsafeMutablePointer<UInt64>

  private var step = 0
  /// Which gradient of the step comes next.
  private var next = 0
  /// The rule's hyperparameters at this step.
  private var hyperparameters: UnsafeMutablePointer<Lanes>
  private var sample: NoiseSource<Lanes>.Sample

  init(
    _ source: NoiseSource<Lanes>, parameters: UnsafeMutablePointer<Lanes>,
    hyperparameters: UnsafeMutablePointer<Lanes>
  ) {
    rule = source.rule
    self.source = source
    self.parameters = parameters
    self.hyperparameters = hyperparameters
    cells = .allocate(capacity: Lanes.laneCount)
    cells.initialize(repeating: 0, count: Lanes.laneCount)
    sample = source.noSample
  }

  deinit { cells.deallocate() }

  /// Step k = 1, 2, … begins, or with k = 0 the start.
  ///
  /// - Parameter hyperparameters: The rule's, as a schedule has them.
  func beginStep(_ k: Int, _ hyperparameters: UnsafeMutablePointer<Lanes>) {
    step = k
    next = 0
    self.hyperparameters = hyperparameters
  }

  private func takeSample() {
    if next == 0 || !rule.isSampledOncePerStep {
      sample = source.sample(step: step, gradient: min(next, rule.gradients - 1), cells)
    }
    next += 1
  }

  /// G(x), or without the penalty.
  ///
  /// - Parameter clipNorm: The largest norm that a gradient keeps; `nil` if gradients are not clipped.
  func gradient(
    of functions: ObjectiveFunctions<Lanes>, _ coefficients: Parameters<Lanes>, isSmooth: Bool,
    at x: Vector<Lanes>, into gradient: Vector<Lanes>,
    clipNorm: UnsafeMutablePointer<Lanes>?
  ) {
    takeSample()
    switch rule.kind {
    case .minibatch:
      let field = isSmooth ? functions.smoothGradient : functions.gradient
      overBatches(coefficients, into: gradient) { field($0, x, $1) }
    case .randomCurvature:
      functions.displacement(coefficients, x, gradient)
      applyRandomCurvature(functions, coefficients, to: gradient)
    default:
      (isSmooth ? functions.smoothGradient : functions.gradient)(coefficients, x, gradient)
      if rule.kind != .langevin { disturb(gradient) }
    }
    if let clipNorm { gradient.clip(to: clipNorm.pointee) }
    // A temperature is no part of the gradient, and not clipped with it.
    if rule.kind == .langevin { disturb(gradient) }
  }

  /// ∇G(x) v of the sample at hand.
  func hessianProduct(
    of functions: ObjectiveFunctions<Lanes>, _ coefficients: Parameters<Lanes>,
    at x: Vector<Lanes>, along v: Vector<Lanes>, into product: Vector<Lanes>
  ) {
    switch rule.kind {
    case .minibatch:
      let field = functions.hessianProduct
      overBatches(coefficients, into: product) { field($0, x, v, $1) }
    case .randomCurvature:
      product.copy(v)
      applyRandomCurvature(functions, coefficients, to: product)
    case .multiplicative:
      functions.hessianProduct(coefficients, x, v, product)
      disturb(product)
    case .gaussian, .studentT, .langevin:
      functions.hessianProduct(coefficients, x, v, product)
    }
  }

  /// The noise of the kinds that act on each coordinate.
  private func disturb(_ gradient: Vector<Lanes>) {
    switch rule.kind {
    case .gaussian:
      for i in gradient.indices {
        let sigma = rule.hasCovariance ? parameters[i].squareRoot() : parameters[0]
        gradient[i] = .fma(sigma, sample[i], gradient[i])
      }
    case .studentT:
      for i in gradient.indices {
        gradient[i] = .fma(parameters[0], student(i), gradient[i])
      }
    case .langevin:
      let scale = temperatureScale
      for i in gradient.indices { gradient[i] = .fma(scale, sample[i], gradient[i]) }
    case .multiplicative:
      let one = Lanes(repeating: 1)
      for i in gradient.indices {
        let factor = Lanes.fma(parameters[0], sample[rule.isSeparate ? i : 0], one)
        gradient[i] = factor * gradient[i]
      }
    case .randomCurvature, .minibatch:
      break
    }
  }

  /// t, or where each cell has it of its own, what makes it.
  private func student(_ i: Int) -> Lanes {
    rule.sharesStudent
      ? sample[2 * i]
      : .studentT(
        squaredRadius: sample[2 * i], cosine: sample[2 * i + 1], degreesOfFreedom: parameters[1])
  }

  /// √(2T(1 − β)/η), or √(2T/δ) of a flow's substep; nothing where no step is taken.
  private var temperatureScale: Lanes {
    let rate = rule.substeps.map { hyperparameters[0] / hyperparameters[$0] } ?? hyperparameters[0]
    let temperature = rule.temperature.map { hyperparameters[$0] } ?? parameters[0]
    var twice = temperature + temperature
    if let momentum = rule.momentum {
      twice = twice * (Lanes(repeating: 1) - hyperparameters[momentum])
    }
    let variance = twice / rate
    return .select((.zero < rate) & (.zero < variance), variance.squareRoot(), .zero)
  }

  /// v ← (1/B) Σ_b a_b a_bᵀ v with a_b = H^½ ξ_b.
  private func applyRandomCurvature(
    _ functions: ObjectiveFunctions<Lanes>, _ coefficients: Parameters<Lanes>,
    to v: Vector<Lanes>
  ) {
    let batch = parameters[0]
    let a = source.work(0)
    let sum = source.work(1)
    sum.fill(.zero)
    for b in 0..<rule.largestBatch {
      for i in v.indices { a[i] = sample[b * rule.dimension + i] }
      functions.applyHessianRoot(coefficients, a)
      let product = a.dot(v)
      // A cell whose batch is smaller does not see the rest, not even where it overflows.
      let takesPart = Lanes(repeating: Scalar(b)) < batch
      for i in v.indices { sum[i] = .select(takesPart, .fma(product, a[i], sum[i]), sum[i]) }
    }
    for i in v.indices { v[i] = sum[i] / batch }
  }

  /// Writes what `body` makes of each cell's batch: once for all cells if they have the same, and else
  /// for as many as differ.
  private func overBatches(
    _ coefficients: Parameters<Lanes>, into target: Vector<Lanes>,
    _ body: (Parameters<Lanes>, Vector<Lanes>) -> Void
  ) {
    if !rule.isIndependent, !rule.batchVaries {
      body(coefficients.with(source.batch(sample, size: rule.largestBatch, cell: nil)), target)
      return
    }
    let sizes = source.scalars
    parameters[0].store(to: sizes)
    let some = source.work(2)
    var waiting = Lanes.Mask(repeating: true)
    for lane in 0..<Lanes.laneCount where waiting[lane] {
      let size = sizes[lane]
      let examples = source.batch(
        sample, size: size.integer, cell: rule.isIndependent ? cells[lane] : nil)
      body(coefficients.with(examples), some)
      let alike =
        rule.isIndependent
        ? source.laneNumbers == Lanes(repeating: Scalar(lane))
        : parameters[0] == Lanes(repeating: size)
      for i in target.indices { target[i] = .select(alike, some[i], target[i]) }
      waiting = waiting & ~alike
    }
  }
}
