import Foundation
import Testing
import Theory

struct AdaptiveIntegratorTests {
  let integrator = AdaptiveIntegrator()

  @Test func `decay over ten powers of ten`() throws {
    let times = (1...50).map { 0.5 * Double($0) }
    let x = try integrator.states(of: { [-$1[0]] }, from: [1], at: 0, times: times)
    for (t, state) in zip(times, x) { #expect(abs(state[0] - exp(-t)) < 1e-12 * exp(-t) + 1e-14) }
  }

  @Test func `an oscillator, a hundred times around`() throws {
    let times = (1...100).map { 2 * Double.pi * Double($0) }
    let states = try integrator.states(
      of: { [$1[1], -$1[0]] }, from: [1, 0], at: 0, times: times)
    for state in states { #expect(abs(state[0] - 1) < 2e-11 && abs(state[1]) < 2e-11) }
  }

  /// Eccentricity 0.6: steps must follow the speed. Errors of the energy grow as the square of the time.
  @Test func `a Kepler orbit closes`() throws {
    let states = try integrator.states(
      of: { _, y in
        let r = (y[0] * y[0] + y[1] * y[1]).squareRoot()
        return [y[2], y[3], -y[0] / (r * r * r), -y[1] / (r * r * r)]
      }, from: [0.4, 0, 0, 2], at: 0, times: [2 * .pi, 20 * .pi])
    for (state, tolerance) in zip(states, [1e-11, 5e-9]) {
      #expect(zip(state, [0.4, 0, 0, 2]).allSatisfy { abs($0 - $1) < tolerance }, "\(state)")
    }
  }

  @Test func `samples do not change the solution`() throws {
    func pendulum(_ times: [Double]) throws -> [Double] {
      try #require(
        integrator.states(of: { [$1[1], -sin($1[0])] }, from: [2, 0], at: 0, times: times).last)
    }
    let few = try pendulum([10])
    let many = try pendulum((1...10_000).map { Double($0) / 1000 })
    #expect(zip(few, many).allSatisfy { abs($0 - $1) < 1e-11 })
  }

  @Test func `a looser tolerance is kept too`() throws {
    let loose = AdaptiveIntegrator(tolerance: 1e-6, absoluteTolerance: 1e-8)
    let x = try loose.states(of: { [-50 * ($1[0] - cos($0))] }, from: [0], at: 0, times: [3])[0][0]
    let exact = (2500 * cos(3.0) + 50 * sin(3.0)) / 2501
    #expect(abs(x - exact) < 1e-5)
  }

  @Test func `at the start there is nothing to do`() throws {
    #expect(
      try integrator.states(of: { [-$1[0]] }, from: [1], at: 2, times: [2, 2]) == [[1], [1]])
  }

  /// ẋ = x² from 1 is infinite at t = 1.
  @Test func `a solution that escapes is a failure with its time`() {
    do {
      _ = try integrator.states(of: { [$1[0] * $1[0]] }, from: [1], at: 0, times: [2])
      Issue.record("it should not arrive")
    } catch {
      switch error {
      case .stepsVanish(let time), .notFinite(let time), .tooManySteps(let time):
        #expect(abs(time - 1) < 1e-3)
      }
    }
  }
}
