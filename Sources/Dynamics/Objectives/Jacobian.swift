extension ErasedObjective {
  /// The Jacobian of the field at x, ∇²f(x) if f is minimised, from a product per column; whatever
  /// the clipping.
  ///
  /// - Parameter direction: A vector to work with.
  func jacobian(
    at x: Vector<Lanes>, into matrix: SquareMatrix<Lanes>, _ direction: Vector<Lanes>
  ) {
    direction.fill(.zero)
    for j in x.indices {
      direction[j] = Lanes(repeating: 1)
      hessianProduct(at: x, along: direction, into: matrix.column(j))
      direction[j] = .zero
    }
  }

  /// The Jacobian of the clipped field. Where F is longer than c, F̂ = F/‖F‖, it is that of c F̂:
  ///
  ///     (c/‖F‖)(I − F̂ F̂ᵀ) J
  ///
  /// - Parameter direction: A vector to work with.
  func clippedJacobian(
    at x: Vector<Lanes>, into matrix: SquareMatrix<Lanes>, _ direction: Vector<Lanes>
  ) {
    jacobian(at: x, into: matrix, direction)
    guard let clipNorm else { return }
    unclippedGradient(at: x, into: direction)
    let norm = direction.euclideanNorm
    let isLong = clipNorm < norm
    let scale = clipNorm / norm
    for i in x.indices { direction[i] = direction[i] / norm }
    for j in x.indices {
      let column = matrix.column(j)
      let along = direction.dot(column)
      for i in x.indices {
        let turned = scale * .fma(-along, direction[i], column[i])
        column[i] = .select(isLong, turned, column[i])
      }
    }
  }
}
