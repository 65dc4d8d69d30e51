import CLanes
import Dynamics
import Foundation
import SweepPlan
import Testing

#if canImport(DynamicsV4)
  import DynamicsV4
#endif

/// The kernels that this machine can run, by the name of their instruction set.
let kernelSets: [(name: String, kernels: [Kernel])] = {
  #if canImport(DynamicsV4)
    let newest = lanes_x86_64_level() >= 4 ? [("v4", DynamicsV4.kernels)] : []
  #else
    let newest: [(String, [Kernel])] = []
  #endif
  return [("v3", Dynamics.kernels)] + newest
}()

/// A kernel, and the one that defines what it must answer.
struct KernelPair: Sendable, CustomTestStringConvertible {
  let set: String
  let kernel: Kernel
  let scalar: Kernel

  var testDescription: String {
    "\(kernel.optimizer.name), \(kernel.objective.name) \(kernel.dimension), "
      + "\(kernel.precision.rawValue), \(set)"
  }

  /// All of them; a vector kernel without a scalar one is `CatalogTests`' to report.
  static let all = kernelSets.flatMap { set in
    set.kernels.compactMap { kernel in
      scalarKernel(like: kernel).map { KernelPair(set: set.name, kernel: kernel, scalar: $0) }
    }
  }
}

func scalarKernel(like kernel: Kernel) -> Kernel? {
  scalarKernels.first { scalar in
    scalar.optimizer.name == kernel.optimizer.name && scalar.objective.name == kernel.objective.name
      && scalar.dimension == kernel.dimension && scalar.precision == kernel.precision
  }
}

func scalarKernel(
  _ optimizer: String, _ objective: String, _ dimension: Int, _ precision: Precision
) throws -> Kernel {
  try #require(
    scalarKernels.first {
      $0.optimizer.name == optimizer && $0.objective.name == objective
        && $0.dimension == dimension && $0.precision == precision
    })
}

/// What a kernel is asked for a block of `rows` × `columns` cells, and the answers.
struct Question: Sendable {
  enum Values: Sendable {
    case fixed(Double)
    /// One value per row.
    case rows([Double])
    /// One value per column.
    case columns([Double])
  }

  /// Optimizer's hyperparameters, objective's coefficients, initial point.
  var parameters: [Values]
  var rows = 1
  var columns = 1
  var steps: Int
  var rule: VerdictRule

  /// Asks for the cells of some rows and columns, with subnormals flushed, as workers do.
  func answer(
    of kernel: Kernel, rows askedRows: Range<Int>? = nil, columns askedColumns: Range<Int>? = nil,
    fillingWith byte: UInt8 = 0xAA
  ) -> Answer {
    let tile = Tile(number: 0, index: [0, 0], origin: [0, 0], shape: [rows, columns])
    let result = TileResult(tile: tile, precision: kernel.precision)
    for variable in Variable.allCases {
      result[variable].initializeMemory(as: UInt8.self, repeating: byte)
    }
    withColumns { parameters in
      let isDone = kernel.run(
        KernelTask(
          parameters: parameters, rowLength: columns, rows: askedRows ?? 0..<rows,
          columns: askedColumns ?? 0..<columns, steps: steps, verdict: rule,
          output: KernelTask.Output(result), isCancelled: { false }))
      #expect(isDone)
    }
    return Answer(result: result)
  }

  /// The trajectory of the first cell.
  func trace(of kernel: Kernel, steps: Int? = nil) throws -> [TraceTask.Point] {
    let trace = try #require(kernel.trace)
    let points = Collected()
    withColumns { parameters in
      trace(
        TraceTask(parameters: parameters, steps: steps ?? self.steps) {
          points.all.append($0)
          return true
        })
    }
    return points.all
  }

  private final class Collected { var all: [TraceTask.Point] = [] }

  private func withColumns(_ body: (UnsafeBufferPointer<KernelTask.Column>) -> Void) {
    let lists = parameters.map { values in
      switch values {
      case .fixed(let value): [value]
      case .rows(let values), .columns(let values): values
      }
    }
    let control = lanes_flush_subnormals()
    defer { lanes_restore_floating_point_control(control) }
    lists.flatMap { $0 }.withUnsafeBufferPointer { numbers in
      guard var next = numbers.baseAddress else { return }
      var entries: [KernelTask.Column] = []
      for (values, list) in zip(parameters, lists) {
        var stride = 1
        if case .rows = values { stride = columns }
        entries.append(KernelTask.Column(values: next, count: list.count, stride: stride))
        next += list.count
      }
      entries.withUnsafeBufferPointer(body)
    }
  }
}

/// Cells' answers.
struct Answer {
  let result: TileResult

  var verdicts: [Verdict] {
    result[.verdict].map { Verdict(rawValue: $0) ?? .missing }
  }
  var steps: [Int] {
    result[.steps].bindMemory(to: UInt32.self).map { Int($0) }
  }
  var objectives: [Double] { reals(.objective) }
  var rates: [Double] { reals(.rate) }
  var peaks: [Double] { reals(.peak) }

  func bytes(_ variable: Variable) -> [UInt8] { Array(result[variable]) }

  private func reals(_ variable: Variable) -> [Double] {
    switch result.precision {
    case .float32: result[variable].bindMemory(to: Float.self).map { Double($0) }
    case .float64: Array(result[variable].bindMemory(to: Double.self))
    }
  }
}

extension KernelTask.Output {
  init(_ result: TileResult) {
    func base(_ variable: Variable) -> UnsafeMutableRawPointer {
      guard let address = result[variable].baseAddress else { preconditionFailure("no cells") }
      return address
    }
    self.init(
      verdict: base(.verdict).assumingMemoryBound(to: UInt8.self),
      steps: base(.steps).assumingMemoryBound(to: UInt32.self),
      objective: base(.objective), rate: base(.rate), peak: base(.peak))
  }
}

extension Question {
  /// A map of all fates for any kernel: the learning rate varies along the columns; along the rows
  /// the momentum, or the start if there is none.
  static func map(
    for kernel: Kernel, rows: Int, columns: Int, steps: Int = 300,
    rule: VerdictRule = VerdictRule(escapeRadius: 1e6, tolerance: 1e-2, every: 4)
  ) -> Question {
    let eigenvalues = [100, 3, 30, 1.5, 5, 10, 60, 2]
    func spread(_ count: Int, _ value: (Double) -> Double) -> [Double] {
      (0..<count).map { value((Double($0) + 0.5) / Double(count)) }
    }
    let hyperparameters = kernel.optimizer.hyperparameters
    let hasMomentum = hyperparameters.contains(.momentum)
    var parameters: [Values] = hyperparameters.map { hyperparameter in
      switch hyperparameter {
      case .learningRate: .columns(spread(columns) { pow(10, -4 * (1 - $0)) })
      case .momentum: .rows(spread(rows) { 1.05 * $0 })
      default: .fixed(hyperparameter.defaultValue ?? 0.5)
      }
    }
    for coefficient in kernel.objective.hyperparameters(dimension: kernel.dimension) {
      let index = coefficient.name.split(separator: "_").last.flatMap { Int($0) }
      parameters.append(
        .fixed(
          kernel.objective.name == "rosenbrock"
            ? (coefficient.name == "b" ? 4 : 1)
            : coefficient.defaultValue ?? index.map { eigenvalues[$0 % 8] } ?? 1))
    }
    let start = kernel.objective.initialPoint
    for coordinate in 0..<kernel.dimension {
      let value = start[min(coordinate, start.count - 1)]
      parameters.append(
        coordinate == 0 && !hasMomentum ? .rows(spread(rows) { 4 * $0 - 2 }) : .fixed(value))
    }
    return Question(
      parameters: parameters, rows: rows, columns: columns, steps: steps, rule: rule)
  }

  /// A quadratic in fewer dimensions than the kernel's or as many: zeros beyond, as
  /// `ObjectiveDescription.isPadded` promises.
  static func quadratic(
    _ hyperparameters: [Values], eigenvalues: [Values], start: [Values], kernel: Kernel,
    columns: Int = 1, steps: Int, rule: VerdictRule
  ) -> Question {
    let zeros = [Values](repeating: .fixed(0), count: kernel.dimension - eigenvalues.count)
    return Question(
      parameters: hyperparameters + eigenvalues + zeros + start + zeros, columns: columns,
      steps: steps, rule: rule)
  }
}

/// Random numbers that are the same in every run: SplitMix64.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
