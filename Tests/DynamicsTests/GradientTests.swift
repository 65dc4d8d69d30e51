import Dynamics
import Foundation
import SweepPlan
import Testing

/// Every objective's gradient is the derivative of its value.
///
/// Gradient descent with η = 1 moves by the gradient, and a trace reports the objective where it starts:
/// that is enough to hold the one to central differences of the other.
struct GradientTests {
  static let kernels = scalarKernels.filter {
    $0.optimizer.name == "gradient_descent" && $0.precision == .float64
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let kernel: Kernel
    var testDescription: String { "\(kernel.objective.name) \(kernel.dimension)" }
  }

  @Test(arguments: kernels.map(Case.init))
  func `gradients agree with central differences`(run: Case) throws {
    let kernel = run.kernel
    let single = try scalarKernel(
      "gradient_descent", kernel.objective.name, kernel.dimension, .float32)
    var random = SplitMix64(state: 5)
    for _ in 0..<40 {
      let coefficients = kernel.objective.hyperparameters(dimension: kernel.dimension).map { _ in
        Double(Float.random(in: 0.5...20, using: &random))
      }
      let x = (0..<kernel.dimension).map { _ in Double(Float.random(in: -2...2, using: &random)) }
      func trace(_ kernel: Kernel, at x: [Double]) throws -> [TraceTask.Point] {
        try Question(
          parameters: ([1] + coefficients + x).map { .fixed($0) }, steps: 1,
          rule: VerdictRule(escapeRadius: 1e30, tolerance: 0, every: 1)
        ).trace(of: kernel)
      }
      let points = try trace(kernel, at: x)
      let gradient = zip(points[0].x, points[1].x).map { $0 - $1 }
      #expect(points[0].x == x)
      #expect(agree(points[0].gradient, gradient.map(\.magnitude).max() ?? 0, within: 1e-12))
      // In float32 the same formula: the gradient's magnitude and the value to single rounding.
      let rough = try trace(single, at: x)[0]
      #expect(agree(rough.gradient, points[0].gradient, within: 1e-4, orBy: 1e-3))
      #expect(agree(rough.objective, points[0].objective, within: 1e-4, orBy: 1e-3))

      // The central difference errs by h² f‴/6 and by rounding, ε f/h: both below 10⁻⁷ here.
      let h = 0x1p-17
      for i in x.indices {
        let values = try [-h, h].map { shift in
          var moved = x
          moved[i] += shift
          return try trace(kernel, at: moved)[0].objective
        }
        let slope = (values[1] - values[0]) / (2 * h)
        #expect(
          agree(gradient[i], slope, within: 1e-6, orBy: 1e-5),
          "∂\(i) at \(x), coefficients \(coefficients): \(gradient[i]), by differences \(slope)")
      }
    }
  }

  @Test func `values and gradients at points that papers give`() throws {
    let rosenbrock = try scalarKernel("gradient_descent", "rosenbrock", 2, .float64)
    func start(_ x: [Double]) throws -> TraceTask.Point {
      try Question(
        parameters: ([1, 1, 100] + x).map { .fixed($0) }, steps: 0,
        rule: VerdictRule(escapeRadius: 1e30, tolerance: 0, every: 1)
      ).trace(of: rosenbrock)[0]
    }
    let standard = try start([-1.2, 1])
    #expect(agree(standard.objective, 24.2, within: 1e-14))
    #expect(agree(standard.gradient, 215.6, within: 1e-14))
    let minimum = try start([1, 1])
    #expect(minimum.objective == 0 && minimum.gradient == 0)
  }
}
