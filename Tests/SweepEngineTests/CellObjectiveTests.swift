import SweepEngine
import SweepPlan
import Testing
import Topology

/// An objective that is asked point by point, and cells that are shared among workers.
struct CellObjectiveTests {
  @Test(arguments: [
    "{quadratic: {eigenvalues: [3, -2], rotation: 0.7, minimum: [1, 2]}}",
    "{saddle: {perturbation: 0.3}}",
    "rosenbrock", "{logistic_regression: {ridge: 0.1}}", "linear_regression", "kepler",
  ])
  func `it is the kernel's, to the last bit`(objective: String) throws {
    let plan = try plan(
      """
      objective: \(objective)
      initial_point: [0.7, -0.4]
      optimizer: {gradient_descent: {learning_rate: 0.1}}
      axes: {initial_point_0: {values: [0.7, 1.5]}}
      steps: 1
      precision: float64
      """)
    for cell in 0..<2 {
      let values = plan.values(at: [cell])
      let point = Array(values[plan.layout.initialPoint])
      let asked = try #require(CellObjective(plan, at: values))
      var gradient = [0.0, 0]
      asked.gradient(at: point, into: &gradient)
      var seen: [TraceTask.Point] = []
      CellRun(plan: plan, kernel: try reference(for: plan)).trace(at: [cell], steps: 0) {
        seen.append($0)
        return true
      }
      #expect(asked.value(at: point) == seen.first?.objective)
      #expect(max(abs(gradient[0]), abs(gradient[1])) == seen.first?.gradient)
      // A central difference of the gradient, good to seven digits.
      let product = asked.hessianProduct(at: point, along: [0.3, 0.5])
      var ahead = [0.0, 0]
      var behind = [0.0, 0]
      asked.gradient(at: [point[0] + 3e-6, point[1] + 5e-6], into: &ahead)
      asked.gradient(at: [point[0] - 3e-6, point[1] - 5e-6], into: &behind)
      for i in 0..<2 {
        let difference = (ahead[i] - behind[i]) / 2e-5
        #expect(abs(product[i] - difference) < 1e-6 * (1 + abs(product[i])))
      }
    }
  }

  @Test(arguments: [1, 3, 16])
  func `cells shared among workers keep their order`(workers: Int) throws {
    let machine = Machine.discover()
    let share = CellShare(
      placement: try Placement(machine: machine, pin: .none, workers: workers),
      binder: Binder(for: machine))
    #expect(share.map(100) { $0 * $0 } == (0..<100).map { $0 * $0 })
    #expect(share.map(0) { $0 } == [])
  }
}
