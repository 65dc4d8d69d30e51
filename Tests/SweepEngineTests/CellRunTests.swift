import CLanes
import SweepEngine
import SweepPlan
import Testing

struct CellRunTests {
  private func sweep(_ precision: Precision = .float64, steps: Int = 200) throws -> Plan {
    try plan(
      """
      objective: {quadratic: {eigenvalues: [100, 1]}}
      initial_point: 1
      optimizer: heavy_ball
      axes: {momentum: {from: 0, to: 1, count: 10}, learning_rate: {from: 0, to: 0.05, count: 10}}
      steps: \(steps)
      precision: \(precision.rawValue)
      verdict: {escape_radius: 1e6, tolerance: 1e-3, every: 16}
      """)
  }

  @Test(arguments: Precision.allCases)
  func `any kernel gives the same answer for a cell`(precision: Precision) throws {
    let plan = try sweep(precision)
    for number in 0..<plan.grid.cellCount {
      let cell = plan.grid.cell(number)
      let results = try kernels(for: plan).map { CellRun(plan: plan, kernel: $0).result(at: cell) }
      for variable in Variable.plain {
        for result in results { #expect(Array(result[variable]) == Array(results[0][variable])) }
      }
    }
  }

  /// The trace's last point is the result's objective, its coordinates at the checks its peak.
  @Test(arguments: Precision.allCases)
  func `a trace ends where the result says`(precision: Precision) throws {
    let plan = try sweep(precision)
    let run = CellRun(plan: plan, kernel: try reference(for: plan))
    for number in 0..<plan.grid.cellCount {
      let cell = plan.grid.cell(number)
      let result = run.result(at: cell)
      let steps = Int(result[.steps].load(as: UInt32.self))
      var points: [TraceTask.Point] = []
      run.trace(at: cell, steps: steps) {
        points.append($0)
        return true
      }
      #expect(points.map(\.step) == Array(0...steps))
      #expect(points[0].x == [1, 1])
      #expect(points[0].objective == 50.5 && points[0].gradient == 100)
      func real(_ variable: Variable) -> Double {
        switch precision {
        case .float32: Double(result[variable].load(as: Float.self))
        case .float64: result[variable].load(as: Double.self)
        }
      }
      #expect(points[steps].objective == real(.objective))
      let checks = points.filter { $0.step > 0 && ($0.step % 16 == 0 || $0.step == 200) }
      #expect(checks.flatMap(\.x).map(\.magnitude).max() == real(.peak))
    }
  }

  @Test func `a visitor may end a trace`() throws {
    let plan = try sweep()
    var count = 0
    CellRun(plan: plan, kernel: try reference(for: plan)).trace(at: [5, 5], steps: 100) { point in
      count += 1
      return point.step < 7
    }
    #expect(count == 8)
  }

  @Test func `any kernel traces the same`() throws {
    let plan = try sweep()
    let traces = try kernels(for: plan).map { kernel in
      var points: [String] = []
      CellRun(plan: plan, kernel: kernel).trace(at: [5, 5], steps: 100) { point in
        points.append("\(point)")
        return true
      }
      return points
    }
    for trace in traces { #expect(trace == traces[0] && trace.count == 101) }
  }

  /// Subnormals count as zero in kernels; the thread that asked gets its own arithmetic back.
  @Test func `the thread's floating-point control is restored`() throws {
    let plan = try plan(
      """
      objective: {quadratic: {eigenvalues: [1]}}
      optimizer: gradient_descent
      axes: {learning_rate: {values: [0.5]}}
      steps: 200
      """)
    let half = Float.leastNormalMagnitude / 2
    let before = lanes_floating_point_control()
    #expect(before & flushBits == 0)
    for kernel in try kernels(for: plan) {
      let run = CellRun(plan: plan, kernel: kernel)
      _ = run.result(at: [0])
      #expect(lanes_floating_point_control() == before)
      run.trace(at: [0], steps: 200) { point in
        if point.step == 126 { #expect(point.x == [0x1p-126]) }
        if point.step == 127 { #expect(point.x == [0]) }
        return true
      }
      #expect(lanes_floating_point_control() == before)
      _ = try Sweep(plan, kernel, workers: 2).map()
      #expect(lanes_floating_point_control() == before)
    }
    #expect(half > 0)
  }
}
