import Foundation
import SweepEngine
import SweepPlan
import Theory

/// A flow's own solution at the times of a trace's steps, to twelve digits, beside what its steps made.
struct ReferenceTrack {
  /// The iterates y_k.
  let iterates: [[Double]]
  /// ‖x_k − y_k‖₂
  let errors: [Double]

  /// - Throws: `Complaint` of a rule that is no flow, or one without a smooth field, and of a solution that
  ///   escapes before the last step.
  init(_ run: TrajectoryPicture.Run) throws {
    let plan = run.plan
    let values = plan.values(at: plan.axes.map { _ in 0 })
    guard let (start, step) = plan.times(at: values) else {
      throw Complaint(
        .usage,
        "--reference is of a flow, and \(plan.optimizer.name) is none; add a flow beside it, as with "
          + "--versus flow=heavy_ball, or name one in the sweep")
    }
    guard let law = FlowLaw(plan, at: values), let objective = CellObjective(plan, at: values)
    else {
      throw Complaint(
        .usage,
        "--reference: \(plan.optimizer.title) has none: it draws random numbers, or its field jumps"
          + (plan.optimizer.word == "lion" ? "; with kernel: tanh it does not" : ""))
    }
    guard step > 0 else {
      throw Complaint(.usage, "--reference: the time step is \(short(step)); expected one above 0")
    }
    // One that escapes asks for ever shorter steps.
    let patience = AdaptiveIntegrator(stepLimit: 10_000 + 200 * run.points.count)
    let flow = ReferenceFlow(law, startTime: start, integrator: patience) { x in
      var gradient = x
      objective.gradient(at: x, into: &gradient)
      return gradient
    }
    let x = Array(values[plan.layout.initialPoint])
    let velocity = Array(values[plan.layout.initialVelocity])
    let times = run.points.dropFirst().map { start + Double($0.step) * step }
    do throws(AdaptiveIntegrator.Failure) {
      let later = try flow.iterates(
        from: x, velocity: velocity.isEmpty ? nil : velocity, at: times)
      iterates = run.points.isEmpty ? [] : [x] + later
    } catch {
      throw Complaint(
        .badData,
        "--reference: \(plan.optimizer.title) leaves the finite numbers, or cannot be followed, at time "
          + "\(short(error.time)), before step \(grouped(Int((error.time - start) / step) + 1)); take "
          + "fewer --steps")
    }
    errors = zip(run.points, iterates).map { euclideanDistance($0.x, $1) }
  }
}

extension AdaptiveIntegrator.Failure {
  fileprivate var time: Double {
    switch self {
    case .stepsVanish(let time), .tooManySteps(let time), .notFinite(let time): time
    }
  }
}

/// ‖x − y‖₂
func euclideanDistance(_ x: [Double], _ y: [Double]) -> Double {
  zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
}
