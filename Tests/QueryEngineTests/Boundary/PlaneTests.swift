import QueryEngine
import SweepEngine
import SweepPlan
import Testing

struct PlaneTests {
  private func plan() throws -> Plan {
    try Plan(
      yaml: """
        objective: {quadratic: {eigenvalues: [1, 2]}}
        optimizer: heavy_ball
        axes:
          eigenvalue_1: {values: [1, 2, 8]}
          momentum: {from: 0, to: 1, count: 10}
          learning_rate: {from: 1e-3, to: 1, count: 20, scale: log}
        steps: 10
        """, file: "sweep.yaml", catalog: catalog)
  }

  @Test func `the last two axes that are not cut make the plane`() throws {
    let plane = try Plane(of: plan(), slices: ["momentum": 0.33])
    #expect(plane.x == 2 && plane.y == 0 && plane.cell == [0, 3, 0])
    #expect(plane.held.map(\.axis.name) == ["momentum"])
  }

  @Test func `a plane that is not there is refused with what there is`() throws {
    let plan = try plan()
    func message(_ make: () throws -> Plane) -> String {
      do { return "\(try make())" } catch { return "\(error)" }
    }
    #expect(message { try Plane(of: plan) }.contains("--slice eigenvalue_1=2.0"))
    #expect(
      message { try Plane(of: plan, x: "eta") }
        == "--x: the store has no axis \"eta\"; it has eigenvalue_1, momentum, learning_rate")
    #expect(message { try Plane(of: plan, x: "momentum", y: "momentum") }.contains("same axis"))
    #expect(
      message { try Plane(of: plan, slices: ["momentum": 1.5]) }.contains("goes from 0.0 to 1.0"))
    #expect(
      message { try Plane(of: plan, x: "momentum", slices: ["momentum": 0.5]) }
        .contains("it is an axis of the plane"))
  }

  @Test func `a value lies in the cell whose interval holds it`() throws {
    let axes = try plan().axes
    #expect(axes[0].cell(containing: 1.49) == 0 && axes[0].cell(containing: 1.5) == 1)
    #expect(axes[0].cell(containing: 11) == 2 && axes[0].cell(containing: 11.1) == nil)
    for axis in axes {
      #expect((0..<axis.count).allSatisfy { axis.cell(containing: axis[$0]) == $0 })
    }
    #expect(axes[1].cell(containing: -0.01) == nil && axes[1].cell(containing: 0) == 0)
  }
}
