import Foundation
import QueryEngine
import SweepPlan
import Testing
import Theory

/// Boundaries of made-up maps whose lines are known.
struct StabilityBoundaryTests {
  private let square =
    "momentum: {from: 0, to: 1, count: 150}, learning_rate: {from: 0, to: 1, count: 200}"

  @Test func `a disc has its area, and one closed line`() throws {
    let radius = 0.35
    let made = try MadeStore(axes: square, tile: "[64, 64]") { values in
      let isInside = hypot(values[0] - 0.5, values[1] - 0.5) < radius
      return MadeStore.Cell(verdict: isInside ? .bounded : .diverged)
    }
    let boundary = try StabilityBoundary(made.store, Plane(of: made.store.plan))
    #expect(abs(boundary.area.area - .pi * radius * radius) < 1e-3)
    #expect(abs(boundary.area.share - .pi * radius * radius) < 1e-3)
    #expect(boundary.area.decided == 30000)
    let line = try #require(boundary.lines.first)
    #expect(boundary.lines.count == 1 && line.isClosed)
    // A line through midpoints has eight directions, and is longer by at most 8.3 %.
    let length = boundary.length(of: boundary.lines)
    #expect(length > 2 * .pi * radius * 0.99 && length < 2 * .pi * radius * 1.09)
    let cell = hypot(1 / 150.0, 1 / 200)
    #expect(line.points.allSatisfy { abs(hypot($0.x - 0.5, $0.y - 0.5) - radius) < cell })
  }

  @Test func `it says how far it has read`() throws {
    let made = try MadeStore(axes: square, tile: "[64, 64]") { _ in MadeStore.Cell() }
    var seen: [Int] = []
    let boundary = try StabilityBoundary(made.store, Plane(of: made.store.plan)) { rows, all in
      #expect(all == 150)
      seen.append(rows)
    }
    #expect(seen == [64, 128, 150] && boundary.missing == 0)
  }

  @Test(arguments: [("learning_rate", "momentum"), ("momentum", "learning_rate")])
  func `a level of a linear variable is its line, on either axis`(x: String, y: String) throws {
    let made = try MadeStore(axes: square, tile: "[64, 64]") { values in
      MadeStore.Cell(rate: 3 * values[1] - 2 * values[0] - 0.7)
    }
    let boundary = try StabilityBoundary(
      made.store, Plane(of: made.store.plan, x: x, y: y), by: .level(.rate, 0.05))
    #expect(boundary.lines.count == 1)
    for point in boundary.lines.flatMap(\.points) {
      let (rate, momentum) = x == "momentum" ? (point.y, point.x) : (point.x, point.y)
      #expect(abs(3 * rate - 2 * momentum - 0.75) < 1e-12)
    }
    // Below the line: η < (2β + 0.75)/3, whose integral over β is 0.5833, less what lies beyond 1.
    #expect(abs(boundary.area.area - 7 / 12.0) < 2e-3)
  }

  @Test func `a level of a magnitude on a logarithmic axis is exact where it is a power law`()
    throws
  {
    let made = try MadeStore(
      axes: """
        momentum: {from: 0, to: 1, count: 20}, \
        learning_rate: {from: 1e-4, to: 1, count: 40, scale: log}
        """, tile: "[20, 40]"
    ) { MadeStore.Cell(objective: pow($0[1], 2) * exp(3 * $0[0])) }
    let boundary = try StabilityBoundary(
      made.store, Plane(of: made.store.plan), by: .level(.objective, 1e-3))
    #expect(boundary.lines.count == 1)
    for point in boundary.lines.flatMap(\.points) {
      #expect(abs(2 * log(point.x) + 3 * point.y - log(1e-3)) < 1e-9)
    }
  }

  @Test func `by growth a bounded cell with a positive rate is unstable`() throws {
    let made = try MadeStore(axes: square, tile: "[64, 64]") { values in
      MadeStore.Cell(
        verdict: values[1] > 0.8 ? .diverged : .bounded, rate: values[1] > 0.5 ? 0.1 : -0.1)
    }
    let plane = try Plane(of: made.store.plan)
    let verdict = try StabilityBoundary(made.store, plane)
    let growth = try StabilityBoundary(made.store, plane, by: .growth)
    #expect(verdict.criticalValues(along: 1).allSatisfy { abs($0.measured - 0.8) < 1e-12 })
    #expect(growth.criticalValues(along: 1).allSatisfy { abs($0.measured - 0.5) < 1e-12 })
    #expect(growth.criticalValues(along: 1).count == 150)
  }

  @Test func `a row may lose its stability and get it back`() throws {
    let made = try MadeStore(
      axes: "learning_rate: {from: 0, to: 8, count: 8}", tile: "[8]", optimizer: "gradient_descent"
    ) {
      MadeStore.Cell(verdict: [2.5, 3.5, 6.5].contains($0[0]) ? .diverged : .converged)
    }
    let boundary = try StabilityBoundary(made.store, Plane(of: made.store.plan))
    let values = boundary.criticalValues(along: 0)
    #expect(values.map(\.measured) == [2, 4, 6, 7])
    #expect(values.map(\.losesStability) == [true, false, true, false])
    #expect(boundary.area.area == 5 && boundary.lines.isEmpty)
  }

  @Test func `what is missing bounds nothing`() throws {
    // Tiles of 64 columns: the second is never written.
    let made = try MadeStore(axes: square, tile: "[150, 64]") { values in
      values[1] > 0.32 && values[1] < 0.64
        ? nil : MadeStore.Cell(verdict: values[1] > 0.32 ? .diverged : .converged)
    }
    let boundary = try StabilityBoundary(made.store, Plane(of: made.store.plan))
    #expect(boundary.lines.isEmpty && boundary.criticalValues(along: 1).isEmpty)
    #expect(boundary.area.decided == 150 * 136)
    #expect(abs(boundary.area.area - 0.32) < 1e-12)
  }

  @Test func `a plane cuts the other axes at the nearest cell`() throws {
    let made = try MadeStore(
      axes: """
        initial_point_0: {from: 0, to: 1, count: 5}, momentum: {from: 0, to: 1, count: 10}, \
        learning_rate: {from: 0, to: 1, count: 20}
        """, tile: "[2, 10, 20]"
    ) { MadeStore.Cell(verdict: $0[2] > $0[0] ? .diverged : .converged) }
    let plane = try Plane(of: made.store.plan, slices: ["initial_point_0": 0.72])
    #expect(plane.cell == [3, 0, 0])
    let boundary = try StabilityBoundary(made.store, plane)
    #expect(
      boundary.criticalValues(along: 2).map(\.measured) == [Double](repeating: 0.7, count: 10))
    // And standing across the others.
    let across = try StabilityBoundary(
      made.store,
      Plane(
        of: made.store.plan, x: "initial_point_0", y: "learning_rate", slices: ["momentum": 0.5]))
    #expect(across.lines.count == 1)
    #expect(across.criticalValues(along: 0).allSatisfy { !$0.losesStability })
  }

  @Test func `the best cell converged in fewest steps, then has the least rate`() throws {
    let made = try MadeStore(axes: square, tile: "[64, 64]") { values in
      MadeStore.Cell(
        verdict: values[1] < 0.2 ? .bounded : .converged, steps: values[1] > 0.9 ? 50 : 80,
        rate: -values[0], objective: values[1])
    }
    let best = try #require(try StabilityBoundary(made.store, Plane(of: made.store.plan)).best)
    #expect(best.verdict == .converged && best.cell == [149, 180])
    #expect(best.values[.steps] == 50)
  }
}
