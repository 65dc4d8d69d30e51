import Foundation
import ResultStore
import Testing

struct StartPlaceTests {
  @Test func `elements begin far apart, however many there are`() {
    let tileCount = 1_000_000
    for elements in 1...64 {
      let places = (0..<elements).map { StartPlace(element: $0).index(among: tileCount) }.sorted()
      let gaps = zip(places, places.dropFirst() + [places[0] + tileCount]).map { $1 - $0 }
      // Of n points at multiples of the golden ratio two gaps are 1/(φ²√5 n) ≈ 0.17/n at the very
      // least, and none is more than 1.9/n.
      #expect(gaps.min() ?? 0 > tileCount / elements / 6, "\(elements) elements")
      #expect(gaps.max() ?? 0 < 2 * tileCount / elements + 1, "\(elements) elements")
    }
  }

  @Test func `element i begins at the fractional part of i times the golden ratio`() {
    for element in 0..<1000 {
      let place = Double(element) * (5.0.squareRoot() - 1) / 2
      let expected = Int((place - place.rounded(.down)) * 1e6)
      let found = StartPlace(element: element).index(among: 1_000_000)
      #expect(abs(found - expected) <= 1, "element \(element)")
    }
  }

  @Test func `runs without a number spread too`() {
    // 200 runs that differ in their last characters only.
    var count = [Int](repeating: 0, count: 4)
    for number in 0..<200 {
      let text =
        "20261125T184231Z-node1-4711-a"
        + String(String(number + 1000, radix: 36).suffix(3))
        .padding(toLength: 3, withPad: "0", startingAt: 0)
      if let run = RunID(parsing: text) { count[StartPlace(of: run).index(among: 4)] += 1 }
    }
    #expect(count.reduce(0, +) == 200)
    #expect(count.allSatisfy { (25...75).contains($0) })
  }

  @Test(arguments: [0, 1, 2, 3])
  func `places are among the tiles`(tileCount: Int) {
    for element in [-1, 0, 1, 77, .max, .min] {
      let place = StartPlace(element: element).index(among: tileCount)
      #expect(place == 0 || (0..<tileCount).contains(place))
    }
  }
}
