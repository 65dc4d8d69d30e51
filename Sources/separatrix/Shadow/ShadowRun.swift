import Foundation
import SweepEngine
import SweepPlan
import Theory

/// Holds the cells of a sweep against their flow.
struct ShadowRun: Sendable {
  struct Options: Sendable {
    /// L and μ, if somebody said them.
    var smoothness: Double?
    var convexity: Double?
    /// Of the last change of the shadow's orbit, as a share of ε.
    var tolerance = 1e-12
    /// Whether every step is kept.
    var keepsTrack = false
  }

  let plan: Plan
  private let run: CellRun
  private let options: Options

  /// States of a flow past a saddle are kept: so many numbers at most.
  private static var keptNumbers: Int { 4_000_000 }
  /// Of the flow's integrator in a step.
  private static var substepLimit: Int { 512 }

  init(_ plan: Plan, _ options: Options) throws {
    try Self.check(plan)
    do {
      for number in 0..<plan.grid.cellCount {
        _ = try MatchedRule(plan, at: plan.values(at: plan.cell(number)))
      }
    } catch let refusal {
      throw Complaint(.badData, refusal.description)
    }
    guard let kernel = Kernel.reference(for: plan) else {
      throw Complaint(.badData, "\(plan.optimizer.name) on \(plan.objective.name) has no kernel")
    }
    self.plan = plan
    self.options = options
    run = CellRun(plan: plan, kernel: kernel)
  }

  /// Throws if the rule has no flow at matched times.
  static func check(_ plan: Plan) throws {
    do { try MatchedRule.check(plan) } catch {
      throw Complaint(.badData, error.description)
    }
  }

  /// Throws if the flow's states past a saddle are too many to keep, or what somebody said of the
  /// curvatures is not true.
  func check() throws {
    try checkKept()
    guard options.smoothness != nil || options.convexity != nil else { return }
    for number in 0..<plan.grid.cellCount {
      let values = plan.values(at: plan.cell(number))
      guard let objective = CellObjective(plan, at: values) else { continue }
      try check(against: known(values, objective, form(values, objective)))
    }
  }

  private func check(against known: CurvatureBounds?) throws {
    guard let met = known?.met else { return }
    func refuse(_ option: String, _ said: Double, _ words: String) -> Complaint {
      Complaint(
        .usage, "\(option) \(said): \(plan.objective.name) has \(words); leave the option out")
    }
    // As exact as the eigenvalues are.
    let slack = 1e-12 * met.smoothness
    if let said = options.smoothness, said < met.smoothness - slack {
      throw refuse("--smoothness", said, "curvatures as large as \(met.smoothness)")
    }
    if let said = options.convexity, said > met.convexity + slack {
      throw refuse("--strong-convexity", said, "curvatures as low as \(met.convexity)")
    }
  }

  private func checkKept() throws {
    let perStep = 4 * plan.dimension
    guard plan.steps > Self.keptNumbers / perStep, options.keepsTrack || isAtSaddle else { return }
    throw Complaint(
      .badData,
      "\(grouped(plan.steps)) steps in \(plan.dimension) coordinates are too many to keep, which a "
        + "saddle's shadow and --at need; at most \(grouped(Self.keptNumbers / perStep)): --set steps=…"
    )
  }

  private var isAtSaddle: Bool {
    (0..<plan.grid.cellCount).contains { form(plan.values(at: plan.cell($0)))?.isSaddle == true }
  }

  private func form(_ values: [Double]) -> QuadraticForm? {
    guard let objective = CellObjective(plan, at: values) else { return nil }
    return form(values, objective)
  }

  private func form(_ values: [Double], _ objective: CellObjective) -> QuadraticForm? {
    let start = Array(values[plan.layout.initialPoint])
    return QuadraticForm(plan, at: values) { objective.hessianProduct(at: start, along: $0) }
  }

  /// What is known of the curvatures everywhere.
  private func known(
    _ values: [Double], _ objective: CellObjective, _ form: QuadraticForm?
  ) -> CurvatureBounds? {
    form.map(CurvatureBounds.init)
      ?? CurvatureBounds(plan, at: values) { objective.hessianProduct(at: $0, along: $1) }
  }

  /// What is found of a cell, by its number; `nil` only if the plan has no such objective or rule.
  func cell(_ number: Int) -> ShadowCell? {
    let index = plan.cell(number)
    let values = plan.values(at: index)
    guard let objective = CellObjective(plan, at: values),
      let rule = try? MatchedRule(plan, at: values)
    else { return nil }
    let form = form(values, objective)
    let known = known(values, objective, form)
    var seen: CurvatureBounds?
    var substeps = 2
    while true {
      let pass = ShadowPass(
        rule, objective, form: form, start: start(values, rule), substeps: substeps,
        keepsStates: form?.isSaddle == true, keepsTrack: options.keepsTrack,
        samplesCurvature: known == nil && seen == nil && CurvatureSample.isOf(plan)
          && (options.smoothness == nil || options.convexity == nil))
      run.trace(at: index, steps: plan.steps) { pass.take($0) }
      pass.finish()
      seen = seen ?? pass.sample.bounds
      let shadow = shadow(pass, rule, form)
      let found = cell(index, pass, rule, form, known ?? seen, shadow)
      // Far below ε, so that no digit of it is the integrator's.
      let measured =
        pass.measure.escape == nil
        ? min(found.distance, pass.measure.distance) : pass.measure.defect
      let goal = max(1e-7 * measured, 1e-13 * pass.measure.size)
      let error = pass.flow.error
      if error <= goal || substeps >= Self.substepLimit || pass.measure.flowEscape != nil {
        return found
      }
      let ratio = pow(error / goal, 0.25)
      let factor = ratio.isFinite ? exp2(max(1, log2(ratio).rounded(.up))) : 4
      substeps = min(Int(Double(substeps) * min(factor, 64)), Self.substepLimit)
    }
  }

  private func start(_ values: [Double], _ rule: MatchedRule) -> [Double] {
    let x = Array(values[plan.layout.initialPoint])
    let velocity = Array(values[plan.layout.initialVelocity])
    return rule.state(at: x, velocity: velocity.isEmpty ? x.map { _ in 0 } : velocity)
  }

  private func shadow(
    _ pass: ShadowPass, _ rule: MatchedRule, _ form: QuadraticForm?
  ) -> ShadowCell.Shadow? {
    guard let form, form.isSaddle else { return nil }
    if let escape = pass.measure.flowEscape {
      return .missing("the numbers end at step \(grouped(escape)): fewer steps")
    }
    do throws(ShadowOrbit.Failure) {
      return .found(
        try ShadowOrbit(
          rule, form, along: pass.states, tolerance: options.tolerance, pass.field))
    } catch {
      switch error {
      case .notHyperbolic:
        return .missing("the map is not hyperbolic, with what shrinks from what grows apart")
      case .noContraction(let passes, let change):
        return .missing(
          "forward and backward do not contract (change \(short(change)) after \(passes) passes): "
            + "the perturbation is too large")
      }
    }
  }

  private func cell(
    _ index: [Int], _ pass: ShadowPass, _ rule: MatchedRule, _ form: QuadraticForm?,
    _ known: CurvatureBounds?, _ shadow: ShadowCell.Shadow?
  ) -> ShadowCell {
    let said: CurvatureBounds? =
      if let smoothness = options.smoothness, let convexity = options.convexity {
        CurvatureBounds(smoothness: smoothness, convexity: convexity, origin: .given)
      } else {
        known?.replaced(smoothness: options.smoothness, convexity: options.convexity)
      }
    let center = form.map { $0.center.reduce(0) { max($0, $1.magnitude) } } ?? 0
    let flowRounding = max(pass.measure.size, pass.measure.speed, center).ulp
    return ShadowCell(
      place: zip(plan.axes, index).map { $0[$1] }, rule: rule, steps: plan.steps,
      measure: pass.measure, curvature: said,
      bounds: ShadowingBounds(rule, pass.measure, said, form: form), shadow: shadow,
      flowError: pass.flow.error,
      flowRounding: flowRounding,
      rounding: flowRounding * (plan.precision == .float32 ? 0x1p29 : 1),
      substeps: pass.flow.isInClosedForm ? nil : 2 * pass.substeps,
      track: options.keepsTrack ? pass.track : nil)
  }
}

extension Plan {
  /// The index along each axis of the cell with a number, row-major.
  fileprivate func cell(_ number: Int) -> [Int] {
    var rest = number
    var index = axes.map { _ in 0 }
    for axis in axes.indices.reversed() {
      index[axis] = rest % axes[axis].count
      rest /= axes[axis].count
    }
    return index
  }
}
