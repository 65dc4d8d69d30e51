import Testing
import Theory

struct ContourLinesTests {
  private func nodes(_ from: Double, _ to: Double, _ count: Int) -> [Double] {
    (0..<count).map { from + (to - from) * Double($0) / Double(count - 1) }
  }

  @Test func `a circle is one closed line on the circle`() throws {
    let lines = contourLines(x: nodes(-2, 2, 65), y: nodes(-1.9, 2.1, 33)) { x, y in
      1 - x * x - y * y
    }
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.isClosed)
    for point in line.points {
      #expect(abs(point.x * point.x + point.y * point.y - 1) < 1e-15)
    }
    // The polygon's area falls short of π by its chords.
    let area = zip(line.points, line.points.dropFirst()).reduce(0) {
      $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2
    }
    #expect(abs(abs(area) - .pi) < 0.01)
  }

  @Test func `an open line ends on two sides, whichever way the coordinates run`() throws {
    for x in [nodes(0, 1, 20), nodes(1, 0, 20)] {
      for y in [nodes(0, 1, 30), nodes(1, 0, 30)] {
        let lines = contourLines(x: x, y: y) { x, y in x + 2 * y - 1.2 }
        #expect(lines.count == 1)
        let ends = [lines.first?.points.first, lines.first?.points.last].compactMap { $0 }
        #expect(Set(ends.map { [0.0, 1].contains($0.x) }) == [true])
        #expect(lines.first?.isClosed == false)
        for point in lines.first?.points ?? [] {
          #expect(abs(point.x + 2 * point.y - 1.2) < 1e-15)
        }
      }
    }
  }

  @Test func `a saddle's lines do not cross`() {
    // Opposite signs at the four corners of one square; the centre's sign decides.
    for level in [-0.1, 0.1] {
      let lines = contourLines(x: [-1, 1], y: [-1, 1]) { x, y in x * y + level }
      #expect(lines.count == 2)
      for line in lines {
        #expect(line.points.count == 2)
        // Each chord stays on its side of the centre.
        #expect(Set(line.points.map { ($0.x - level.sign1 * $0.y).sign }).count == 1)
      }
    }
  }

  @Test func `two islands are two lines`() {
    let lines = contourLines(x: nodes(-3, 3, 61), y: nodes(-2, 2, 41)) { x, y in
      let (left, right) = ((x + 1.5) * (x + 1.5), (x - 1.5) * (x - 1.5))
      return 1 - min(left, right) - y * y
    }
    #expect(lines.count == 2)
    for line in lines { #expect(line.isClosed) }
  }

  @Test func `a curve through nodes repeats no point`() {
    let lines = contourLines(x: nodes(0, 4, 5), y: nodes(0, 4, 5)) { x, y in x - y }
    #expect(lines.count == 1)
    #expect(lines.first?.points.count == 5)
  }

  @Test func `the rectangle's own sides are no boundary`() {
    #expect(contourLines(x: nodes(0, 1, 9), y: nodes(0, 1, 9)) { x, _ in x }.isEmpty)
    #expect(contourLines(x: nodes(0, 1, 9), y: nodes(0, 1, 9)) { x, _ in -x }.isEmpty)
    #expect(contourLines(x: nodes(0, 1, 9), y: nodes(0, 1, 9)) { _, y in y - 1 }.isEmpty)
  }

  @Test func `nothing to part, nothing drawn`() {
    #expect(contourLines(x: nodes(0, 1, 9), y: nodes(0, 1, 9)) { _, _ in 1 }.isEmpty)
    #expect(contourLines(x: nodes(0, 1, 9), y: nodes(0, 1, 9)) { _, _ in .nan }.isEmpty)
    #expect(contourLines(x: [1], y: nodes(0, 1, 9)) { x, y in x - y }.isEmpty)
  }
}

extension Double {
  fileprivate var sign1: Double { self < 0 ? -1 : 1 }
}
