// Unsafe code: what analyses remember of a block's cells.
//
// Contract: the memory is part of a `Block`, `count` vectors long.

/// What analyses remember from step to step: numbers by name, vectors of ℝᵈ, and a second iterate with
/// a second memory of the rule. It moves with its cell from block to block.
struct AnalysisMemory<Lanes: LaneVector> {
  enum Number: Int {
    // The energy f + stored, and f.
    case firstEnergy, energy, value, stored, deviation
    case lyapunovCount, firstViolation, descentCount
    // Two for the sum.
    case sharpness, leastSharpness, sharpnessSum, sharpnessSumsRest, sharpnessCount
    // Of the second trajectory: see `Analysis+Exponent.swift`.
    case powers, rest, weight, length, floor, firstLogarithm, earlierLogarithm, laterLogarithm
  }

  private static var numbers: Int { Number.laterLogarithm.rawValue + 1 }

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

  /// The unit vector nearest to the eigenvector of the dominant eigenvalue of the Hessian so far.
  var dominant: Vector<Lanes> { vector(0) }
  /// The same of the largest eigenvalue, where the dominant one is negative.
  var largest: Vector<Lanes> { vector(1) }
  /// The second iterate.
  var twin: Vector<Lanes> { vector(2) }
  /// What the rule remembers on the second trajectory.
  var twinMemory: UnsafeMutablePointer<Lanes> { base + Self.numbers + 3 * dimension }

  private func vector(_ index: Int) -> Vector<Lanes> {
    Vector(base + Self.numbers + index * dimension, count: dimension)
  }
}

extension Workspace {
  /// The iterate and its gradient before a step, and a product of the Hessian.
  var iterateBefore: Vector<Lanes> { analysis(0) }
  var gradientBefore: Vector<Lanes> { analysis(1) }
  var product: Vector<Lanes> { analysis(2) }
}
