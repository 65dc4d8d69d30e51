extension Plan {
  /// More substeps than this do not make a step more accurate: their rounding errors add up.
  static var substepLimit: Int { 1000 }

  /// The most substeps that a cell's step has; 1 of an optimizer.
  package var largestSubsteps: Int {
    Self.largestSubsteps(Array(parameters[layout.hyperparameters]), on: axes)
  }

  static func largestSubsteps(_ hyperparameters: [Parameter], on axes: [Axis]) -> Int {
    let substeps = hyperparameters.first {
      $0.hyperparameter.name == Hyperparameter.substeps.name
    }
    let largest: Double =
      switch substeps?.source {
      case .fixed(let value): value
      case .axis(let axis): axis < axes.count ? axes[axis].values.max() ?? 1 : 1
      case .drawn, nil: 1
      }
    return Int(min(max(largest, 1), Double(substepLimit)))
  }

  /// When the steps of a flow are: step k at start + k · step. `nil` of an optimizer.
  ///
  /// - Parameter values: By parameter, as `values(at:)`.
  public func times(at values: [Double]) -> (start: Double, step: Double)? {
    guard optimizer.kind == .flow else { return nil }
    let numbers = ruleNumbers(at: values)
    return numbers[Hyperparameter.timeStep.name].map {
      (numbers[Hyperparameter.startTime.name] ?? 0, $0)
    }
  }

  /// The rule's hyperparameters by name.
  ///
  /// - Parameter values: By parameter, as `values(at:)`.
  public func ruleNumbers(at values: [Double]) -> [String: Double] {
    let names = parameters[layout.hyperparameters].map(\.hyperparameter.name)
    return Dictionary(zip(names, values[layout.hyperparameters])) { first, _ in first }
  }
}
