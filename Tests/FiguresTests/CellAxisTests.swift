import Figures
import Testing

struct CellAxisTests {
  @Test func `edges lie halfway between listed values`() throws {
    let axis = try CellAxis(Axis("x", .values([1, 2, 4])), count: 3)
    #expect(axis.scale.lower == 0.5)
    #expect(axis.scale.upper == 5)
    let edges = axis.edges.map { axis.scale.value(at: $0) }
    for (edge, expected) in zip(edges, [0.5, 1.5, 3, 5]) { #expect(abs(edge - expected) < 1e-12) }
  }

  @Test func `log values have edges at geometric means`() throws {
    let axis = try CellAxis(Axis("x", .values([1, 10, 100]), scale: .log), count: 3)
    let edges = axis.edges.map { axis.scale.value(at: $0) }
    for (edge, expected) in zip(edges, [0.1, 1, 10, 100].map { $0 * 10.0.squareRoot() }) {
      #expect(abs(edge / expected - 1) < 1e-12)
    }
  }

  @Test func `values in any order are drawn where they belong`() throws {
    #expect(try CellAxis(Axis("x", .values([4, 1, 2])), count: 3).order == [1, 2, 0])
    #expect(try CellAxis(Axis("x", .range(1, 0)), count: 3).order == [2, 1, 0])
  }

  @Test func `a single value stands in the middle`() throws {
    let axis = try CellAxis(Axis("x", .values([0.1])), count: 1)
    #expect(axis.edges == [0, 1])
    #expect(abs(axis.scale.position(of: 0.1) - 0.5) < 1e-12)
    #expect(try CellAxis(Axis("x", .range(0.1, 0.1)), count: 1).values == [0.1])
  }

  @Test(arguments: [1, 2, 3, 7, 100, 1024], [1, 2, 5, 99, 100, 101, 780])
  func `pixels show every cell once, or the one under them`(cells: Int, pixels: Int) throws {
    let axis = try CellAxis(Axis("x", .range(0, 1)), count: cells)
    let ranges = axis.cells(inPixels: pixels)
    #expect(ranges.count == pixels)
    #expect(ranges.allSatisfy { !$0.isEmpty && $0.upperBound <= cells })
    if cells >= pixels {
      #expect(ranges.flatMap { Array($0) } == Array(0..<cells))
    } else {
      #expect(ranges.allSatisfy { $0.count == 1 })
      #expect(Set(ranges.map(\.lowerBound)).count == cells)
    }
  }

  @Test func `bad lists are refused`() {
    for values in [[1, 1], [1, .nan], [1, .infinity], [1, 2, 3]] {
      #expect(throws: FigureError.self) { try CellAxis(Axis("x", .values(values)), count: 2) }
    }
    #expect(throws: FigureError.self) {
      try CellAxis(Axis("x", .values([-1, 1]), scale: .log), count: 2)
    }
  }
}
