/// Where each group of numbers stands among `Plan.parameters`.
public struct ParameterLayout: Sendable, Hashable {
  /// The optimizer's, as `OptimizerDescription.hyperparameters(options:)`.
  public let hyperparameters: Range<Int>
  /// The schedule's.
  public let schedule: Range<Int>
  /// `clip_norm`, if gradients are clipped.
  public let clipping: Range<Int>
  /// The noise's, as `Noise.hyperparameters(dimension:)`.
  public let noise: Range<Int>
  /// The objective's, as `ObjectiveDescription.hyperparameters(dimension:)`.
  public let coefficients: Range<Int>
  /// The initial point's coordinates.
  public let initialPoint: Range<Int>
  /// The initial velocity's, if the rule starts with one.
  public let initialVelocity: Range<Int>
  /// The seed that initial points are drawn with, if they are; kernels read the points only.
  public let startSeed: Range<Int>
  /// The point from which distances are measured, if they are.
  public let reference: Range<Int>
}

extension Plan {
  public var layout: ParameterLayout {
    var end = 0
    func next(_ count: Int) -> Range<Int> {
      defer { end += count }
      return end..<end + count
    }
    return ParameterLayout(
      hyperparameters: next(optimizer.hyperparameters(options: options).count),
      schedule: next(schedule?.hyperparameters.count ?? 0),
      clipping: next(isClipped ? 1 : 0),
      noise: next(noise?.hyperparameters(dimension: dimension).count ?? 0),
      coefficients: next(objective.hyperparameters(dimension: dimension).count),
      initialPoint: next(dimension),
      initialVelocity: next(optimizer.startsWithVelocity ? dimension : 0),
      startSeed: next(randomStart == nil ? 0 : 1),
      reference: next(measuresDistance ? dimension : 0))
  }

  /// Whether the objective's extras are fixed at zero, so that a kernel may leave them out.
  public var hasPlainObjective: Bool {
    var index = layout.coefficients.lowerBound
    for coefficient in objective.coefficients {
      let count = coefficient.count(dimension: dimension)
      if objective.extras.contains(coefficient.key) {
        guard parameters[index..<index + count].allSatisfy({ $0.source == .fixed(0) }) else {
          return false
        }
      }
      index += count
    }
    return true
  }

  /// Where a kernel of `kernelDimension` coordinates finds its numbers. It gets zeros for the
  /// coordinates beyond the plan's; one that is plain gets no extras.
  public func sources(kernelDimension: Int, isPlain: Bool) -> [Parameter.Source] {
    let layout = layout
    let sources = parameters.map(\.source)
    let zeros = [Parameter.Source](repeating: .fixed(0), count: kernelDimension - dimension)
    var result = Array(sources[..<layout.coefficients.lowerBound])
    var index = layout.coefficients.lowerBound
    for coefficient in objective.coefficients {
      let count = coefficient.count(dimension: dimension)
      defer { index += count }
      if isPlain && objective.extras.contains(coefficient.key) { continue }
      result += sources[index..<index + count]
      if case .list = coefficient { result += zeros }
    }
    result += sources[layout.initialPoint] + zeros
    if optimizer.startsWithVelocity { result += sources[layout.initialVelocity] + zeros }
    if measuresDistance { result += sources[layout.reference] + zeros }
    return result
  }
}

extension ObjectiveDescription.Coefficient {
  /// How many numbers it stands for.
  fileprivate func count(dimension: Int) -> Int {
    switch self {
    case .scalar: 1
    case .list: dimension
    }
  }
}
