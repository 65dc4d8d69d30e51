import SweepPlan

/// A field of two coordinates that turns, one mode x = x₁ + ix₂:
///
/// - The gradient of the bilinear game f = σx₁x₂ + (μ/2)(x₁² − x₂²), (∂f/∂x₁, −∂f/∂x₂), has
///   λ = μ − iσ.
/// - The linear test equation ẏ = zy, y = y₁ + iy₂, has F = −zy and λ = −z.
struct PlaneField: LinearField {
  // The parameters from which the parts of λ come, and the real part's sign; the imaginary part's
  // is always turned.
  private let real: Int
  private let imaginary: Int
  private let sign: Double
  private let initialPoint: Range<Int>
  private let initialVelocity: Range<Int>

  init?(_ plan: Plan) {
    let (keys, sign): ([String], Double)
    switch plan.objective.name {
    case "bilinear": (keys, sign) = (["curvature", "strength"], 1)
    case "linear_test_equation": (keys, sign) = (["re_z", "im_z"], -1)
    default: return nil
    }
    let positions = plan.coefficientPositions
    let layout = plan.layout
    guard plan.dimension == 2, Set(positions.keys) == Set(keys), let real = positions[keys[0]],
      let imaginary = positions[keys[1]]
    else { return nil }
    let isDriven = !plan.areZero(real) || !plan.areZero(imaginary)
    let isDisplaced = !plan.areZero(layout.initialPoint)
    let isThrown = !plan.areZero(layout.initialVelocity)
    guard isThrown || isDisplaced && isDriven else { return nil }
    self.real = real.lowerBound
    self.imaginary = imaginary.lowerBound
    self.sign = sign
    initialPoint = layout.initialPoint
    initialVelocity = layout.initialVelocity
  }

  var isReal: Bool { false }
  var isRotated: Bool { false }
  var modeCount: Int { 1 }

  func eigenvalue(_ mode: Int, at values: [Double]) -> Complex {
    Complex(sign * values[real], -values[imaginary])
  }

  func start(_ mode: Int, at values: [Double], escapeRadius: Double) -> ModeStart {
    func plane(_ positions: Range<Int>) -> Complex {
      positions.isEmpty
        ? 0 : Complex(values[positions.lowerBound], values[positions.lowerBound + 1])
    }
    let (x, v) = (plane(initialPoint), plane(initialVelocity))
    if eigenvalue(mode, at: values).isReal {
      // Two coordinates that know nothing of each other: the one that starts farther out.
      let isFirst =
        x.real.magnitude + v.real.magnitude >= x.imaginary.magnitude + v.imaginary.magnitude
      return ModeStart(
        position: Complex(isFirst ? x.real : x.imaginary),
        velocity: Complex(isFirst ? v.real : v.imaginary), escapeRadius: escapeRadius)
    }
    return ModeStart(position: x, velocity: v, escapeRadius: 2.0.squareRoot() * escapeRadius)
  }
}
