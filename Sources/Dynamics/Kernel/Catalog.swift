import SweepPlan

// One line per optimizer, one per objective. Concrete types go in, plain closures come out: nothing
// else that is compiled for this target's instruction set leaves the module.

/// Every optimizer on every objective, for this target's instruction set.
///
/// How many vectors a variable takes: enough independent operations to hide latency, few enough to
/// stay in registers. Four with one or two coordinates, two with four, one with eight.
public let kernels: [Kernel] =
  optimizers(Twice<Twice<FloatLanes>>.self, Twice<FloatLanes>.self, FloatLanes.self)
  + optimizers(Twice<Twice<DoubleLanes>>.self, Twice<DoubleLanes>.self, DoubleLanes.self)

#if !LANES_64_BYTES
  /// The same with one lane: the definition of every cell's value.
  public let scalarKernels: [Kernel] =
    optimizers(Float.self, Float.self, Float.self)
    + optimizers(Double.self, Double.self, Double.self)
#endif

private func optimizers<Four: LaneVector, Two: LaneVector, One: LaneVector>(
  _: Four.Type, _: Two.Type, _: One.Type
) -> [Kernel] {
  objectives(GradientDescent<Four>.self, GradientDescent<Two>.self, GradientDescent<One>.self)
    + objectives(HeavyBall<Four>.self, HeavyBall<Two>.self, HeavyBall<One>.self)
    + objectives(Nesterov<Four>.self, Nesterov<Two>.self, Nesterov<One>.self)
}

private func objectives<Four: Optimizer, Two: Optimizer, One: Optimizer>(
  _: Four.Type, _: Two.Type, _: One.Type
) -> [Kernel] {
  [
    kernel(Four.self, Quadratic<1, Four.Lanes>.self),
    kernel(Four.self, Quadratic<2, Four.Lanes>.self),
    kernel(Two.self, Quadratic<4, Two.Lanes>.self),
    kernel(One.self, Quadratic<8, One.Lanes>.self),
    kernel(Four.self, Rosenbrock<Four.Lanes>.self),
  ]
}

private func kernel<O: Optimizer, F: Objective, let dimension: Int>(
  _: O.Type, _: F.Type
) -> Kernel where F.Lanes == O.Lanes, F.Coordinates == Point<dimension, O.Lanes> {
  let trace: @Sendable (TraceTask) -> Void = { Trajectory<O, F, dimension>.trace($0) }
  return Kernel(
    optimizer: O.description, objective: F.description, dimension: dimension,
    precision: O.Lanes.Scalar.precision, lanes: O.Lanes.laneCount,
    run: { TaskRun<O, F, dimension>.run($0) },
    trace: O.Lanes.laneCount == 1 ? trace : nil)
}
