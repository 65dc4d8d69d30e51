import SweepPlan

/// Between which curvatures an objective's Hessian lies: L bounds ‖∇²f‖, μ is its least eigenvalue.
public struct CurvatureBounds: Sendable, Hashable {
  /// Where the numbers come from.
  public enum Origin: String, Sendable, Codable {
    /// The objective's own.
    case exact
    /// Somebody said so.
    case given
    /// The largest and the least seen on the way: an estimate that no theorem covers.
    case measured
  }

  /// L
  public let smoothness: Double
  /// μ; below 0 where the objective is not convex.
  public let convexity: Double
  public let origin: Origin
  /// No smaller L and no larger μ than these would be true, for some curvatures are; `nil` where none
  /// is known for certain.
  public let met: Met?

  public struct Met: Sendable, Hashable {
    public let smoothness: Double
    public let convexity: Double
  }

  public init(smoothness: Double, convexity: Double, origin: Origin, met: Met? = nil) {
    self.smoothness = smoothness
    // No −0.
    self.convexity = convexity + 0
    self.origin = origin
    self.met = met
  }

  /// Of a quadratic, and of one with a perturbation whose curvatures lie within ±Lφ.
  public init(_ form: QuadraticForm) {
    let largest = form.eigenvalues.reduce(0) { max($0, $1.magnitude) }
    let least = form.eigenvalues.min() ?? 0
    self.init(
      smoothness: largest + form.perturbation, convexity: least - form.perturbation,
      origin: .exact, met: Met(smoothness: largest, convexity: least))
  }

  /// What somebody said, in the place of what was found.
  public func replaced(smoothness: Double?, convexity: Double?) -> CurvatureBounds {
    guard smoothness != nil || convexity != nil else { return self }
    let isWhole = smoothness != nil && convexity != nil
    return CurvatureBounds(
      smoothness: smoothness ?? self.smoothness, convexity: convexity ?? self.convexity,
      origin: isWhole || origin == .exact ? .given : .measured, met: met)
  }
}

/// The curvatures at some points along the way, together.
public struct CurvatureSample {
  private var largest = -Double.infinity
  private var least = Double.infinity
  private let dimension: Int

  /// More coordinates than this take too long for a whole Hessian at every point.
  private static var dimensionLimit: Int { 64 }

  /// Whether Hessians say anything: not where the gradient jumps.
  public static func isOf(_ plan: Plan) -> Bool {
    plan.dimension <= dimensionLimit && plan.objective.name != "lasso"
  }

  public init(dimension: Int) { self.dimension = dimension }

  /// Adds the Hessian's eigenvalues at a point.
  ///
  /// - Parameter hessianProduct: ∇²f v there.
  public mutating func add(_ hessianProduct: ([Double]) -> [Double]) {
    let indices = 0..<dimension
    let columns = indices.map { i in hessianProduct(indices.map { $0 == i ? 1 : 0 }) }
    guard columns.joined().allSatisfy(\.isFinite) else { return }
    for value in SymmetricEigen(columns).values {
      largest = max(largest, value)
      least = min(least, value)
    }
  }

  /// `nil` if there was no point.
  public var bounds: CurvatureBounds? {
    guard largest >= least else { return nil }
    let smoothness = max(largest, -least)
    // A curvature of 0 comes out as rounding of the others.
    let rounding = 8 * Double(dimension) * smoothness.ulp
    return CurvatureBounds(
      smoothness: smoothness, convexity: least.magnitude <= rounding ? 0 : least, origin: .measured)
  }
}
