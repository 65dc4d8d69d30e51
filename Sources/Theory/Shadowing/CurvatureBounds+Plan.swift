import SweepPlan

extension CurvatureBounds {
  /// Of objectives whose curvatures are known everywhere; `nil` of others.
  ///
  ///     linear_regression      ∇²f is the same everywhere
  ///     logistic_regression    λ ≤ ∇²f ≤ ∇²f(0) = AᵀA/4n + λ, both met or come near to
  ///     sigmoid_erm            |∇²f − 2λ| ≤ BᵀB/(6√3 n), the rows of B being yⱼ aⱼ
  ///
  /// - Parameters:
  ///   - values: By parameter, as `Plan.values(at:)`.
  ///   - hessianProduct: ∇²f(x) v.
  public init?(
    _ plan: Plan, at values: [Double], hessianProduct: (_ x: [Double], _ v: [Double]) -> [Double]
  ) {
    guard CurvatureSample.isOf(plan) else { return nil }
    let dimension = plan.dimension
    let ridge = zip(plan.parameters, values).first { $0.0.hyperparameter.name == "ridge" }?.1
    switch plan.objective.name {
    case "linear_regression", "logistic_regression":
      var sample = CurvatureSample(dimension: dimension)
      let origin = Array(repeating: 0.0, count: dimension)
      sample.add { hessianProduct(origin, $0) }
      guard let bounds = sample.bounds else { return nil }
      // Far out the logistic loss is straight, and λ alone is left.
      let largest = max(bounds.smoothness, (ridge ?? 0).magnitude)
      let least = ridge ?? bounds.convexity
      self.init(
        smoothness: largest, convexity: least, origin: .exact,
        met: Met(smoothness: largest, convexity: least))
    case "sigmoid_erm":
      let largest = SymmetricEigen(plan.examples.gram).values.max() ?? 0
      let bend = largest / (6 * 3.0.squareRoot())
      let twice = 2 * (ridge ?? 0)
      // At 0 the loss does not bend.
      self.init(
        smoothness: twice.magnitude + bend, convexity: twice - bend, origin: .exact,
        met: Met(smoothness: twice.magnitude, convexity: twice))
    default:
      return nil
    }
  }
}

extension ExampleSet {
  /// (1/n) Σⱼ yⱼ² aⱼ aⱼᵀ
  fileprivate var gram: [[Double]] {
    var sum = Array(repeating: Array(repeating: 0.0, count: features), count: features)
    func add(_ a: [Double], _ y: Double) {
      for i in 0..<features where a[i] != 0 {
        for j in 0..<features { sum[i][j] += y * y * a[i] * a[j] / Double(count) }
      }
    }
    switch self {
    case .rows(let rows):
      for row in rows { add(Array(row.dropLast()), row.last ?? 0) }
    case .images(let images, let targets):
      for (number, label) in images.labels.enumerated() {
        let pixels = images.pixels[number * features..<(number + 1) * features]
        let isSecond = Int(label) == images.classes[1]
        add(
          pixels.map { Double($0) / 255 }, isSecond ? targets.upperBound : targets.lowerBound)
      }
    }
    return sum
  }
}
