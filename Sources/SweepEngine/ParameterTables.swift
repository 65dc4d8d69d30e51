import SweepPlan

/// The numbers that a kernel reads, laid out once for all tiles.
///
/// Unsafe: the memory is written in `init` only and lives as long as the tables, which is the
/// contract behind `@unchecked Sendable`.
final class ParameterTables: @unchecked Sendable {
  private enum Source {
    case fixed(UnsafeMutablePointer<Double>)
    /// By cell of the axis.
    case table(UnsafeMutablePointer<Double>, axis: Int)
  }

  private let axes: [UnsafeMutableBufferPointer<Double>]
  /// By coordinate, then cell of the seed's axis: starts that are drawn.
  private let drawn: UnsafeMutableBufferPointer<Double>
  private let fixed: UnsafeMutableBufferPointer<Double>
  private let sources: [Source]

  init(_ plan: Plan, for kernel: Kernel) {
    let axes = plan.axes.map { axis in
      let values = UnsafeMutableBufferPointer<Double>.allocate(capacity: axis.count)
      for index in 0..<axis.count { values.initializeElement(at: index, to: axis[index]) }
      return values
    }
    let parameters = plan.sources(kernelDimension: kernel.dimension, isPlain: kernel.isPlain)
    let fixed = UnsafeMutableBufferPointer<Double>.allocate(capacity: parameters.count)
    self.axes = axes
    self.fixed = fixed
    let drawn = UnsafeMutableBufferPointer<Double>.allocate(
      capacity: parameters.reduce(0) { $0 + $1.drawnCount(plan.axes) })
    self.drawn = drawn
    var nextDrawn = 0
    sources = parameters.enumerated().map { index, source in
      guard let base = fixed.baseAddress else { preconditionFailure("a plan has parameters") }
      (base + index).initialize(to: 0)
      switch source {
      case .fixed(let value):
        base[index] = value
      case .axis(let axis):
        if let values = axes[axis].baseAddress { return .table(values, axis: axis) }
      case .drawn(let start, let coordinate, let axis):
        guard let values = drawn.baseAddress.map({ $0 + nextDrawn }) else { break }
        for (cell, seed) in axes[axis].enumerated() {
          (values + cell).initialize(to: start.value(seed: seed, coordinate))
        }
        nextDrawn += axes[axis].count
        return .table(values, axis: axis)
      }
      return .fixed(base + index)
    }
  }

  deinit {
    for axis in axes { axis.deallocate() }
    fixed.deallocate()
    drawn.deallocate()
  }

  /// The columns of a box of cells.
  func columns(origin: [Int], shape: [Int]) -> [KernelTask.Column] {
    sources.map { source in
      switch source {
      case .fixed(let value):
        return KernelTask.Column(values: value, count: 1, stride: 1)
      case .table(let values, let axis):
        return KernelTask.Column(
          values: values + origin[axis], count: shape[axis],
          stride: shape[(axis + 1)...].reduce(1, *))
      }
    }
  }
}

extension Parameter.Source {
  /// Values that are drawn for it.
  func drawnCount(_ axes: [Axis]) -> Int {
    if case .drawn(_, _, let axis) = self { axes[axis].count } else { 0 }
  }
}
