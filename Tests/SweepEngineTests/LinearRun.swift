import Foundation
import SweepPlan
import Theory

/// What theory says of one cell of a quadratic, step by step.
///
/// The gradient at step k is gₖ = ρᵏ cₖ, with ρ the spectral radius. The amplitude cₖ is what the maps
/// make of the start when every step is divided by ρ: it neither grows nor dies out, but swings where
/// the roots are complex, and settles where they are real. So a rate measured from step m to step n is
///
///     ln ρ + ln(cₙ/cₘ)/(n − m):
///
/// ρ's logarithm but for the amplitude's change, spread over the window.
struct LinearRun {
  let logRadius: Double
  /// c₀ … cₙ
  let amplitudes: [Double]

  /// `nil` if theory knows nothing of the plan.
  init?(_ plan: Plan, at cell: [Int], steps: Int) {
    guard let prediction = Prediction(plan), plan.objective.name == "quadratic" else { return nil }
    let values = plan.values(at: cell)
    let radius = prediction.spectralRadius(at: values)
    guard radius > 0, radius < .infinity else { return nil }
    logRadius = log(radius)
    let curvatures = values[plan.layout.coefficients].prefix(plan.dimension)
    let maps = curvatures.map { prediction.theory.updateMap($0, values) }
    var points = values[plan.layout.initialPoint].map { (x: $0, v: 0.0) }
    func amplitude() -> Double {
      zip(curvatures, points).reduce(0) { max($0, ($1.0 * $1.1.x).magnitude) }
    }
    var amplitudes = [amplitude()]
    for _ in 0..<steps {
      for mode in maps.indices {
        let next = maps[mode].step(x: points[mode].x, v: points[mode].v)
        points[mode] = (next.x / radius, next.v / radius)
      }
      amplitudes.append(amplitude())
    }
    self.amplitudes = amplitudes
  }

  /// ln(cₙ/cₘ)
  func change(from mark: Int, to end: Int) -> Double {
    log(amplitudes[end] / amplitudes[mark])
  }

  /// By how much rounding may change ln(cₙ/cₘ): every step leaves behind a few units in the last place
  /// of the largest amplitude, and an amplitude near zero feels that most.
  func uncertainty(from mark: Int, to end: Int, _ precision: Precision) -> Double {
    let unit = precision == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    let largest = amplitudes[...end].max() ?? 0
    let error = 16 * Double(end) * unit * largest
    return error / amplitudes[end] + error / amplitudes[mark]
  }
}

/// The last of the steps 0, e, 2e, 4e, … that lies in the first half of `end` steps: where `rate`'s
/// window begins (`Variable.rate`).
func referenceStep(end: Int, every: Int) -> Int {
  var mark = 0
  var next = every
  while 2 * next <= end {
    mark = next
    next *= 2
  }
  return mark
}
