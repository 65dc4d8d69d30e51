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
  /// What number a cell of the tile has in the grid: independent noise differs by it.
  public let numbering: CellNumbering
  public let steps: Int
  public let verdict: VerdictRule
  public let cycle: CycleRule?
  /// The seeds to run, to be added to the statistics that `output` holds of those before; `nil` for
  /// the trajectories themselves, of one seed.
  public let seeds: Range<Int>?
  /// That one.
  public let seed: Int

  /// Where answers go: the columns of a `TileResult`, index = cell of the tile. The reals of
  /// trajectories hold the kernel's precision.
  public struct Output {
    private let columns: [UnsafeMutableRawPointer?]

    /// Unsafe: `result` outlives the task.
    public init(_ result: TileResult) {
      columns = Variable.allCases.map { result[$0].baseAddress }
    }

    /// `nil` if nothing asks for the variable.
    public subscript(variable: Variable) -> UnsafeMutableRawPointer? { columns[variable.index] }
  }
  public let output: Output

  /// Asked every few milliseconds; `true` abandons the task, whose output is then worthless.
  public let isCancelled: () -> Bool

  public init(
    parameters: UnsafeBufferPointer<Column>, rowLength: Int, rows: Range<Int>,
    columns: Range<Int>, numbering: CellNumbering = CellNumbering(), steps: Int,
    verdict: VerdictRule, cycle: CycleRule? = nil, seeds: Range<Int>? = nil, seed: Int = 0,
    output: Output,
    isCancelled: @escaping () -> Bool
  ) {
    self.parameters = parameters
    self.rowLength = rowLength
    self.rows = rows
    self.columns = columns
    self.numbering = numbering
    self.steps = steps
    self.verdict = verdict
    self.cycle = cycle
    self.seeds = seeds
    self.seed = seed
    self.output = output
    self.isCancelled = isCancelled
  }
}
