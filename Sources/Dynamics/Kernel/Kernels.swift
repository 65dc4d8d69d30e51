import SweepPlan

// Concrete types go in, plain closures come out: nothing else that is compiled for this target's
// instruction set leaves the module.

/// The kernel that runs `plan`, for this target's instruction set; `nil` if the plan names what the
/// catalog does not have.
///
/// - Parameter allowsFused: Whether the pairs that were compiled together may serve; they give the
///   same bits sooner.
public func kernel(for plan: Plan, allowsFused: Bool = true) -> Kernel? {
  switch plan.precision {
  case .float32:
    let fused =
      allowsFused
      ? fusedKernel(plan, Twice<Twice<FloatLanes>>.self, Twice<FloatLanes>.self, FloatLanes.self)
      : nil
    return fused ?? erasedKernel(plan, Twice<Twice<FloatLanes>>.self)
  case .float64:
    let fused =
      allowsFused
      ? fusedKernel(plan, Twice<Twice<DoubleLanes>>.self, Twice<DoubleLanes>.self, DoubleLanes.self)
      : nil
    return fused ?? erasedKernel(plan, Twice<Twice<DoubleLanes>>.self)
  }
}

#if !LANES_64_BYTES
  /// The same with one lane: the definition of every cell's value.
  public func scalarKernel(for plan: Plan) -> Kernel? {
    switch plan.precision {
    case .float32: erasedKernel(plan, Float.self)
    case .float64: erasedKernel(plan, Double.self)
    }
  }
#endif

private func erasedKernel<Lanes: LaneVector>(_ plan: Plan, _: Lanes.Type) -> Kernel? {
  guard
    let optimizer = (optimizers(Lanes.self) + flows(Lanes.self)).first(where: {
      $0.description.name == plan.optimizer.name
    }),
    let objective = objectives(Lanes.self).first(where: { $0.serves(plan) })
  else { return nil }
  return kernel(
    Program(plan, dimension: plan.dimension, optimizer, objective), of: plan, isFused: false)
}

/// The pairs that were compiled together: the three rules that people map first, on the two
/// objectives they map them on.
///
/// How many vectors a variable takes: enough independent operations to hide latency, few enough to
/// stay in registers. Four with one or two coordinates, two with four, one with eight.
private func fusedKernel<Four: LaneVector, Two: LaneVector, One: LaneVector>(
  _ plan: Plan, _: Four.Type, _: Two.Type, _: One.Type
) -> Kernel? {
  // Analyses look at every step, which those do not stop at.
  guard plan.schedule == nil, !plan.isClipped, plan.options.allSatisfy({ $0 == 0 }),
    AnalysisSet(plan).isEmpty
  else {
    return nil
  }
  if let noise = NoiseRule(plan) {
    return noise.isPlainlyAdditive ? noisyKernel(plan, Four.self) : nil
  }
  func pick<Lanes: LaneVector>(_ pairs: [FusedSteps<Lanes>]) -> Kernel? {
    pairs.first { $0.optimizer == plan.optimizer.name && $0.objective.serves(plan) }
      .map { kernel(Program(plan, $0), of: plan, isFused: true) }
  }
  return pick([
    FusedSteps(GradientDescent<Four>.self, Quadratic<1, Four>.self),
    FusedSteps(GradientDescent<Four>.self, Quadratic<2, Four>.self),
    FusedSteps(GradientDescent<Four>.self, Rosenbrock<Four>.self),
    FusedSteps(HeavyBall<Four>.self, Quadratic<1, Four>.self),
    FusedSteps(HeavyBall<Four>.self, Quadratic<2, Four>.self),
    FusedSteps(HeavyBall<Four>.self, Rosenbrock<Four>.self),
    FusedSteps(Nesterov<Four>.self, Quadratic<1, Four>.self),
    FusedSteps(Nesterov<Four>.self, Quadratic<2, Four>.self),
    FusedSteps(Nesterov<Four>.self, Rosenbrock<Four>.self),
  ])
    ?? pick([
      FusedSteps(GradientDescent<Two>.self, Quadratic<4, Two>.self),
      FusedSteps(HeavyBall<Two>.self, Quadratic<4, Two>.self),
      FusedSteps(Nesterov<Two>.self, Quadratic<4, Two>.self),
    ])
    ?? pick([
      FusedSteps(GradientDescent<One>.self, Quadratic<8, One>.self),
      FusedSteps(HeavyBall<One>.self, Quadratic<8, One>.self),
      FusedSteps(Nesterov<One>.self, Quadratic<8, One>.self),
    ])
}

/// The same rules with additive noise, on quadratics of one and two coordinates.
private func noisyKernel<Four: LaneVector>(_ plan: Plan, _: Four.Type) -> Kernel? {
  let pairs = [
    FusedSteps(GradientDescent<Four>.self, Quadratic<1, Four>.self, Additive<Four>.self),
    FusedSteps(GradientDescent<Four>.self, Quadratic<2, Four>.self, Additive<Four>.self),
    FusedSteps(HeavyBall<Four>.self, Quadratic<1, Four>.self, Additive<Four>.self),
    FusedSteps(HeavyBall<Four>.self, Quadratic<2, Four>.self, Additive<Four>.self),
    FusedSteps(Nesterov<Four>.self, Quadratic<1, Four>.self, Additive<Four>.self),
    FusedSteps(Nesterov<Four>.self, Quadratic<2, Four>.self, Additive<Four>.self),
  ]
  // A coordinate too many would not stay at rest.
  return
    pairs.first {
      $0.optimizer == plan.optimizer.name && $0.objective.serves(plan)
        && $0.dimension == plan.dimension
    }
    .map { kernel(Program(plan, $0), of: plan, isFused: true) }
}

private func kernel<Lanes: LaneVector>(
  _ program: Program<Lanes>, of plan: Plan, isFused: Bool
) -> Kernel {
  Kernel(
    precision: plan.precision, lanes: Lanes.laneCount, dimension: program.layout.dimension,
    isPlain: program.setup.objective.isPlain, isFused: isFused,
    run: { SeedRun<Lanes>.run($0, program) },
    trace: { Trajectory<Lanes>.trace($0, program) })
}

extension ObjectiveFunctions {
  /// Whether this is the plan's objective with enough coordinates, and leaves nothing out.
  fileprivate func serves(_ plan: Plan) -> Bool {
    description.name == plan.objective.name
      && dimension.map { $0 >= plan.dimension } ?? true
      && (!isPlain || plan.hasPlainObjective)
  }
}
