import Foundation

/// The root locus as it is drawn.
public struct RootLocusCurve: Sendable {
  /// A piece whose points all are, or all are not, on the boundary of the region of stability.
  public struct Piece: Sendable {
    public let points: [Complex]
    /// Whether no other root lies outside the unit circle there.
    public let isBoundary: Bool
  }

  public let pieces: [Piece]
  /// Where the curve is, with room around it: all of it, or if it goes through infinity the middle.
  public let window: HLambdaWindow
}

extension MultistepMethod {
  /// - Parameter count: Points for half the unit circle.
  public func rootLocus(count: Int = 2000) -> RootLocusCurve {
    let locus = RootLocus(self)
    let reader = Amplification(self)
    let half = (0...count).map { locus.point(Double.pi * Double($0) / Double(count)) }
    let window = Self.window(half)
    let size = max(
      window.real.upperBound - window.real.lowerBound,
      window.imaginary.upperBound - window.imaginary.lowerBound)
    var roots: [Complex] = []
    var pieces: [RootLocusCurve.Piece] = []
    var points: [Complex] = []
    var isBoundary = false
    func close() {
      if points.count > 1 {
        pieces.append(RootLocusCurve.Piece(points: points, isBoundary: isBoundary))
        let mirrored = points.map { Complex($0.real, -$0.imaginary) }
        pieces.append(RootLocusCurve.Piece(points: mirrored, isBoundary: isBoundary))
      }
    }
    for point in half {
      guard point.isFinite, point.magnitude < 1000 * size else {
        close()
        points = []
        continue
      }
      let isOuter = reader.radius(point, from: &roots) < 1 + 1e-6
      if !points.isEmpty, isOuter != isBoundary {
        // The pieces meet.
        points.append(point)
        close()
        points = []
      }
      isBoundary = isOuter
      points.append(point)
    }
    close()
    return RootLocusCurve(pieces: pieces, window: window)
  }

  private static func window(_ half: [Complex]) -> HLambdaWindow {
    let finite = half.filter(\.isFinite)
    let sizes = finite.map(\.magnitude).sorted()
    let usual = sizes.isEmpty ? 1 : sizes[sizes.count / 2]
    // Beyond this the curve is on its way to infinity.
    let shown = finite.filter { $0.magnitude <= 60 * max(usual, 1e-9) }
    let isWhole = shown.count == half.count
    let kept = isWhole ? shown : shown.filter { $0.magnitude <= 3 * usual }
    let (low, high) = (
      kept.map(\.real).min().map { min($0, 0) } ?? -1,
      kept.map(\.real).max().map { max($0, 0) } ?? 1
    )
    let height = kept.map(\.imaginary.magnitude).max() ?? 1
    let size = max(high - low, 2 * height, 1e-9)
    let room = 0.12 * size
    let across = max((high - low) / 2 + room, 0.45 * size)
    let up = max(height + room, 0.3 * size)
    let middle = (low + high) / 2
    return HLambdaWindow(
      real: (middle - across)...(middle + across), imaginary: (-up)...up)
  }
}
