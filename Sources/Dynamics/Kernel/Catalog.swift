import SweepPlan

/// Every optimizer on every objective, compiled for this target's instruction set.
///
/// One line per optimizer, one per objective. Concrete types go in, plain closures come out.
public let kernels: [Kernel] =
  optimizers(Wide<FloatLanes>.self, .float32) + optimizers(Wide<DoubleLanes>.self, .float64)

typealias Wide<Lanes: LaneVector> = Twice<Twice<Lanes>>

private func optimizers<L: LaneVector>(_: L.Type, _ precision: Precision) -> [Kernel] {
  objectives(GradientDescent<L>.self, precision)
    + objectives(HeavyBall<L>.self, precision)
    + objectives(Nesterov<L>.self, precision)
}

private func objectives<O: Optimizer>(_: O.Type, _ precision: Precision) -> [Kernel] {
  [
    kernel(O.self, Quadratic<1, O.Lanes>.self, precision),
    kernel(O.self, Quadratic<2, O.Lanes>.self, precision),
    kernel(O.self, Rosenbrock<O.Lanes>.self, precision),
  ]
}

private func kernel<O: Optimizer, F: Objective, let dimension: Int>(
  _: O.Type, _: F.Type, _ precision: Precision
) -> Kernel where F.Lanes == O.Lanes, F.Coordinates == Point<dimension, O.Lanes> {
  Kernel(
    optimizer: O.description.name, objective: F.description.name, dimension: dimension,
    precision: precision, lanes: O.Lanes.laneCount
  ) { task in
    TaskRun<O, F, dimension>.run(task)
  }
}
