import SweepPlan

/// The quadratic part of an objective, in its own directions:
///
///     f(x) = ½ Σᵢ λᵢ uᵢ² + φ(x),   u = Qᵀ(x − c),   φ Lφ-smooth
public struct QuadraticForm: Sendable {
  /// λ
  public let eigenvalues: [Double]
  /// Q, row by row.
  public let basis: [[Double]]
  /// c
  public let center: [Double]
  /// Lφ; 0 where there is nothing but the quadratic.
  public let perturbation: Double
  private let isDiagonal: Bool

  public init(
    eigenvalues: [Double], basis: [[Double]]? = nil, center: [Double]? = nil,
    perturbation: Double = 0
  ) {
    let indices = eigenvalues.indices
    self.eigenvalues = eigenvalues
    self.basis = basis ?? indices.map { i in indices.map { $0 == i ? 1 : 0 } }
    self.center = center ?? eigenvalues.map { _ in 0 }
    self.perturbation = perturbation
    isDiagonal = basis == nil
  }

  /// Of a plan's objective in one cell; `nil` unless it is a quadratic, or one with a perturbation.
  ///
  /// - Parameters:
  ///   - values: By parameter, as `Plan.values(at:)`.
  ///   - hessianProduct: ∇²f v, the same everywhere.
  public init?(
    _ plan: Plan, at values: [Double], hessianProduct: ([Double]) -> [Double]
  ) {
    let range = plan.layout.coefficients
    let names = plan.parameters[range].map(\.hyperparameter.name)
    let numbers = Dictionary(zip(names, values[range])) { first, _ in first }
    let indices = 0..<plan.dimension
    switch plan.objective.name {
    case "quadratic":
      let center = indices.map { numbers["minimum_\($0)"] ?? 0 }
      guard numbers["rotation"] ?? 0 != 0, plan.dimension > 1 else {
        self.init(
          eigenvalues: indices.map { numbers["eigenvalue_\($0)"] ?? .nan }, center: center)
        return
      }
      let columns = indices.map { i in hessianProduct(indices.map { $0 == i ? 1 : 0 }) }
      guard columns.joined().allSatisfy(\.isFinite) else { return nil }
      // The vectors of a rotated diag(λ), and λ itself, which is free of their rounding: 0 stays 0.
      let eigen = SymmetricEigen(columns)
      let order = indices.sorted { eigen.values[$0] < eigen.values[$1] }
      self.init(
        eigenvalues: indices.map { numbers["eigenvalue_\($0)"] ?? .nan }.sorted(),
        basis: eigen.vectors.map { row in order.map { row[$0] } }, center: center)
    case "saddle":
      guard let stable = numbers["stable_curvature"], let unstable = numbers["unstable_curvature"]
      else { return nil }
      // φ = ε sin x₀ sin x₁ is |ε|-smooth.
      self.init(
        eigenvalues: [stable, -unstable], perturbation: (numbers["perturbation"] ?? 0).magnitude)
    default:
      return nil
    }
  }

  /// Whether some directions lead in and others out, and none neither.
  public var isSaddle: Bool {
    eigenvalues.contains { $0 > 0 } && eigenvalues.contains { $0 < 0 }
      && !eigenvalues.contains(0)
  }

  /// Qᵀ w
  func coordinates(of w: [Double]) -> [Double] {
    guard !isDiagonal else { return w }
    return eigenvalues.indices.map { j in
      eigenvalues.indices.reduce(0) { $0 + basis[$1][j] * w[$1] }
    }
  }

  /// Q u
  func vector(_ u: [Double]) -> [Double] {
    guard !isDiagonal else { return u }
    return eigenvalues.indices.map { i in
      eigenvalues.indices.reduce(0) { $0 + basis[i][$1] * u[$1] }
    }
  }

  /// Q diag(λ) Qᵀ w, the quadratic part's gradient at c + w.
  func product(_ w: [Double]) -> [Double] {
    vector(zip(eigenvalues, coordinates(of: w)).map { $0 * $1 })
  }
}
