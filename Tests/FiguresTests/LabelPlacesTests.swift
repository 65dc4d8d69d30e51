import Figures
import Testing

struct LabelPlacesTests {
  private let frame = Rect(left: 0, top: 0, right: 400, bottom: 300)

  private func expectFree(_ places: LabelPlaces) {
    for (i, box) in places.taken.enumerated() {
      #expect(box.left >= 0 && box.right <= 400 && box.top >= 0 && box.bottom <= 300, "\(box)")
      for other in places.taken[..<i] { #expect(!box.overlaps(other), "\(box) \(other)") }
    }
  }

  @Test func `labels of crowded points keep apart and inside`() {
    var places = LabelPlaces(in: frame)
    for index in 0..<12 {
      let point = Point(190 + Double(index % 4) * 6, 140 + Double(index / 4) * 6)
      _ = places.beside(point, width: 60, height: 12, reach: 5)
    }
    expectFree(places)
    #expect(places.taken.count == 12)
  }

  @Test func `a label stands to the right, and turns away from the frame`() {
    var places = LabelPlaces(in: frame)
    let middle = places.beside(Point(100, 100), width: 60, height: 12, reach: 5)
    #expect(middle == Rect(left: 105, top: 94, right: 165, bottom: 106))
    let edge = places.beside(Point(395, 200), width: 60, height: 12, reach: 5)
    #expect(edge == Rect(left: 330, top: 194, right: 390, bottom: 206))
    // In the corner neither fits beside: below, to the left.
    for corner in [Point(399, 1), Point(1, 1), Point(1, 299), Point(399, 299)] {
      _ = places.beside(corner, width: 60, height: 12, reach: 5)
    }
    expectFree(places)
  }

  @Test func `a label too large for the frame begins in its corner`() {
    var places = LabelPlaces(in: frame)
    let box = places.beside(Point(200, 150), width: 500, height: 12, reach: 5)
    #expect(box.left == 0 && box.width == 500)
  }

  @Test func `a line is labelled near its middle, or not at all`() throws {
    var places = LabelPlaces(in: frame)
    let line = (0...100).map { Point(Double($0) * 4, 150) }
    let middle = places.on(line, width: 40, height: 12)
    let first = try #require(middle)
    #expect(first == Rect(left: 180, top: 144, right: 220, bottom: 156))
    let next = places.on(line, width: 40, height: 12)
    let second = try #require(next)
    #expect(!second.overlaps(first) && second.top == 144)
    for short in [[Point(0, 0), Point(30, 0)], []] {
      let none = places.on(short, width: 40, height: 12)
      #expect(none == nil)
    }
  }
}
