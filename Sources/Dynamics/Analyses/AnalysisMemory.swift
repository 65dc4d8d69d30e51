// Unsafe code: what analyses remember of a block's cells.
//
// Contract: the memory is part of a `Block`, `count` vectors long.

/// What analyses remember from step to step: numbers by name, and a second iterate with a second memory
/// of the rule. It moves with its cell from block to block.
struct AnalysisMemory<Lanes: LaneVector> {
  enum Number: Int {
    // The energy f + stored, and f.
    case firstEnergy, energy, value, stored, deviation
    case lyapunovCount, firstViolation, descentCount
    // Two for the sum.
    case sharpness, leastSharpness, sharpnessSum, sharpnessSumsRest, sharpnessCount
    // Of the second trajectory: see `Analysis+Exponent.swift`.
    case powers, rest, weight, length, floor, firstLogarithm
  }

  private static var lines: Int { Number.firstLogarithm.rawValue + 1 }
  private static var numbers: Int { lines + 2 * RegressionLine<Lanes>.numbers }

  /// Vectors of lanes for a rule that remembers `memory` of them.
  static func count(dimension: Int, memory: Int) -> Int { numbers + dimension + memory }

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
  var twinMemory: UnsafeMutablePointer<Lanes> { base + Self.numbers + dimension }
}

extension Workspace {
  /// Vectors of lanes that analyses ask for.
  static func analysisCount(_ analyses: AnalysisSet, dimension: Int) -> Int {
    if analyses.isEmpty { return 0 }
    let lanczos =
      analyses.contains(.sharpness) ? LanczosIteration<Lanes>.count(dimension: dimension) : 0
    return 3 * dimension + lanczos
  }

  /// The iterate and its gradient before a step, and a product of the Hessian.
  var iterateBefore: Vector<Lanes> { analysis(0) }
  var gradientBefore: Vector<Lanes> { analysis(1) }
  var product: Vector<Lanes> { analysis(2) }
  /// Only with sharpness.
  var lanczos: LanczosIteration<Lanes> {
    LanczosIteration(analysis(3).base, dimension: product.count)
  }
}
