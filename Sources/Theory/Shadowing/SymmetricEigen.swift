/// Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations: each makes one pair of
/// entries zero, and what is off the diagonal shrinks, in the end quadratically.
///
///     A = Q diag(λ) Qᵀ
///
/// Of a diagonal matrix λ is the diagonal itself, to the last bit.
///
/// - Source: G. H. Golub, C. F. Van Loan, Matrix Computations, 2013, §8.5.
public struct SymmetricEigen: Sendable {
  /// In no particular order.
  public let values: [Double]
  /// Column j, an eigenvector of `values[j]`, is `vectors[i][j]` over i.
  public let vectors: [[Double]]

  /// - Parameter matrix: Row by row; only its symmetric part counts. Entries are finite.
  public init(_ matrix: [[Double]]) {
    let n = matrix.count
    var a = (0..<n).map { i in (0..<n).map { j in (matrix[i][j] + matrix[j][i]) / 2 } }
    var q = (0..<n).map { i in (0..<n).map { j in i == j ? 1.0 : 0 } }
    let size = a.joined().reduce(0) { max($0, $1.magnitude) }
    sweeps: for _ in 0..<60 {
      var isDiagonal = true
      for p in 0..<n {
        for r in p + 1..<max(n, p + 1) where a[p][r].magnitude > 1e-17 * size {
          isDiagonal = false
          let theta = (a[r][r] - a[p][p]) / (2 * a[p][r])
          let t =
            (theta < 0 ? -1.0 : 1.0) / (theta.magnitude + (theta * theta + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          Self.rotate(&a, &q, p, r, cosine: c, sine: t * c)
        }
      }
      if isDiagonal { break sweeps }
    }
    values = (0..<n).map { a[$0][$0] }
    vectors = q
  }

  private static func rotate(
    _ a: inout [[Double]], _ q: inout [[Double]], _ p: Int, _ r: Int, cosine c: Double,
    sine s: Double
  ) {
    for k in a.indices {
      (a[k][p], a[k][r]) = (c * a[k][p] - s * a[k][r], s * a[k][p] + c * a[k][r])
    }
    for k in a.indices {
      (a[p][k], a[r][k]) = (c * a[p][k] - s * a[r][k], s * a[p][k] + c * a[r][k])
    }
    for k in q.indices {
      (q[k][p], q[k][r]) = (c * q[k][p] - s * q[k][r], s * q[k][p] + c * q[k][r])
    }
  }
}
