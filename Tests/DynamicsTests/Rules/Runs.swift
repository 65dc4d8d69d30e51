import CLanes
import Dynamics
import Foundation
import SweepPlan
import Testing

#if canImport(DynamicsV4)
  import DynamicsV4
#endif

/// One cell by the catalog's names; what is not named has its default.
struct RuleRun: Sendable {
  var optimizer: String
  var options: [String: String]
  /// The optimizer's and the schedule's.
  var numbers: [String: Double]
  var schedule: Schedule?
  var objective: Ground
  var start: [Double]
  var precision: Precision
  /// What a schedule runs over.
  var scheduledSteps = 1

  /// An objective with its coefficients.
  struct Ground: Sendable {
    var name: String
    var coefficients: [String: Double] = [:]

    static func quadratic(_ eigenvalues: [Double], minimum: Double = 0, rotation: Double = 0)
      -> Ground
    {
      var coefficients = ["rotation": rotation]
      for (i, eigenvalue) in eigenvalues.enumerated() {
        coefficients["eigenvalue_\(i)"] = eigenvalue
        coefficients["minimum_\(i)"] = minimum
      }
      return Ground(name: "quadratic", coefficients: coefficients)
    }

    static let rosenbrock = Ground(name: "rosenbrock")

    /// f = σxy, with ½μ(x² − y²) beside it.
    static func game(_ strength: Double, curvature: Double = 0) -> Ground {
      Ground(name: "bilinear", coefficients: ["strength": strength, "curvature": curvature])
    }
  }

  init(
    _ optimizer: String, _ numbers: [String: Double], schedule: Schedule? = nil,
    on objective: Ground = .quadratic([1]), from start: [Double] = [1],
    _ precision: Precision = .float64
  ) {
    self.init(
      optimizer, [:], numbers, schedule: schedule, on: objective, from: start, precision)
  }

  init(
    _ optimizer: String, _ options: [String: String], _ numbers: [String: Double],
    schedule: Schedule? = nil, on objective: Ground = .quadratic([1]), from start: [Double] = [1],
    _ precision: Precision = .float64
  ) {
    self.optimizer = optimizer
    self.options = options
    self.numbers = numbers
    self.schedule = schedule
    self.objective = objective
    self.start = start
    self.precision = precision
  }

  func plan() throws -> Plan {
    let rule = try #require(Dynamics.catalog.optimizers.first { $0.name == optimizer })
    let ground = try #require(
      Dynamics.catalog.objectives.first { $0.name == objective.name }, "no \(objective.name)")
    #expect(Set(options.keys).isSubset(of: rule.choices.map(\.name)), "\(options)")
    let chosen = try rule.choices.map { choice in
      guard let name = options[choice.name] else { return 0 }
      return try #require(choice.options.firstIndex { $0.name == name }, "no option \(name)")
    }
    func fixed(_ all: [Hyperparameter], _ named: [String: Double]) throws -> [Parameter] {
      try all.map { hyperparameter in
        let value = named[hyperparameter.name] ?? hyperparameter.defaultValue
        return Parameter(
          hyperparameter: hyperparameter,
          source: .fixed(try #require(value, "no \(hyperparameter.name)")))
      }
    }
    let hyperparameters =
      rule.hyperparameters(options: chosen) + (schedule?.hyperparameters ?? [])
    #expect(Set(numbers.keys).isSubset(of: hyperparameters.map(\.name)), "\(numbers)")
    let points = start.map {
      Parameter(hyperparameter: .initialPoint, source: .fixed($0))
    }
    return Plan(
      optimizer: rule, options: chosen, schedule: schedule, objective: ground,
      examples: .rows(ground.examples?.defaults ?? []), dimension: start.count,
      parameters: try fixed(hyperparameters, numbers)
        + fixed(ground.hyperparameters(dimension: start.count), objective.coefficients) + points,
      axes: [], steps: scheduledSteps, precision: precision,
      verdict: VerdictRule(escapeRadius: 1e300, tolerance: 0, every: 16), record: Quantity.usual(),
      tileShape: [])
  }

  /// The trajectory in one lane; the vectors that this machine has must have the same bits.
  func points(_ steps: Int) throws -> [TraceTask.Point] {
    let plan = try plan()
    var points: [TraceTask.Point] = []
    trace(plan, try oneLane(plan), steps) {
      points.append($0)
      return true
    }
    for kernel in try vectors(plan) {
      var bits: [[UInt64]] = []
      trace(plan, kernel, steps) {
        bits.append($0.x.map(\.bitPattern))
        return true
      }
      #expect(
        points.map { $0.x.map(\.bitPattern) } == bits, "\(optimizer), \(kernel.lanes) lanes")
    }
    return points
  }

  /// The iterates.
  func iterates(_ steps: Int) throws -> [[Double]] { try points(steps).map(\.x) }

  /// The first coordinate of the iterates.
  func path(_ steps: Int) throws -> [Double] { try points(steps).map { $0.x[0] } }

  /// The lengths of the iterates.
  func lengths(_ steps: Int) throws -> [Double] {
    try iterates(steps).map { $0.reduce(0) { hypot($0, $1) } }
  }

  private func oneLane(_ plan: Plan) throws -> Kernel {
    let kernel: Kernel? = Dynamics.scalarKernel(for: plan)
    return try #require(kernel)
  }

  private func vectors(_ plan: Plan) throws -> [Kernel] {
    let narrow: Kernel? = Dynamics.kernel(for: plan, allowsFused: false)
    var kernels = [try #require(narrow)]
    #if canImport(DynamicsV4)
      if lanes_x86_64_level() >= 4 {
        let wide: Kernel? = DynamicsV4.kernel(for: plan, allowsFused: false)
        kernels.append(try #require(wide))
      }
    #endif
    return kernels
  }

  private func trace(
    _ plan: Plan, _ kernel: Kernel, _ steps: Int, _ visit: @escaping (TraceTask.Point) -> Bool
  ) {
    let values: [Double] = plan.sources(
      kernelDimension: kernel.dimension, isPlain: kernel.isPlain
    ).map {
      guard case .fixed(let value) = $0 else { preconditionFailure("no axes here") }
      return value
    }
    let control = lanes_flush_subnormals()
    defer { lanes_restore_floating_point_control(control) }
    values.withUnsafeBufferPointer { values in
      let columns = values.indices.map { i in
        KernelTask.Column(values: values.baseAddress! + i, count: 1, stride: 1)
      }
      columns.withUnsafeBufferPointer {
        kernel.trace(TraceTask(parameters: $0, steps: steps, visit: visit))
      }
    }
  }

  /// Whether the iterate grows in the long run: longer in the last hundred steps than in the hundred
  /// before the middle, or more than 10¹²⁰ times its start's length. Start near rest, at 10⁻¹⁴⁰, what
  /// is linear only there. Numbers near the smallest count as zero.
  func grows(_ steps: Int = 20_000) throws -> Bool {
    let plan = try plan()
    let kernel = try oneLane(plan)
    let limit = 1e120 * start.reduce(0) { hypot($0, $1) }
    var halfWay = 0.0
    var end = 0.0
    var hasEscaped = false
    trace(plan, kernel, steps) { point in
      let length = point.x.reduce(0) { hypot($0, $1) }
      hasEscaped = !(length < limit)
      if (steps / 2 - 100...steps / 2).contains(point.step) { halfWay = max(halfWay, length) }
      if point.step >= steps - 100 { end = max(end, length) }
      return !hasEscaped
    }
    return hasEscaped || (end > halfWay && end > 1e-290)
  }

  /// The mean change of ln ‖x‖ per step over the second half of `steps`.
  func rate(_ steps: Int = 2048) throws -> Double {
    let lengths = try lengths(steps)
    return log(lengths[steps] / lengths[steps / 2]) / Double(steps / 2)
  }
}

/// Holds the learning rate at which `run` begins to grow to `edge`, to 10⁻⁶ of it.
func expectEdge(at edge: Double, of run: RuleRun, _ comment: Comment? = nil) throws {
  func grows(at learningRate: Double) throws -> Bool {
    var run = run
    run.numbers["learning_rate"] = learningRate
    return try run.grows()
  }
  var stable = 0.93 * edge
  var unstable = 1.1 * edge
  let ends = try [grows(at: stable), grows(at: unstable)]
  try #require(ends == [false, true], comment)
  while unstable - stable > 2e-7 * edge {
    let middle = (stable + unstable) / 2
    if try grows(at: middle) { unstable = middle } else { stable = middle }
  }
  #expect(agree((stable + unstable) / 2, edge, within: 1e-6), comment)
}

/// What `run` must come to: the rule once more in plain numbers, one function per coordinate's step.
///
/// - Parameter step: Changes a coordinate, given its gradient and the step's number k = 1, 2, ….
func expectSteps(
  of run: RuleRun, _ steps: Int, within share: Double = 1e-12, gradient: ([Double]) -> [Double],
  _ step: (_ x: inout Double, _ memory: inout [Double], _ g: Double, _ k: Int) -> Void
) throws {
  var x = run.start
  var memory = x.map { _ in [0.0, 0, 0] }
  for (k, iterate) in try run.iterates(steps).enumerated() {
    if k > 0 {
      let g = gradient(x)
      for i in x.indices { step(&x[i], &memory[i], g[i], k) }
    }
    let isClose = zip(iterate, x).allSatisfy { agree($0, $1, within: share, orBy: share) }
    #expect(isClose, "step \(k): \(iterate), \(x)")
    if !isClose { return }
  }
}

/// ∇f of ½‖x‖².
func gradientOfParabola(_ x: [Double]) -> [Double] { x }

/// ∇f of Rosenbrock's banana with a = 1, b = 100.
func gradientOfRosenbrock(_ x: [Double]) -> [Double] {
  let r = x[1] - x[0] * x[0]
  return [-2 * (1 - x[0]) - 400 * x[0] * r, 200 * r]
}
