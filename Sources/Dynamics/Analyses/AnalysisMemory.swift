// Unsafe code: what analyses remember of a block's cells.
//
// Contract: the memory is part of a `Block`, `count` vectors long.

/// What analyses remember from step to step: numbers by name, a second iterate with a second memory of
/// the rule, and a point of the rule's flow. It moves with its cell from block to block.
struct AnalysisMemory<Lanes: LaneVector> {
  enum Number: Int {
    // The energy f + stored, and f.
    case firstEnergy, energy, value, stored, deviation
    case lyapunovCount, firstViolation, descentCount
    // Two for the sum.
    case sharpness, leastSharpness, sharpnessSum, sharpnessSumsRest, sharpnessCount
    // Of the second trajectory: see `Analysis+Exponent.swift`.
    case powers, rest, weight, length, floor, firstLogarithm
    // Of the flow: see `Analysis+Shadowing.swift`.
    case shadowingDistance, pseudoOrbitError
  }

  private static var lines: Int { Number.pseudoOrbitError.rawValue + 1 }
  private static var numbers: Int { lines + 2 * RegressionLine<Lanes>.numbers }

  /// Vectors of lanes for a rule that remembers `memory` of them.
  static func count(dimension: Int, memory: Int) -> Int { numbers + 3 * dimension + memory }

  private let base: UnsafeMutablePointer<Lanes>
  private let dimension: Int

  init(_ base: UnsafeMutablePointer<Lanes>, dimension: Int) {
    self.base = base
    self.dimension = dimension
  }

  subscript(number: Number) -> Lanes {
    get { base[number.rawValue] }
    nonmutating set { base[number.rawValue] = newValue }
  }

  var sharpnessSum: UnsafeMutablePointer<CompensatedSum<Lanes>> {
    UnsafeMutableRawPointer(base + Number.sharpnessSum.rawValue)
      .assumingMemoryBound(to: CompensatedSum<Lanes>.self)
  }

  /// ln ‖δ‖ of the second trajectory since the last mark, and since the one before.
  var later: RegressionLine<Lanes> { RegressionLine(base: base + Self.lines) }
  var earlier: RegressionLine<Lanes> {
    RegressionLine(base: base + Self.lines + RegressionLine<Lanes>.numbers)
  }

  /// The second iterate.
  var twin: Vector<Lanes> { Vector(base + Self.numbers, count: dimension) }
  /// What the rule remembers on the second trajectory.
  var twinMemory: UnsafeMutablePointer<Lanes> { base + Self.numbers + 3 * dimension }

  /// x and v of the flow.
  var flow: Vector<Lanes> { Vector(base + Self.numbers + dimension, count: dimension) }
  var flowVelocity: Vector<Lanes> {
    Vector(base + Self.numbers + 2 * dimension, count: dimension)
  }
}

extension Workspace {
  /// Vectors of lanes that analyses ask for.
  static func analysisCount(_ analyses: AnalysisSet, dimension: Int) -> Int {
    if analyses.isEmpty { return 0 }
    let lanczos =
      analyses.contains(.sharpness) ? LanczosIteration<Lanes>.count(dimension: dimension) : 0
    return 10 * dimension + 4 + lanczos
  }

  /// The iterate and its gradient before a step, and a product of the Hessian.
  var iterateBefore: Vector<Lanes> { analysis(0) }
  var gradientBefore: Vector<Lanes> { analysis(1) }
  var product: Vector<Lanes> { analysis(2) }
  /// Ψ(y): the flow's state a step of the rule later.
  var image: Vector<Lanes> { analysis(3) }
  var velocityImage: Vector<Lanes> { analysis(4) }
  /// What the flow's integrator works with: five vectors.
  var flowWork: UnsafeMutablePointer<Lanes> { analysis(5).base }
  /// What it reads: four numbers.
  var flowNumbers: UnsafeMutablePointer<Lanes> { analysis(10).base }
  /// Only with sharpness.
  var lanczos: LanczosIteration<Lanes> {
    LanczosIteration(flowNumbers + 4, dimension: product.count)
  }
}
