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

  /// maxᵢ |xᵢ|; NaN if a coordinate is.
  @inline(__always) var largestMagnitude: Element {
    var largest = Element.zero
    for i in 0..<count { largest = .largerMagnitude(largest, self[i]) }
    return largest
  }

  /// maxᵢ |xᵢ − yᵢ|; NaN if a difference is.
  @inline(__always) func distance(to other: InlineArray) -> Element {
    var largest = Element.zero
    for i in 0..<count { largest = .largerMagnitude(largest, self[i] - other[i]) }
    return largest
  }

  @inline(__always) func store(to vector: Vector<Element>) {
    for i in 0..<count where i < vector.count { vector[i] = self[i] }
  }
}
