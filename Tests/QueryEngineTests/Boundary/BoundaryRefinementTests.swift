import Foundation
import QueryEngine
import ResultStore
import SweepEngine
import SweepPlan
import Testing
import Theory
import Topology

/// Boundaries that the engine finds again.
struct BoundaryRefinementTests {
  private static let sweep = """
    objective: {quadratic: {eigenvalues: [100, 1]}}
    initial_point: [1, 1]
    optimizer: heavy_ball
    axes: {momentum: {from: 0, to: 1, count: 24}, learning_rate: {from: 0, to: 0.05, count: 40}}
    steps: 400
    precision: float64
    verdict: {escape_radius: 1e6}
    """

  private func plan(_ settings: String...) throws -> Plan {
    try Plan(yaml: Self.sweep, file: "sweep.yaml", settings: settings, catalog: catalog)
  }

  private func place() throws -> (placement: Placement, binder: Binder) {
    let machine = Machine.discover()
    return (try Placement(machine: machine, pin: .none, workers: 2), Binder(for: machine))
  }

  private func points(_ plan: Plan) throws -> PointSweep {
    let (placement, binder) = try place()
    return PointSweep(
      plan: plan, kernel: try #require(Kernel.reference(for: plan)), placement: placement,
      binder: binder)
  }

  /// The sweep's store.
  private func run(_ plan: Plan, _ body: (SweepStore) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("separatrix-refinement-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let store = try SweepStore(creating: plan, at: directory.appendingPathComponent("s.zarr").path)
    let (placement, binder) = try place()
    _ = try Sweep(
      plan: plan, kernel: try #require(Kernel.forPlan(plan, InstructionSet.available.last ?? .v3)),
      supply: TileList(plan.grid), placement: placement, binder: binder
    ).run(into: StoreSink(store), meter: ProgressMeter(), stop: StopSignal())
    try body(store)
  }

  @Test(arguments: [
    [], ["precision=float32"], ["noise={multiplicative: 0.3}", "seeds=5"],
  ])
  func `points at the grid's values have the map's bits`(settings: [String]) throws {
    let plan = try Plan(yaml: Self.sweep, file: "s", settings: settings, catalog: catalog)
    try run(plan) { store in
      let cells = (0..<24).flatMap { row in (0..<40).map { (row, $0) } }.reversed()
      let result = try points(plan).run([
        cells.map { plan.axes[0][$0.0] }, cells.map { plan.axes[1][$0.1] },
      ])
      for variable in plan.record {
        let stored = try store.read(variable, origin: [0, 0], shape: [24, 40])
        for (index, cell) in cells.enumerated() {
          let value = result.value(of: variable, inCell: index) ?? 7
          #expect(value.bitPattern == stored[cell.0 * 40 + cell.1].bitPattern, "\(variable)")
        }
      }
    }
  }

  /// Between theory's line and the place beyond which every trajectory has escaped by the last step.
  @Test func `refined values lag behind theory no more than the step limit allows`() throws {
    let plan = try plan()
    try run(plan) { store in
      var boundary = try StabilityBoundary(store, Plane(of: plan))
      let refinement = BoundaryRefinement(of: &boundary, with: try points(plan), tolerance: 1e-9)
      #expect(refinement.found == refinement.wanted && refinement.contradictions == 0)
      let prediction = try #require(Prediction(plan))
      let values = boundary.criticalValues(along: 1)
      #expect(values.count == 24)
      for value in values {
        let refined = try #require(value.refined)
        let momentum = plan.axes[0][value.row]
        let theory = 2 * (1 + momentum) / 100
        #expect(refined >= theory - 1e-10 && abs(refined - value.measured) < 0.05 / 40)
        var parameters = plan.values(at: [value.row, 0])
        for (index, parameter) in plan.parameters.enumerated()
        where parameter.source == .axis(1) {
          // A step before the place that was found, the bound must not have escaped in time.
          parameters[index] = refined - 2e-10
        }
        #expect(prediction.stepsToEscape(at: parameters).map { $0 > plan.steps } ?? true)
      }
    }
  }

  @Test func `with more steps the line moves towards theory, past cells if need be`() throws {
    let (plan, longer) = (try plan(), try plan("steps=100000"))
    try run(plan) { store in
      var boundary = try StabilityBoundary(store, Plane(of: plan))
      let refinement = BoundaryRefinement(of: &boundary, with: try points(longer), tolerance: 1e-9)
      #expect(refinement.found == refinement.wanted && refinement.contradictions > 0)
      for value in boundary.criticalValues(along: 1) {
        let theory = 2 * (1 + plan.axes[0][value.row]) / 100
        let refined = try #require(value.refined)
        #expect(refined > theory - 1e-10 && refined < theory * (1 + 1e-3))
      }
      // ∫ 2(1 + β)/100 over β from 0 to 1.
      #expect(abs(boundary.refinedArea(along: 1) - 0.03) < 1e-5)
    }
  }

  @Test func `by growth it is theory's line`() throws {
    let plan = try plan("axes.momentum.to=0.6")
    try run(plan) { store in
      var boundary = try StabilityBoundary(store, Plane(of: plan), by: .growth)
      _ = BoundaryRefinement(of: &boundary, with: try points(plan), tolerance: 1e-12)
      let theory = try #require(BoundaryTheory(boundary.plane, rule: .growth))
      let values = theory.placed(beside: boundary.criticalValues(along: 1), along: 1)
      #expect(values.count == 24)
      #expect(values.allSatisfy { abs($0.difference ?? 1) < 1e-12 })
    }
  }

  @Test func `halving finds what a fine sweep shows`() throws {
    let plan = try plan()
    try run(plan) { store in
      var boundary = try StabilityBoundary(store, Plane(of: plan))
      _ = BoundaryRefinement(of: &boundary, with: try points(plan), tolerance: 1e-9)
      let value = try #require(boundary.criticalValues(along: 1).first { $0.row == 10 })
      let (low, high) = (value.measured - 0.025 / 40, value.measured + 0.025 / 40)
      let fine = try self.plan(
        "axes.momentum={values: [\(plan.axes[0][10])]}",
        "axes.learning_rate={from: \(low), to: \(high), count: 5000}")
      try run(fine) { store in
        let row = try StabilityBoundary(store, Plane(of: fine))
        let found = row.criticalValues(along: 1)
        #expect(found.count == 1)
        let half = 0.5 * (high - low) / 5000 + 1e-10
        #expect(abs((found.first?.measured ?? 0) - (value.refined ?? 1)) <= half)
      }
    }
  }
}
