import Theory

/// What is known of a method, as programs read it. Fractions are text: `-3/10`.
struct MultistepReport: Encodable {
  struct Root: Encodable {
    let real: Double
    let imaginary: Double
    let magnitude: Double
    let multiplicity: Int
    /// As a fraction, if it is one.
    let exact: String?
  }

  struct Interval: Encodable {
    let from: Double
    let to: Double
    /// As fractions, where they are.
    let fromExact: String?
    let toExact: String?
    /// Whether solutions die out inside; else they only stay bounded.
    let decays: Bool

  }

  /// The step in which constants and straight lines are right.
  struct ConsistentStep: Encodable {
    /// Of a rule of the catalog: `η/(1 − β)`.
    let formula: String?
    /// Over h.
    let stretch: String
    let order: Int
    let errorConstant: String?
  }

  let name: String?
  let values: [String]
  let boundary: String?
  /// What stands for h: `η`.
  let step: String
  let points: String?
  let isOfMotion: Bool
  let rho: String
  let sigma: String
  /// From the highest power down, ρ's first 1.
  let rhoCoefficients: [String]
  let sigmaCoefficients: [String]
  let steps: Int
  let isExplicit: Bool
  /// Of ρ and σ; `nil` if they have none.
  let commonFactor: String?
  let roots: [Root]
  let rootCondition: String
  let isZeroStable: Bool
  let isStronglyStable: Bool
  let rhoAtOne: String
  let rhoSlopeAtOne: String
  let sigmaAtOne: String
  let isConsistent: Bool
  let order: Int
  let errorConstant: String?
  let consistentStep: ConsistentStep?
  let realIntervals: [Interval]
  /// Of y ≥ 0 with hλ = ±iy.
  let imaginaryIntervals: [Interval]
  let isAStable: Bool
  /// α of A(α), in degrees: 90 if A-stable; `nil` if not stable on the negative real axis.
  let sectorDegrees: Double?
  let isLStable: Bool
  let dampsAtInfinity: Bool

  init(_ subject: MultistepSubject) {
    let method = subject.method
    func texts(_ polynomial: RationalPolynomial, _ degree: Int) -> [String] {
      (0...degree).reversed().map { ascii("\(polynomial[$0])") }
    }
    name = subject.name
    values = subject.values
    boundary = subject.boundary
    step = subject.rule?.step ?? "h"
    points = subject.rule?.points
    isOfMotion = subject.rule?.isOfMotion ?? false
    rho = method.rho.text("ζ")
    sigma = method.sigma.text("ζ")
    rhoCoefficients = texts(method.rho, method.steps)
    sigmaCoefficients = texts(method.sigma, method.steps)
    steps = method.steps
    isExplicit = method.isExplicit
    let common = method.commonFactor
    commonFactor = common.degree > 0 ? common.text("ζ") : nil
    roots = method.rho.roots.map { root in
      Root(
        real: root.value.real, imaginary: root.value.imaginary, magnitude: root.magnitude,
        multiplicity: root.multiplicity, exact: root.exact.map { ascii("\($0)") })
    }
    let condition = method.rootCondition
    rootCondition = condition.rawValue
    isZeroStable = condition.isMet
    isStronglyStable = method.isStronglyStable
    rhoAtOne = ascii("\(method.rho(1))")
    rhoSlopeAtOne = ascii("\(method.rho.derivative(1))")
    sigmaAtOne = ascii("\(method.sigma(1))")
    isConsistent = method.isConsistent
    order = method.order
    errorConstant = method.errorConstant.map { ascii("\($0)") }
    consistentStep = method.stepStretch.map { stretch in
      let scaled = method.withStep(times: stretch)
      return ConsistentStep(
        formula: subject.rule?.consistentStep, stretch: ascii("\(stretch)"), order: scaled.order,
        errorConstant: scaled.errorConstant.map { ascii("\($0)") })
    }
    realIntervals = method.realIntervals.map { Interval($0) }
    imaginaryIntervals = method.imaginaryIntervals.map { Interval($0) }
    let sector = method.stabilitySector
    isAStable = sector == .halfPlane
    sectorDegrees = sector.degrees
    dampsAtInfinity = method.dampsAtInfinity
    isLStable = isAStable && dampsAtInfinity
  }
}

extension MultistepReport.Interval {
  fileprivate init(_ interval: StableInterval) {
    self.init(
      from: interval.from.value, to: interval.to.value,
      fromExact: interval.from.exact.map { ascii("\($0)") },
      toExact: interval.to.exact.map { ascii("\($0)") }, decays: interval.decays)
  }
}

/// A fraction as other programs read it, with a hyphen for minus.
private func ascii(_ text: String) -> String { text.replacing("−", with: "-") }
