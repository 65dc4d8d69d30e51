import SweepPlan

extension StabilityTheory {
  /// Polyak's heavy ball.
  ///
  ///     v ← β v − η F(x)          x ⎡ 1 − z  β ⎤
  ///     x ← x + v,   z = ηλ       v ⎣  −z    β ⎦
  ///
  /// Written as x₊ = x − ηF(x) + β(x − x₋), or with v ← βv + F(x) and x ← x − ηv, its iterates are
  /// the same. The characteristic polynomial is μ² − (1 + β − z)μ + β (`momentumMargin`): for real
  /// λ stable exactly if |β| < 1 and 0 < z < 2(1 + β).
  ///
  /// - Reference: B. T. Polyak, 1964, doi:10.1016/0041-5553(64)90137-5
  public static let heavyBall = StabilityTheory(
    optimizer: "heavy_ball", options: ["form": ["velocity", "position", "accumulated"]],
    hyperparameters: [.learningRate, .momentum], boundaryFormula: "η = 2(1 + β)/λ",
    updateMap: { eigenvalue, values in
      heavyBallMap(values[0] * eigenvalue, momentum: values[1])
    },
    margin: { eigenvalue, values in
      momentumMargin(values[0] * eigenvalue, momentum: values[1])
    })

  /// The heavy ball with dampening τ.
  ///
  ///     v ← β v + (1 − τ) F(x)
  ///     x ← x − η v
  ///
  /// The heavy ball of the learning rate η(1 − τ).
  ///
  /// - Reference: PyTorch, torch.optim.SGD.
  public static let dampenedHeavyBall = StabilityTheory(
    optimizer: "heavy_ball", options: ["form": ["dampened"]],
    hyperparameters: [
      .learningRate, .momentum,
      Hyperparameter(name: "dampening", symbol: "τ", summary: "dampening"),
    ],
    boundaryFormula: "η = 2(1 + β)/(λ(1 − τ))",
    updateMap: { eigenvalue, values in
      heavyBallMap(values[0] * (1 - values[2]) * eigenvalue, momentum: values[1])
    },
    margin: { eigenvalue, values in
      momentumMargin(values[0] * (1 - values[2]) * eigenvalue, momentum: values[1])
    })

  /// The heavy ball whose velocity is an average of gradients, as Adam's first moment.
  ///
  ///     v ← β v + (1 − β) F(x)
  ///     x ← x − η v
  ///
  /// The heavy ball of the learning rate η(1 − β).
  ///
  /// - Reference: D. P. Kingma, J. Ba, 2015, arXiv:1412.6980 (the first moment); optax, `ema`.
  public static let averagedHeavyBall = StabilityTheory(
    optimizer: "heavy_ball", options: ["form": ["averaged"]],
    hyperparameters: [.learningRate, .momentum], boundaryFormula: "η = 2(1 + β)/(λ(1 − β))",
    updateMap: { eigenvalue, values in
      heavyBallMap(values[0] * (1 - values[1]) * eigenvalue, momentum: values[1])
    },
    margin: { eigenvalue, values in
      momentumMargin(values[0] * (1 - values[1]) * eigenvalue, momentum: values[1])
    })

  /// The heavy ball of mass m under friction γ, advanced by the time step h.
  ///
  ///     η = h²/m     β = 1 − hγ/m
  ///
  /// For real λ stable exactly if 0 < hγ < 2m and 0 < h²λ < 4m − 2hγ; without friction the map is
  /// conservative and its iterates bounded for 0 < h²λ < 4m.
  ///
  /// - Reference: N. Qian, 1999, doi:10.1016/S0893-6080(98)00116-6
  public static let physicalHeavyBall = StabilityTheory(
    optimizer: "heavy_ball", options: ["form": ["physics"]],
    hyperparameters: [.timeStep, .mass, .friction], boundaryFormula: "h²λ = 4m − 2hγ",
    updateMap: { eigenvalue, values in
      let (h, mass, friction) = (values[0], values[1], values[2])
      return heavyBallMap(h * h / mass * eigenvalue, momentum: 1 - h * friction / mass)
    },
    margin: { eigenvalue, values in
      let (h, mass, friction) = (values[0], values[1], values[2])
      return momentumMargin(h * h / mass * eigenvalue, momentum: 1 - h * friction / mass)
    })

  /// v ← β v − w x,  x ← x + v
  static func heavyBallMap(_ w: Complex, momentum: Double) -> UpdateMap {
    .matrix(xx: 1 - w, xv: Complex(momentum), vx: -w, vv: Complex(momentum))
  }
}
