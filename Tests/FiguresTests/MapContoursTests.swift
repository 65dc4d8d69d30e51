import Figures
import Foundation
import Testing

struct MapContoursTests {
  /// Values of a function in the middles of cells.
  private func grid(
    _ width: Int, _ height: Int, x: (Double) -> Double, y: (Double) -> Double,
    of f: (Double, Double) -> Double
  ) -> [Double] {
    (0..<height).flatMap { row in
      (0..<width).map {
        f(x((Double($0) + 0.5) / Double(width)), y((Double(row) + 0.5) / Double(height)))
      }
    }
  }

  @Test func `a circle is a closed line at its radius`() throws {
    let n = 200
    let values = grid(
      n, n, x: { 4 * $0 - 2 }, y: { 4 * $0 - 2 }, of: { $0 * $0 + $1 * $1 })
    let lines = try MapContours.lines(
      at: 1, of: values, width: n, height: n, x: Axis("", .range(-2, 2)),
      y: Axis("", .range(-2, 2)))
    let line = try #require(lines.first)
    #expect(lines.count == 1 && line.first == line.last && line.count > 300)
    // Linear interpolation of r² over a cell of 0.02: off by (h/2)²/2r at most.
    for point in line {
      #expect(abs((point.x * point.x + point.y * point.y).squareRoot() - 1) < 6e-5)
    }
    // Half-way round, the area is the disk's.
    let area = zip(line, line.dropFirst()).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y } / 2
    #expect(abs(abs(area) - .pi) < 1e-3)
  }

  @Test func `between logarithms a power law is exact on log axes`() throws {
    func x(_ t: Double) -> Double { exp(log(1e-4) + t * (log(1.0) - log(1e-4))) }
    func y(_ t: Double) -> Double { exp(log(1e-2) + t * (log(1e3) - log(1e-2))) }
    let values = grid(23, 17, x: x, y: y) { $0 * $1 * $1 }
    let lines = try MapContours.lines(
      at: 0.05, of: values, width: 23, height: 17, x: Axis("", .range(1e-4, 1), scale: .log),
      y: Axis("", .range(1e-2, 1e3), scale: .log), scale: .log)
    #expect(lines.count == 1 && lines[0].count > 10)
    for point in lines.joined() { #expect(abs(point.x * point.y * point.y / 0.05 - 1) < 1e-12) }
    #expect(
      try MapContours.lines(
        at: -1, of: values, width: 23, height: 17, x: Axis("", .range(1e-4, 1), scale: .log),
        y: Axis("", .range(1e-2, 1e3), scale: .log), scale: .log
      ).isEmpty)
  }

  @Test func `axes that list values or run downward have the line where it belongs`() throws {
    let xs = [0.0, 0.1, 0.4, 0.9]
    let ys = [3.0, 1, 2]
    let listed = ys.flatMap { y in xs.map { $0 + y } }
    let lines = try MapContours.lines(
      at: 2.25, of: listed, width: 4, height: 3, x: Axis("", .values(xs)), y: Axis("", .values(ys)))
    #expect(!lines.isEmpty)
    for point in lines.joined() { #expect(abs(point.x + point.y - 2.25) < 1e-12) }
    let down = grid(10, 10, x: { 1 - $0 }, y: { $0 }, of: { 2 * $0 - $1 })
    let fallen = try MapContours.lines(
      at: 0.5, of: down, width: 10, height: 10, x: Axis("", .range(1, 0)),
      y: Axis("", .range(0, 1)))
    #expect(fallen.count == 1)
    for point in fallen.joined() { #expect(abs(2 * point.x - point.y - 0.5) < 1e-12) }
  }

  @Test func `cells without a value draw nothing around them`() throws {
    var values = grid(9, 9, x: { $0 }, y: { $0 }, of: { x, _ in x })
    let whole = try MapContours.lines(
      at: 0.4, of: values, width: 9, height: 9, x: Axis("", .range(0, 1)),
      y: Axis("", .range(0, 1)))
    #expect(whole.count == 1 && whole[0].count == 9)
    values[4 * 9 + 3] = .nan
    let broken = try MapContours.lines(
      at: 0.4, of: values, width: 9, height: 9, x: Axis("", .range(0, 1)),
      y: Axis("", .range(0, 1)))
    #expect(broken.count == 2)
    for point in broken.joined() {
      #expect(abs(point.x - 0.4) < 1e-12 && abs(point.y - 0.5) > 0.1)
    }
  }

  @Test func `in a single row a level is a mark across it`() throws {
    let lines = try MapContours.lines(
      at: 2.25, of: [1, 2, 3, 4], width: 4, height: 1, x: Axis("", .range(0, 4)),
      y: Axis("", .range(0, 1)))
    #expect(lines.map { $0.map(\.x) } == [[1.75, 1.75]])
    #expect(Set(lines[0].map(\.y)) == [0, 1])
  }
}
