import Foundation

/// A window of the plane of hλ.
public struct HLambdaWindow: Sendable, Hashable {
  public let real: ClosedRange<Double>
  public let imaginary: ClosedRange<Double>

  public init(real: ClosedRange<Double>, imaginary: ClosedRange<Double>) {
    (self.real, self.imaginary) = (real, imaginary)
  }
}

extension MultistepMethod {
  /// ln max|ζ| over the roots of ρ(ζ) − hλσ(ζ): growth per step, negative where solutions die out.
  /// −∞ where all roots are 0, +∞ where one is infinite.
  ///
  /// - Returns: Row-major, in the middles of `columns` × `rows` cells, the lowest row first.
  public func growth(over window: HLambdaWindow, columns: Int, rows: Int) -> [Double] {
    let reader = Amplification(self)
    func middle(_ range: ClosedRange<Double>, _ index: Int, of count: Int) -> Double {
      range.lowerBound
        + (range.upperBound - range.lowerBound) * (Double(index) + 0.5) / Double(count)
    }
    return (0..<rows).flatMap { row in
      var roots: [Complex] = []
      let y = middle(window.imaginary, row, of: rows)
      return (0..<columns).map { column in
        log(reader.radius(Complex(middle(window.real, column, of: columns), y), from: &roots))
      }
    }
  }
}

/// The spectral radius of ρ − hλσ, from neighbour to neighbour.
struct Amplification {
  private let rho: [Complex]
  private let sigma: [Complex]

  init(_ method: MultistepMethod) {
    rho = method.rho.coefficients.map { Complex($0.double) }
    sigma = rho.indices.map { Complex(method.sigma[$0].double) }
  }

  /// - Parameter roots: Those of a point near by, or none; those of this one afterwards.
  func radius(_ hLambda: Complex, from roots: inout [Complex]) -> Double {
    let coefficients = zip(rho, sigma).map { $0 - hLambda * $1 }
    guard coefficients[rho.count - 1].magnitude > 1e-14 else {
      roots = []
      return .infinity
    }
    RootFinder(coefficients).refine(&roots, tolerance: 1e-10)
    return roots.map(\.magnitude).max() ?? 0
  }
}
