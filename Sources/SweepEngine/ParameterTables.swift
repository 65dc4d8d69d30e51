import SweepPlan

/// The numbers that a kernel reads, laid out once for all tiles.
///
/// A kernel of a higher dimension than the plan's gets zeros for the coordinates beyond
/// (`ObjectiveDescription.isPadded`).
///
/// Unsafe: the memory is written in `init` only and lives as long as the tables, which is the
/// contract behind `@unchecked Sendable`.
final class ParameterTables: @unchecked Sendable {
  private enum Source {
    case fixed(UnsafeMutablePointer<Double>)
    case axis(Int)
  }

  private let axes: [UnsafeMutableBufferPointer<Double>]
  private let fixed: UnsafeMutableBufferPointer<Double>
  private let sources: [Source]

  init(_ plan: Plan, for kernel: Kernel) {
    axes = plan.axes.map { axis in
      let values = UnsafeMutableBufferPointer<Double>.allocate(capacity: axis.count)
      for index in 0..<axis.count { values.initializeElement(at: index, to: axis[index]) }
      return values
    }
    let parameters = Self.pad(plan, to: kernel.dimension)
    let fixed = UnsafeMutableBufferPointer<Double>.allocate(capacity: parameters.count)
    self.fixed = fixed
    sources = parameters.enumerated().map { index, source in
      guard let base = fixed.baseAddress else { return .axis(0) }
      switch source {
      case .fixed(let value):
        (base + index).initialize(to: value)
        return .fixed(base + index)
      case .axis(let axis):
        (base + index).initialize(to: 0)
        return .axis(axis)
      }
    }
  }

  deinit {
    for axis in axes { axis.deallocate() }
    fixed.deallocate()
  }

  /// The plan's parameters with zeros after each list of coordinates, up to `dimension` of them.
  private static func pad(_ plan: Plan, to dimension: Int) -> [Parameter.Source] {
    var rest = plan.parameters.map(\.source)[...]
    let zeros = [Parameter.Source](repeating: .fixed(0), count: dimension - plan.dimension)
    func take(_ count: Int) -> [Parameter.Source] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    var padded = take(plan.optimizer.hyperparameters.count)
    for coefficient in plan.objective.coefficients {
      switch coefficient {
      case .scalar: padded += take(1)
      case .list: padded += take(plan.dimension) + zeros
      }
    }
    return padded + take(plan.dimension) + zeros
  }

  /// The columns of a box of cells.
  func columns(origin: [Int], shape: [Int]) -> [KernelTask.Column] {
    sources.map { source in
      switch source {
      case .fixed(let value):
        return KernelTask.Column(values: value, count: 1, stride: 1)
      case .axis(let axis):
        guard let base = axes[axis].baseAddress else { preconditionFailure("an axis has cells") }
        return KernelTask.Column(
          values: base + origin[axis], count: shape[axis],
          stride: shape[(axis + 1)...].reduce(1, *))
      }
    }
  }
}
