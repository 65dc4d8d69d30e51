import CLanes
import Dynamics
import Foundation
import SweepPlan
import Testing

#if canImport(DynamicsV4)
  import DynamicsV4
#endif

/// A kernel that this machine can run, by the name of its instruction set.
struct NamedKernel: Sendable {
  let name: String
  let kernel: Kernel

  init(name: String, _ kernel: Kernel) {
    self.name = name
    self.kernel = kernel
  }
}

/// The instruction sets of this machine that kernels are compiled for.
let instructionSets: [(name: String, kernel: @Sendable (Plan, _ allowsFused: Bool) -> Kernel?)] = {
  #if canImport(DynamicsV4)
    if lanes_x86_64_level() >= 4 {
      return [
        ("v3", { Dynamics.kernel(for: $0, allowsFused: $1) }),
        ("v4", { DynamicsV4.kernel(for: $0, allowsFused: $1) }),
      ]
    }
  #endif
  return [("v3", { Dynamics.kernel(for: $0, allowsFused: $1) })]
}()

extension Plan {
  /// Every kernel of the plan's that this machine can run but the one that defines it.
  var vectorKernels: [NamedKernel] {
    instructionSets.flatMap { name, kernel in
      [
        kernel(self, true).flatMap { $0.isFused ? NamedKernel(name: "\(name), fused", $0) : nil },
        kernel(self, false).map { NamedKernel(name: name, $0) },
      ].compactMap(\.self)
    }
  }

  /// The kernel of one lane, which defines what all of them answer.
  var definition: Kernel {
    get throws {
      let kernel = scalarKernel(for: self)
      return try #require(kernel)
    }
  }
}

/// What kernels are asked for a block of `rows` × `columns` cells, and the answers.
struct Question: Sendable {
  enum Values: Sendable {
    case fixed(Double)
    /// One value per row.
    case rows([Double])
    /// One value per column.
    case columns([Double])
  }

  let optimizer: OptimizerDescription
  var options: [Int]
  var hyperparameters: [Values]
  var schedule: Schedule?
  var scheduleNumbers: [Values] = []
  var clipNorm: Values?
  let objective: ObjectiveDescription
  var examples: [[Double]]
  var coefficients: [Values]
  /// One per coordinate: as many as an iterate has.
  var start: [Values]
  var velocity: [Values]
  var precision: Precision
  var rows = 1
  var columns = 1
  var steps: Int
  var rule: VerdictRule
  var cycle: CycleRule?

  /// The descriptions' defaults; hyperparameters and coefficients without one are 1.
  init(
    _ optimizer: OptimizerDescription, options: [Int]? = nil, on objective: ObjectiveDescription,
    dimension: Int? = nil, _ precision: Precision, steps: Int, rule: VerdictRule
  ) {
    self.optimizer = optimizer
    self.options = options ?? optimizer.defaultOptions
    self.objective = objective
    let dimension = dimension ?? objective.usualDimension
    func values(_ hyperparameters: [Hyperparameter]) -> [Values] {
      hyperparameters.map { .fixed($0.defaultValue ?? 1) }
    }
    func coordinates(_ numbers: [Double]) -> [Values] {
      (0..<dimension).map { .fixed(numbers[min($0, numbers.count - 1)]) }
    }
    hyperparameters = values(optimizer.hyperparameters(options: self.options))
    examples = objective.examples?.defaults ?? []
    coefficients = values(objective.hyperparameters(dimension: dimension))
    start = coordinates(objective.initialPoint)
    velocity = optimizer.startsWithVelocity ? coordinates(objective.initialVelocity) : []
    self.precision = precision
    self.steps = steps
    self.rule = rule
  }

  /// By the catalog's names: the optimizer's and the objective's first numbers, the others being the
  /// defaults.
  init(
    _ optimizer: String, _ hyperparameters: [Values], options: [String: String] = [:],
    on objective: String, _ coefficients: [Values], start: [Values], _ precision: Precision,
    columns: Int = 1, steps: Int, rule: VerdictRule
  ) throws {
    let described = try #require(catalog.rules.first { $0.name == optimizer })
    let chosen = try described.choices.map { choice in
      guard let name = options[choice.name] else { return 0 }
      return try #require(choice.options.firstIndex { $0.name == name })
    }
    self.init(
      described, options: chosen,
      on: try #require(catalog.objectives.first { $0.name == objective }), dimension: start.count,
      precision, steps: steps, rule: rule)
    self.hyperparameters.replaceSubrange(hyperparameters.indices, with: hyperparameters)
    self.coefficients.replaceSubrange(coefficients.indices, with: coefficients)
    self.start = start
    self.columns = columns
  }

  /// In the order of `Plan.parameters`.
  private var values: [Values] {
    hyperparameters + scheduleNumbers + [clipNorm].compactMap(\.self) + coefficients + start
      + velocity
  }

  /// The plan that asks this. Its parameters name as their axis the place of their values here.
  var plan: Plan {
    let dimension = start.count
    var named = optimizer.hyperparameters(options: options) + (schedule?.hyperparameters ?? [])
    if clipNorm != nil { named.append(.clipNorm) }
    named += objective.hyperparameters(dimension: dimension)
    named += (0..<dimension).map(Hyperparameter.initialPoint.indexed)
    named += velocity.indices.map(Hyperparameter.initialVelocity.indexed)
    precondition(named.count == values.count, "numbers are missing")
    let parameters = zip(named, values).enumerated().map { index, pair in
      let source: Parameter.Source =
        if case .fixed(let value) = pair.1 { .fixed(value) } else { .axis(index) }
      return Parameter(hyperparameter: pair.0, source: source)
    }
    return Plan(
      optimizer: optimizer, options: options, schedule: schedule, isClipped: clipNorm != nil,
      objective: objective, examples: .rows(examples), dimension: dimension, parameters: parameters,
      axes: [], steps: steps, precision: precision, verdict: rule, cycle: cycle,
      record: Quantity.usual() + [.period], tileShape: [])
  }

  var vectorKernels: [NamedKernel] { plan.vectorKernels }
  var definition: Kernel { get throws { try plan.definition } }
  /// All of them, the definition last.
  var kernels: [NamedKernel] {
    get throws { try vectorKernels + [NamedKernel(name: "one lane", definition)] }
  }

  /// The definition's answer.
  func answer() throws -> Answer { try answer(of: definition) }

  /// Asks for the cells of some rows and columns, with subnormals flushed, as workers do.
  func answer(
    of kernel: Kernel, rows askedRows: Range<Int>? = nil, columns askedColumns: Range<Int>? = nil,
    fillingWith byte: UInt8 = 0xAA
  ) -> Answer {
    let tile = Tile(number: 0, index: [0, 0], origin: [0, 0], shape: [rows, columns])
    let result = TileResult(tile: tile, precision: precision)
    for variable in Variable.plain {
      result[variable].initializeMemory(as: UInt8.self, repeating: byte)
    }
    withColumns(of: kernel) { parameters in
      let cellSteps = kernel.run(
        KernelTask(
          parameters: parameters, rowLength: columns, rows: askedRows ?? 0..<rows,
          columns: askedColumns ?? 0..<columns, steps: steps, verdict: rule, cycle: cycle,
          output: KernelTask.Output(result), isCancelled: { false }))
      #expect(cellSteps != nil)
    }
    return Answer(result: result)
  }

  /// The trajectory of the first cell.
  func trace(steps: Int? = nil) throws -> [TraceTask.Point] {
    let kernel = try definition
    let points = Collected()
    withColumns(of: kernel) { parameters in
      kernel.trace(
        TraceTask(parameters: parameters, steps: steps ?? self.steps) {
          points.all.append($0)
          return true
        })
    }
    return points.all
  }

  private final class Collected { var all: [TraceTask.Point] = [] }

  private func withColumns(
    of kernel: Kernel, _ body: (UnsafeBufferPointer<KernelTask.Column>) -> Void
  ) {
    let all = values
    let lists: [(numbers: [Double], stride: Int)] =
      plan.sources(kernelDimension: kernel.dimension, isPlain: kernel.isPlain).map { source in
        switch source {
        case .fixed(let value): return ([value], 1)
        case .axis(let index):
          switch all[index] {
          case .fixed(let value): return ([value], 1)
          case .rows(let values): return (values, columns)
          case .columns(let values): return (values, 1)
          }
        case .drawn: return ([], 1)
        }
      }
    let control = lanes_flush_subnormals()
    defer { lanes_restore_floating_point_control(control) }
    lists.flatMap(\.numbers).withUnsafeBufferPointer { numbers in
      guard var next = numbers.baseAddress else { return }
      var entries: [KernelTask.Column] = []
      for list in lists {
        entries.append(
          KernelTask.Column(values: next, count: list.numbers.count, stride: list.stride))
        next += list.numbers.count
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
  var steps: [Int] { counts(.steps) }
  var objectives: [Double] { reals(.objective) }
  var rates: [Double] { reals(.rate) }
  var peaks: [Double] { reals(.peak) }
  var periods: [Int] { counts(.period) }

  func bytes(_ variable: Variable) -> [UInt8] { Array(result[variable]) }

  private func counts(_ variable: Variable) -> [Int] {
    result[variable].bindMemory(to: UInt32.self).map { Int($0) }
  }

  private func reals(_ variable: Variable) -> [Double] {
    switch result.precision {
    case .float32: result[variable].bindMemory(to: Float.self).map { Double($0) }
    case .float64: Array(result[variable].bindMemory(to: Double.self))
    }
  }
}

extension Question {
  /// Holds every kernel of this machine to the definition, byte for byte.
  ///
  /// - Returns: the definition's answer.
  @discardableResult
  func expectSameOfAllKernels(_ what: @autoclosure () -> String = "") throws -> Answer {
    let definition = answer(of: try self.definition, fillingWith: 0xAA)
    for named in vectorKernels {
      let vectors = answer(of: named.kernel, fillingWith: 0x55)
      for variable in Variable.plain {
        if vectors.result.isSame(as: definition.result, variable) { continue }
        let size = variable.elementType(precision).byteCount
        let (ours, theirs) = (vectors.bytes(variable), definition.bytes(variable))
        let byte = ours.indices.first { ours[$0] != theirs[$0] } ?? 0
        let cell = byte / size
        Issue.record(
          """
          \(named.name) differs: \(optimizer.name) \(options) on \(objective.name), \
          \(precision.rawValue), \(what()): \(variable) of row \(cell / columns), \
          column \(cell % columns)
          """)
      }
    }
    return definition
  }
}

extension TileResult {
  fileprivate func isSame(as other: TileResult, _ variable: Variable) -> Bool {
    let (a, b) = (self[variable], other[variable])
    guard let first = a.baseAddress, let second = b.baseAddress else { return false }
    return a.count == b.count && memcmp(first, second, a.count) == 0
  }
}

extension ObjectiveDescription {
  /// The coordinates of an iterate when a sweep does not say.
  var usualDimension: Int {
    switch dimensions {
    case .listed(let range): min(max(initialPoint.count, range.lowerBound), range.upperBound)
    case .features: (examples?.defaults.first?.count ?? 2) - 1
    case .units: initialPoint.count
    }
  }

  /// The least, the usual and the largest.
  var someDimensions: [Int] {
    switch dimensions {
    case .listed(let range): Array(Set([range.lowerBound, usualDimension, range.upperBound]))
    // Examples would have to change with it.
    case .features: [usualDimension]
    case .units(let perUnit, let others, let range):
      Array(Set([perUnit + others, usualDimension])).filter(range.contains)
    }
  }
}

/// An optimizer on an objective: what the tests of the loop take a question from.
struct Pair: Sendable, CustomTestStringConvertible {
  let optimizer: OptimizerDescription
  let objective: ObjectiveDescription
  let dimension: Int
  let precision: Precision

  var testDescription: String {
    "\(optimizer.name), \(objective.name) \(dimension), \(precision.rawValue)"
  }

  /// The pairs that were compiled together, and as many that were not.
  static let all: [Pair] = Precision.allCases.flatMap { precision in
    ["gradient_descent", "heavy_ball", "nesterov"].flatMap { optimizer in
      [("quadratic", 1), ("quadratic", 2), ("quadratic", 4), ("quadratic", 8), ("rosenbrock", 2)]
        .compactMap { objective, dimension in
          guard let optimizer = catalog.optimizers.first(where: { $0.name == optimizer }),
            let objective = catalog.objectives.first(where: { $0.name == objective })
          else { return nil }
          return Pair(
            optimizer: optimizer, objective: objective, dimension: dimension, precision: precision)
        }
    }
  }

  /// A map of all fates: the learning rate varies along the columns; along the rows the momentum, or
  /// the start if there is none.
  func map(
    rows: Int, columns: Int, steps: Int = 300,
    rule: VerdictRule = VerdictRule(escapeRadius: 1e6, tolerance: 1e-2, every: 4)
  ) -> Question {
    let eigenvalues = [100, 3, 30, 1.5, 5, 10, 60, 2]
    var question = Question(
      optimizer, on: objective, dimension: dimension, precision, steps: steps, rule: rule)
    question.rows = rows
    question.columns = columns
    question.hyperparameters[0] = .columns(spread(columns) { pow(10, -4 * (1 - $0)) })
    if question.hyperparameters.count > 1 {
      question.hyperparameters[1] = .rows(spread(rows) { 1.05 * $0 })
    } else {
      question.start[0] = .rows(spread(rows) { 4 * $0 - 2 })
    }
    if objective.name == "quadratic" {
      for index in 0..<dimension { question.coefficients[index] = .fixed(eigenvalues[index]) }
    } else {
      question.coefficients[1] = .fixed(4)
    }
    return question
  }
}

/// The values at the centres of `count` equal parts of 0 … 1.
func spread(_ count: Int, _ value: (Double) -> Double) -> [Double] {
  (0..<count).map { value((Double($0) + 0.5) / Double(count)) }
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
