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
  /// Where the curve is, with room around it: all of it, or if it goes through infinity the middle, or
  /// if the region of stability is a speck in that, the region.
  public let window: HLambdaWindow
}

extension MultistepMethod {
  /// - Parameter count: Points for half the unit circle.
  public func rootLocus(count: Int = 2000) -> RootLocusCurve {
    let locus = RootLocus(self)
    let reader = Amplification(self)
    let half = (0...count).map { locus.point(Double.pi * Double($0) / Double(count)) }
    let window = Self.window(half)
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
      guard point.isFinite, point.magnitude < 1000 * window.size else {
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
    let boundary = pieces.filter(\.isBoundary).flatMap(\.points)
    let box = HLambdaWindow(around: boundary)
    let isSpeck = !boundary.isEmpty && box.size > 1e-9 && 10 * box.size < window.size
    return RootLocusCurve(
      pieces: pieces, window: isSpeck ? box.with(room: 0.6 * box.size) : window)
  }

  private static func window(_ half: [Complex]) -> HLambdaWindow {
    let finite = half.filter(\.isFinite)
    let sizes = finite.map(\.magnitude).sorted()
    let usual = sizes.isEmpty ? 1 : max(sizes[sizes.count / 2], 1e-9)
    // Beyond this the curve is on its way to infinity.
    let isWhole = finite.count == half.count && (sizes.last ?? 0) <= 60 * usual
    let box = HLambdaWindow(
      around: isWhole ? finite : finite.filter { $0.magnitude <= 3 * usual })
    return box.with(room: 0.12 * max(box.size, 1e-9))
  }
}

extension HLambdaWindow {
  /// The points, their conjugates and 0.
  fileprivate init(around points: [Complex]) {
    let (low, high) = points.reduce((0.0, 0.0)) { (min($0.0, $1.real), max($0.1, $1.real)) }
    let height = points.reduce(0.0) { max($0, abs($1.imaginary)) }
    self.init(real: low...high, imaginary: (-height)...height)
  }

  /// The longer side.
  fileprivate var size: Double { max(real.length, imaginary.length) }

  fileprivate func with(room: Double) -> HLambdaWindow {
    HLambdaWindow(
      real: (real.lowerBound - room)...(real.upperBound + room),
      imaginary: (imaginary.lowerBound - room)...(imaginary.upperBound + room))
  }

  /// Made longer on one side until width over height is `aspect`.
  public func widened(to aspect: Double) -> HLambdaWindow {
    let across = max(0, aspect * imaginary.length - real.length) / 2
    let up = max(0, real.length / aspect - imaginary.length) / 2
    return HLambdaWindow(
      real: (real.lowerBound - across)...(real.upperBound + across),
      imaginary: (imaginary.lowerBound - up)...(imaginary.upperBound + up))
  }
}

extension ClosedRange<Double> {
  fileprivate var length: Double { upperBound - lowerBound }
}
