import SweepEngine
import SweepPlan

/// One cell, run step by step.
struct TracedRun {
  let plan: Plan
  let fate: Fate
  let steps: Int
  private let run: CellRun
  private let seed: Int

  /// - Parameters:
  ///   - plan: Of a single cell.
  ///   - steps: How many; to the verdict if `nil`.
  ///   - seed: Of the noise.
  init(_ plan: Plan, steps: Int?, seed: Int) throws {
    guard let kernel = Kernel.reference(for: plan) else {
      throw Complaint(.badData, "\(plan.optimizer.name) on \(plan.objective.name) has no kernel")
    }
    self.plan = plan
    self.seed = seed
    run = CellRun(plan: plan, kernel: kernel)
    fate = Fate(run.result(at: plan.axes.map { _ in 0 }, seed: seed))
    self.steps = steps ?? fate.steps
  }

  /// Reports step 0 (the start) to `steps`.
  func visit(_ body: @escaping (TraceTask.Point) -> Void) {
    run.trace(at: plan.axes.map { _ in 0 }, steps: steps, seed: seed) { point in
      body(point)
      return true
    }
  }

  /// All points.
  var points: [TraceTask.Point] {
    var points: [TraceTask.Point] = []
    visit { points.append($0) }
    return points
  }
}

/// What a cell came to.
struct Fate {
  let verdict: Verdict
  let steps: Int
  let rate: Double

  /// Of the only cell of `result`.
  init(_ result: TileResult) {
    verdict = Verdict(rawValue: result[.verdict].load(as: UInt8.self)) ?? .missing
    steps = Int(result[.steps].load(as: UInt32.self))
    rate =
      switch result.precision {
      case .float32: Double(result[.rate].load(as: Float.self))
      case .float64: result[.rate].load(as: Double.self)
      }
  }

  var words: String {
    let step = "\(grouped(steps)) \(steps == 1 ? "step" : "steps")"
    switch verdict {
    case .converged: return "converged after \(step)"
    case .diverged: return "diverged after \(step)"
    case .bounded, .missing: return "bounded after \(step)"
    }
  }
}
