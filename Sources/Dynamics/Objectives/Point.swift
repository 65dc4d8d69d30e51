/// A point of ℝᵈ in every lane, in registers.
typealias Point<let dimension: Int, Lanes: LaneVector> = InlineArray<dimension, Lanes>

/// What objectives of fixed dimension compute with: `Point<d, Lanes>` for some d.
protocol LanePoint {
  associatedtype Lanes: LaneVector
  static var dimension: Int { get }
  /// The coordinates that `vector` has; the others are zero.
  init(loading vector: Vector<Lanes>)
  func store(to vector: Vector<Lanes>)
}

extension InlineArray: LanePoint where Element: LaneVector {
  typealias Lanes = Element

  @inline(__always) static var dimension: Int { count }

  @inline(__always) init(loading vector: Vector<Element>) {
    self = InlineArray { i in i < vector.count ? vector[i] : .zero }
  }

  @inline(__always) func store(to vector: Vector<Element>) {
    for i in 0..<count where i < vector.count { vector[i] = self[i] }
  }
}
