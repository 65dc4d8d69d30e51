import SweepPlan

/// The numbers that a kernel reads, laid out once for all tiles.
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
    let parameters = plan.sources(kernelDimension: kernel.dimension, isPlain: kernel.isPlain)
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
