import SweepEngine
import SweepPlan

/// A cell's run, step by step, thinned to what a picture can show.
struct TracedCell: Sendable {
  let verdict: Verdict
  /// The step of the verdict.
  let steps: Int
  /// From the start to the verdict, or as far as was followed.
  let points: [TraceTask.Point]
  let isThinned: Bool

  private static var sampleLimit: Int { 2000 }
  /// Steps that are followed at most.
  private static var stepLimit: Int { 2_000_000 }
  private static var longestRun: Duration { .seconds(5) }

  /// With noise the trajectory is that of seed 0.
  ///
  /// - Throws: `Refusal` if it takes too long.
  init(_ view: ExploredView, _ place: CellPlace) throws(Refusal) {
    let plan = view.plan(ofCell: place.x, place.y).ofOneSeed
    guard let kernel = Kernel.reference(for: plan) else {
      throw Refusal(kind: .failed, message: "this cell has no kernel")
    }
    let result = try ExploredView.result(of: plan, kernel, number: place.number)
    verdict = Verdict(rawValue: result[.verdict].load(as: UInt8.self)) ?? .missing
    steps = Int(result[.steps].load(as: UInt32.self))
    let followed = min(steps, Self.stepLimit)
    let stride = max(1, (followed + Self.sampleLimit - 2) / (Self.sampleLimit - 1))
    let collected = Collected()
    let end = ContinuousClock.now + Self.longestRun
    CellRun(plan: plan, kernel: kernel).trace(
      at: [0, 0], steps: followed, number: place.number
    ) { point in
      if point.step % stride == 0 || point.step == followed { collected.points.append(point) }
      return point.step % 1024 != 0 || ContinuousClock.now < end
    }
    points = collected.points
    isThinned = stride > 1 || followed < steps
  }

  private final class Collected { var points: [TraceTask.Point] = [] }
}

extension Plan {
  /// The same with the trajectory of seed 0 in the place of statistics over seeds.
  fileprivate var ofOneSeed: Plan {
    guard seeds != nil else { return self }
    return Plan(
      name: name, optimizer: optimizer, options: options, schedule: schedule,
      isClipped: isClipped, noise: noise, objective: objective, examples: examples,
      dimension: dimension, randomStart: randomStart,
      parameters: parameters.dropLast(layout.reference.count), axes: axes, steps: steps,
      precision: precision, verdict: verdict, record: Quantity.usual(),
      tileShape: grid.tileShape)
  }
}
