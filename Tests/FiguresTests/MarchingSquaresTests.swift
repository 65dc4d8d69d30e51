import Figures
import Foundation
import Testing

struct MarchingSquaresTests {
  private func grid(_ n: Int, _ f: (Double, Double) -> Double) -> [Double] {
    (0..<(n * n)).map { index in
      f(
        Double(index % n) / Double(n - 1) * 2 - 1, Double(index / n) / Double(n - 1) * 2 - 1)
    }
  }

  private func length(_ contour: Contour) -> Double {
    let ends = contour.points.dropFirst() + (contour.isClosed ? contour.points.prefix(1) : [])
    return zip(contour.points, ends).reduce(0) { $0 + hypot($1.1.x - $1.0.x, $1.1.y - $1.0.y) }
  }

  /// Signed area, positive for a counterclockwise line.
  private func area(_ contour: Contour) -> Double {
    let next = contour.points.dropFirst() + contour.points.prefix(1)
    return zip(contour.points, next).reduce(0) { $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2 }
  }

  @Test func `a circle has its area and length`() throws {
    let n = 201
    let values = grid(n) { $0 * $0 + $1 * $1 }
    let contours = MarchingSquares.contours(of: values, width: n, height: n, level: 0.49)
    let circle = try #require(contours.first)
    #expect(contours.count == 1)
    #expect(circle.isClosed)
    let unit = 2 / Double(n - 1)
    // Larger values outside, to the left: the line runs clockwise.
    #expect(abs(area(circle) * unit * unit + .pi * 0.49) < 2e-4)
    #expect(abs(length(circle) * unit - 2 * .pi * 0.7) < 1e-3)
  }

  @Test func `a straight line is open and joined`() throws {
    let values = grid(11) { x, _ in x }
    let contours = MarchingSquares.contours(of: values, width: 11, height: 11, level: 0.1)
    let line = try #require(contours.first)
    #expect(contours.count == 1)
    #expect(!line.isClosed)
    #expect(line.points.count == 11)
    #expect(line.points.allSatisfy { abs($0.x - 5.5) < 1e-12 })
    #expect(abs(length(line) - 10) < 1e-12)
  }

  @Test(arguments: [(0.6, true), (0.4, false)])
  func `saddles follow the bilinear surface`(level: Double, areHighsParted: Bool) {
    // Saddle value 0.5 for corners 0, 1, 0, 1.
    let contours = MarchingSquares.contours(
      of: [0, 1, 1, 0], width: 2, height: 2, level: level)
    #expect(contours.count == 2)
    // Each line cuts off one corner: a high one if the saddle lies below the level.
    let highs = [Point(1, 0), Point(0, 1)]
    for contour in contours {
      let middle = Point(
        contour.points.map(\.x).reduce(0, +) / 2, contour.points.map(\.y).reduce(0, +) / 2)
      let nearest = highs.map { hypot($0.x - middle.x, $0.y - middle.y) }.min() ?? 1
      #expect((nearest < 0.6) == areHighsParted)
    }
  }

  @Test func `an asymmetric saddle is decided by its own value, not by the mean`() {
    let values = [5, 1.9, 1.9, 2.1]
    // Saddle value (5 · 2.1 − 1.9²)/(5 + 2.1 − 3.8) ≈ 2.088; mean 2.725.
    let joined = MarchingSquares.contours(of: values, width: 2, height: 2, level: 2.05)
    let parted = MarchingSquares.contours(of: values, width: 2, height: 2, level: 2.09)
    func cuts(_ contours: [Contour], _ corner: Point) -> Bool {
      contours.contains { contour in
        contour.points.allSatisfy { $0.x == corner.x || $0.y == corner.y }
      }
    }
    #expect(cuts(joined, Point(1, 0)) && cuts(joined, Point(0, 1)))
    #expect(cuts(parted, Point(0, 0)) && cuts(parted, Point(1, 1)))
  }

  @Test func `lines of a rough field end only at the border`() {
    let n = 40
    let values = grid(n) { sin(9 * $0 + 3 * $1) * cos(11 * $1 - 2 * $0 * $0) }
    let contours = MarchingSquares.contours(of: values, width: n, height: n, level: 0.05)
    #expect(contours.count > 4)
    let last = Double(n - 1)
    for contour in contours where !contour.isClosed {
      for end in [contour.points.first, contour.points.last].compactMap({ $0 }) {
        #expect(end.x == 0 || end.y == 0 || end.x == last || end.y == last)
      }
    }
    #expect(contours.contains { $0.isClosed })
  }

  @Test func `NaN, infinity and small grids draw what can be drawn`() {
    var values = grid(5) { x, _ in x }
    values[12] = .nan
    let contours = MarchingSquares.contours(of: values, width: 5, height: 5, level: 0.1)
    #expect(contours.count == 2)
    let wall = MarchingSquares.contours(
      of: [0, .infinity, 0, .infinity], width: 2, height: 2, level: 1)
    #expect(
      wall.first?.points == [Point(0.5, 1), Point(0.5, 0)]
        || wall.first?.points == [
          Point(0.5, 0), Point(0.5, 1),
        ])
    #expect(MarchingSquares.contours(of: [1], width: 1, height: 1, level: 0).isEmpty)
    #expect(MarchingSquares.contours(of: [1, 2], width: 2, height: 2, level: 0).isEmpty)
    #expect(
      MarchingSquares.contours(of: grid(3) { _, _ in 1 }, width: 3, height: 3, level: 1) == [])
  }
}
