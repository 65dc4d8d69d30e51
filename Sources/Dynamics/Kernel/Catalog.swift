import SweepPlan

// One line per optimizer, one per flow, one per objective.

/// Every optimizer, in the order of the catalog.
func optimizers<Lanes: LaneVector>(_: Lanes.Type) -> [OptimizerFunctions<Lanes>] {
  [
    OptimizerFunctions(GradientDescent<Lanes>.self),
    OptimizerFunctions(HeavyBall<Lanes>.self),
    OptimizerFunctions(Nesterov<Lanes>.self),
    OptimizerFunctions(Adagrad<Lanes>.self),
    OptimizerFunctions(RMSProp<Lanes>.self),
    OptimizerFunctions(Adam<Lanes>.self),
    OptimizerFunctions(AdamW<Lanes>.self),
    OptimizerFunctions(SignDescent<Lanes>.self),
    OptimizerFunctions(NormalizedGradientDescent<Lanes>.self),
    OptimizerFunctions(Lion<Lanes>.self),
    OptimizerFunctions(GradientDescentAscent<Lanes>.self),
    OptimizerFunctions(Extragradient<Lanes>.self),
    OptimizerFunctions(OptimisticGradient<Lanes>.self),
    OptimizerFunctions(ProximalGradient<Lanes>.self),
    OptimizerFunctions(RungeKutta4<Lanes>.self),
    OptimizerFunctions(ImplicitGradientDescent<Lanes>.self),
    OptimizerFunctions(Newton<Lanes>.self),
    OptimizerFunctions(ExplicitEuler<Lanes>.self),
    OptimizerFunctions(SymplecticEuler<Lanes>.self),
    OptimizerFunctions(VelocityVerlet<Lanes>.self),
  ]
}

/// Every flow, in the order of the catalog.
func flows<Lanes: LaneVector>(_: Lanes.Type) -> [OptimizerFunctions<Lanes>] {
  [
    OptimizerFunctions(IntegratedFlow<GradientFlow<Lanes>>.self),
    OptimizerFunctions(IntegratedFlow<HeavyBallFlow<Lanes>>.self),
    OptimizerFunctions(IntegratedFlow<NesterovFlow<Lanes>>.self),
    OptimizerFunctions(IntegratedFlow<RMSPropFlow<Lanes>>.self),
    OptimizerFunctions(IntegratedFlow<AdamFlow<Lanes>>.self),
    OptimizerFunctions(IntegratedFlow<LionFlow<Lanes>>.self),
    OptimizerFunctions(LangevinFlow<Lanes>.self),
  ]
}

/// Every objective, in the order of the catalog; of several that serve a plan, the first.
func objectives<Lanes: LaneVector>(_: Lanes.Type) -> [ObjectiveFunctions<Lanes>] {
  [
    ObjectiveFunctions(Quadratic<1, Lanes>.self),
    ObjectiveFunctions(Quadratic<2, Lanes>.self),
    ObjectiveFunctions(Quadratic<4, Lanes>.self),
    ObjectiveFunctions(Quadratic<8, Lanes>.self),
    ObjectiveFunctions(RotatedQuadratic<Lanes>.self),
    ObjectiveFunctions(Rosenbrock<Lanes>.self),
    ObjectiveFunctions(Saddle<Lanes>.self),
    ObjectiveFunctions(Beale<Lanes>.self),
    ObjectiveFunctions(Himmelblau<Lanes>.self),
    ObjectiveFunctions(Rastrigin<Lanes>.self),
    ObjectiveFunctions(ScalarFactorization<Lanes>.self),
    ObjectiveFunctions(Quartic<Lanes>.self),
    ObjectiveFunctions(Cubic<Lanes>.self),
    ObjectiveFunctions(PiecewiseQuadratic<Lanes>.self),
    ObjectiveFunctions(RippledQuadratic<Lanes>.self),
    ObjectiveFunctions(DoubleWell<Lanes>.self),
    ObjectiveFunctions(Pendulum<Lanes>.self),
    ObjectiveFunctions(Kepler<Lanes>.self),
    ObjectiveFunctions(Bilinear<Lanes>.self),
    ObjectiveFunctions(LinearTestEquation<Lanes>.self),
    ObjectiveFunctions(LinearRegression<Lanes>.self),
    ObjectiveFunctions(LogisticRegression<Lanes>.self),
    ObjectiveFunctions(SigmoidERM<Lanes>.self),
    ObjectiveFunctions(Lasso<Lanes>.self),
    ObjectiveFunctions(TanhNetwork<Lanes>.self),
  ]
}

#if !LANES_64_BYTES
  /// What sweep files may name.
  public let catalog = CatalogDescription(
    optimizers: optimizers(Float.self).map(\.description),
    flows: flows(Float.self).map(\.description),
    objectives: unique(objectives(Float.self).map(\.description)))

  private func unique(_ descriptions: [ObjectiveDescription]) -> [ObjectiveDescription] {
    var result: [ObjectiveDescription] = []
    for description in descriptions where result.last?.name != description.name {
      result.append(description)
    }
    return result
  }
#endif
