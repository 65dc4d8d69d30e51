// Unsafe code: a basis and a tridiagonal matrix in memory.
//
// Contract: the memory is a `Workspace`'s, `count` vectors of lanes long.

/// The largest eigenvalue of a symmetric matrix H that is known by its products, in every lane.
///
///     β_{j+1} q_{j+1} = H q_j − α_j q_j − β_j q_{j−1},   α_j = q_jᵀ H q_j
///
/// In the basis of the q H is the tridiagonal matrix of α and β. After as many products as there are
/// coordinates their eigenvalues are the same, to rounding. Of more than 32 coordinates 32 products are
/// taken: then the answer is at most the largest eigenvalue, and nears it exponentially in 32 times the
/// root of the gap behind it, as a share of the spectrum. Every q is made orthogonal to all before it.
///
/// - Reference: B. N. Parlett, The Symmetric Eigenvalue Problem, 1998, §13; for the error Y. Saad, 1980,
///   doi:10.1137/0717059.
struct LanczosIteration<Lanes: LaneVector> {
  private static func products(dimension: Int) -> Int { min(dimension, 32) }

  /// Vectors of lanes of memory.
  static func count(dimension: Int) -> Int { products(dimension: dimension) * (dimension + 2) }

  private let base: UnsafeMutablePointer<Lanes>
  private let dimension: Int
  private let products: Int

  init(_ base: UnsafeMutablePointer<Lanes>, dimension: Int) {
    self.base = base
    self.dimension = dimension
    products = Self.products(dimension: dimension)
  }

  /// q_j
  private func q(_ j: Int) -> Vector<Lanes> {
    Vector(base + j * dimension, count: dimension)
  }
  /// α
  private var diagonal: Vector<Lanes> {
    Vector(base + products * dimension, count: products)
  }
  /// β, from β₁ on.
  private var offDiagonal: Vector<Lanes> {
    Vector(base + products * (dimension + 1), count: products)
  }

  /// - Parameters:
  ///   - start: A vector's coordinates, which should be orthogonal to no eigenvector.
  ///   - product: Room for a vector.
  ///   - multiply: Writes H times its first argument into its second.
  func largestEigenvalue(
    from start: (Int) -> Lanes, product: Vector<Lanes>,
    _ multiply: (Vector<Lanes>, Vector<Lanes>) -> Void
  ) -> Lanes {
    for i in 0..<dimension { product[i] = start(i) }
    var norm = product.euclideanNorm
    var goesOn = Lanes.Mask(repeating: true)
    // max(|α|, β)
    var size = Lanes.zero
    let negligible = Lanes(repeating: 16 * Lanes.Scalar.ulpOfOne)
    var rows = 0
    while true {
      for i in 0..<dimension { q(rows)[i] = .select(goesOn, product[i] / norm, .zero) }
      multiply(q(rows), product)
      // A lane whose q span what H makes of them is done: it repeats a number that changes nothing.
      let alpha = q(rows).dot(product)
      diagonal[rows] = .select(goesOn, alpha, diagonal[0])
      size = .largerMagnitude(size, diagonal[rows])
      rows += 1
      if rows == products { break }
      for j in 0..<rows {
        let share = q(j).dot(product)
        for i in 0..<dimension { product[i] = .fma(-share, q(j)[i], product[i]) }
      }
      norm = product.euclideanNorm
      goesOn = goesOn & (negligible * size < norm) & (norm < Lanes(repeating: .infinity))
      if !goesOn.isAnySet { break }
      offDiagonal[rows - 1] = .select(goesOn, norm, .zero)
      size = .largerMagnitude(size, offDiagonal[rows - 1])
    }
    return largestEigenvalue(rows: rows, size: size)
  }

  /// By bisection: θ is larger than all eigenvalues where all pivots of θ − T are positive.
  private func largestEigenvalue(rows: Int, size: Lanes) -> Lanes {
    if rows == 1 { return diagonal[0] }
    let isUsual = (.zero < size) & (size < Lanes(repeating: .infinity))
    let scale = Lanes.select(isUsual, size, Lanes(repeating: 1))
    var low = diagonal[0] / scale
    for j in 0..<rows {
      diagonal[j] = diagonal[j] / scale
      low = .select(low <= diagonal[j], diagonal[j], low)
    }
    for j in 0..<rows - 1 {
      let share = offDiagonal[j] / scale
      offDiagonal[j] = share * share
    }
    var high = Lanes(repeating: 3)
    for _ in 0..<Lanes.Scalar.significandBitCount + 3 {
      let middle = Lanes(repeating: 0.5) * (low + high)
      var pivot = middle - diagonal[0]
      var isAbove = .zero < pivot
      for j in 1..<rows {
        pivot = (middle - diagonal[j]) - offDiagonal[j - 1] / pivot
        isAbove = isAbove & (.zero < pivot)
      }
      high = .select(isAbove, middle, high)
      low = .select(isAbove, low, middle)
    }
    return .select(isUsual, scale * high, .select(size == .zero, .zero, Lanes(repeating: .nan)))
  }
}
