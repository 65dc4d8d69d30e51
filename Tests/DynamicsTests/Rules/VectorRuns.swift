import CLanes
import Dynamics
import SweepPlan
import Testing

/// A sweep of one cell, or of a row of cells, written by names.
struct VectorRun: Sendable {
  var optimizer: String
  /// Option by choice.
  var options: [String: String] = [:]
  /// Of the optimizer, the schedule, the clipping and the objective; defaults for the others.
  var numbers: [String: Double] = [:]
  var objective = "quadratic"
  /// The objective's lists by key.
  var lists: [String: [Double]] = [:]
  var start: [Double]
  var velocity: [Double] = []
  var schedule: Schedule?
  var isClipped = false
  var precision = Precision.float64
  var steps: Int
  var rule = VerdictRule(escapeRadius: 1e12, tolerance: 1e-6, every: 1)
  /// The number that differs from cell to cell.
  var axis: (name: String, values: [Double])?

  func plan() throws -> Plan {
    let optimizer = try #require(catalog.rules.first { $0.name == self.optimizer })
    let objective = try #require(catalog.objectives.first { $0.name == self.objective })
    let indices = try optimizer.choices.map { choice in
      let name = options[choice.name] ?? choice.options[0].name
      return try #require(choice.options.firstIndex { $0.name == name })
    }
    var parameters: [Parameter] = []
    var axes: [Axis] = []
    func add(_ hyperparameter: Hyperparameter, _ value: Double?) throws {
      var source = Parameter.Source.axis(0)
      if let axis, axis.name == hyperparameter.name {
        axes.append(Axis(hyperparameter: hyperparameter, spacing: .values(axis.values)))
      } else {
        source = .fixed(try #require(value ?? hyperparameter.defaultValue))
      }
      parameters.append(Parameter(hyperparameter: hyperparameter, source: source))
    }
    let clipping: [Hyperparameter] = isClipped ? [.clipNorm] : []
    for hyperparameter in optimizer.hyperparameters(options: indices)
      + (schedule?.hyperparameters ?? []) + clipping
    {
      try add(hyperparameter, numbers[hyperparameter.name])
    }
    for coefficient in objective.coefficients {
      switch coefficient {
      case .scalar(let hyperparameter): try add(hyperparameter, numbers[hyperparameter.name])
      case .list(let key, let element):
        for i in start.indices { try add(element.indexed(i), lists[key]?[i]) }
      }
    }
    for (i, value) in start.enumerated() { try add(.initialPoint.indexed(i), value) }
    if optimizer.startsWithVelocity {
      for i in start.indices {
        try add(.initialVelocity.indexed(i), velocity.isEmpty ? 0 : velocity[i])
      }
    }
    return Plan(
      optimizer: optimizer, options: indices, schedule: schedule, isClipped: isClipped,
      objective: objective, examples: .rows(objective.examples?.defaults ?? []),
      dimension: start.count,
      parameters: parameters, axes: axes,
      steps: steps, precision: precision, verdict: rule, record: Quantity.usual(),
      tileShape: axes.map(\.count))
  }

  /// The trajectory of the first cell, by the definition of a cell's value.
  func trace() throws -> [TraceTask.Point] {
    let plan = try plan()
    let kernel = try #require(scalarKernel(for: plan))
    var points: [TraceTask.Point] = []
    withColumns(plan, kernel) { columns in
      withoutActuallyEscaping({ (point: TraceTask.Point) in
        points.append(point)
        return true
      }) { visit in
        kernel.trace(TraceTask(parameters: columns, steps: steps, visit: visit))
      }
    }
    return points
  }

  /// The iterates, from the start on.
  func iterates() throws -> [[Double]] { try trace().map(\.x) }

  /// What the cells come to.
  func verdicts() throws -> [Verdict] {
    let plan = try plan()
    let kernel = Dynamics.kernel(for: plan)
    let result = answer(plan, try #require(kernel))
    return withExtendedLifetime(result) {
      result[.verdict].map { Verdict(rawValue: $0) ?? .missing }
    }
  }

  /// Every variable of every cell is the same, bit for bit, with many lanes and with one.
  func expectSameBits() throws {
    let plan = try plan()
    let kernel = Dynamics.kernel(for: plan, allowsFused: false)
    let one = answer(plan, try #require(scalarKernel(for: plan)))
    let many = answer(plan, try #require(kernel))
    withExtendedLifetime((one, many)) {
      for variable in Variable.usual {
        #expect(one[variable].elementsEqual(many[variable]), "\(optimizer): \(variable)")
      }
    }
  }

  private func answer(_ plan: Plan, _ kernel: Kernel) -> TileResult {
    let cells = axis?.values.count ?? 1
    let result = TileResult(
      tile: Tile(number: 0, index: [0], origin: [0], shape: [cells]), precision: precision)
    for variable in Variable.plain {
      result[variable].initializeMemory(as: UInt8.self, repeating: 0)
    }
    withColumns(plan, kernel) { columns in
      let cellSteps = kernel.run(
        KernelTask(
          parameters: columns, rowLength: cells, rows: 0..<1, columns: 0..<cells, steps: steps,
          verdict: rule, output: KernelTask.Output(result), isCancelled: { false }))
      #expect(cellSteps != nil)
    }
    return result
  }

  /// With subnormals flushed, as workers do.
  private func withColumns(
    _ plan: Plan, _ kernel: Kernel, _ body: (UnsafeBufferPointer<KernelTask.Column>) -> Void
  ) {
    let lists = plan.sources(kernelDimension: kernel.dimension, isPlain: kernel.isPlain).map {
      source -> [Double] in
      switch source {
      case .fixed(let value): [value]
      case .axis: axis?.values ?? []
      case .drawn: []
      }
    }
    let control = lanes_flush_subnormals()
    defer { lanes_restore_floating_point_control(control) }
    lists.flatMap { $0 }.withUnsafeBufferPointer { numbers in
      guard var next = numbers.baseAddress else { return }
      var columns: [KernelTask.Column] = []
      for list in lists {
        columns.append(KernelTask.Column(values: next, count: list.count, stride: 1))
        next += list.count
      }
      columns.withUnsafeBufferPointer(body)
    }
  }
}

/// Whether the catalog has the objective.
func hasObjective(_ name: String) -> Bool { catalog.objectives.contains { $0.name == name } }

/// Whether a and b differ by at most `tolerance` of the larger.
func areClose(_ a: Double, _ b: Double, within tolerance: Double) -> Bool {
  abs(a - b) <= tolerance * max(abs(a), abs(b))
}

/// Whether every coordinate differs by at most `tolerance` of the largest.
func areClose(_ a: [Double], _ b: [Double], within tolerance: Double) -> Bool {
  let size = (a + b).map(abs).max() ?? 0
  return a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * size }
}

/// ∇f of Rosenbrock's function with a = 1 and b = 100, plainly.
func rosenbrockGradient(_ x: [Double]) -> [Double] {
  let r = x[1] - x[0] * x[0]
  return [-2 * (1 - x[0]) - 400 * x[0] * r, 200 * r]
}

/// The point between `low` and `high` where `holds` changes from true to false.
func edge(
  _ low: Double, _ high: Double, _ holds: (Double) throws -> Bool
) rethrows -> Double {
  var (low, high) = (low, high)
  while high - low > 1e-9 * high {
    let middle = (low + high) / 2
    if try holds(middle) { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

/// T and D of x₊ = T x − D x₋, which four iterates of a rule with two numbers of state obey: the
/// trace and the determinant of its update map.
func secondOrderRecurrence(_ x: [Double]) -> (trace: Double, determinant: Double) {
  let scale = x[1] * x[1] - x[0] * x[2]
  return (
    (x[1] * x[2] - x[0] * x[3]) / scale, (x[2] * x[2] - x[1] * x[3]) / scale
  )
}

/// Learning rates or time steps from 2⁻¹² to 2³: every fate.
let manySteps: [Double] = (0..<45).map { i in
  let octave = Double(1 << (i / 3))
  return 0x1p-12 * octave * (1 + Double(i % 3) / 3)
}
