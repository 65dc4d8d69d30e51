/// What a kernel is asked: a range of a tile's cells, as numbers without names.
///
/// Pointers stay valid for the duration of the call. Kernels of several workers may run on
/// disjoint ranges of one tile.
public struct KernelTask {
  /// The value of one parameter in every cell of a tile: `values[cell / stride % count]`.
  public struct Column {
    public let values: UnsafePointer<Double>
    public let count: Int
    public let stride: Int

    public init(values: UnsafePointer<Double>, count: Int, stride: Int) {
      self.values = values
      self.count = count
      self.stride = stride
    }
  }

  /// In the order of `Plan.sources(kernelDimension:isPlain:)`.
  public let parameters: UnsafeBufferPointer<Column>
  /// Cells along the tile's last axis.
  public let rowLength: Int
  /// The part of the tile that is asked for: cell = row · rowLength + column.
  public let rows: Range<Int>
  public let columns: Range<Int>
  public let steps: Int
  public let verdict: VerdictRule
  public let cycle: CycleRule?

  /// Where answers go; index = cell of the tile. The reals hold the kernel's precision.
  public struct Output {
    public let verdict: UnsafeMutablePointer<UInt8>
    public let steps: UnsafeMutablePointer<UInt32>
    public let objective: UnsafeMutableRawPointer
    public let rate: UnsafeMutableRawPointer
    public let peak: UnsafeMutableRawPointer
    /// Written if a cycle is looked for.
    public let period: UnsafeMutablePointer<UInt32>

    public init(
      verdict: UnsafeMutablePointer<UInt8>, steps: UnsafeMutablePointer<UInt32>,
      objective: UnsafeMutableRawPointer, rate: UnsafeMutableRawPointer,
      peak: UnsafeMutableRawPointer, period: UnsafeMutablePointer<UInt32>
    ) {
      self.verdict = verdict
      self.steps = steps
      self.objective = objective
      self.rate = rate
      self.peak = peak
      self.period = period
    }
  }
  public let output: Output

  /// Asked every few milliseconds; `true` abandons the task, whose output is then worthless.
  public let isCancelled: () -> Bool

  public init(
    parameters: UnsafeBufferPointer<Column>, rowLength: Int, rows: Range<Int>,
    columns: Range<Int>, steps: Int, verdict: VerdictRule, cycle: CycleRule? = nil,
    output: Output,
    isCancelled: @escaping () -> Bool
  ) {
    self.parameters = parameters
    self.rowLength = rowLength
    self.rows = rows
    self.columns = columns
    self.steps = steps
    self.verdict = verdict
    self.cycle = cycle
    self.output = output
    self.isCancelled = isCancelled
  }
}
