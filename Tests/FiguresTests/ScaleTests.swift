import Figures
import Testing

struct ScaleTests {
  @Test(arguments: ScaleKind.allCases)
  func `positions and values are inverse`(kind: ScaleKind) throws {
    let scale = try Scale(kind, from: 1e-4, to: 10, name: "x")
    #expect(scale.position(of: 1e-4) == 0)
    #expect(scale.position(of: 10) == 1)
    for position in [0, 0.1, 0.5, 0.9, 1] {
      #expect(abs(scale.position(of: scale.value(at: position)) - position) < 1e-12)
    }
  }

  @Test func `ends may come in either order and may be equal`() throws {
    #expect(try Scale(.linear, from: 2, to: 1, name: "x").lower == 1)
    let point = try Scale(.log, from: 3, to: 3, name: "x")
    #expect(point.lower < 3 && point.upper > 3)
    let zero = try Scale(.linear, from: 0, to: 0, name: "x")
    #expect(zero.lower < 0 && zero.upper > 0)
    let largest = Double.greatestFiniteMagnitude
    #expect(try Scale(.linear, from: largest, to: largest, name: "x").upper.isFinite)
  }

  @Test func `ranges without a scale are refused in plain words`() {
    #expect(throws: FigureError.unusable("x: the range nan … 1.0 is not finite")) {
      try Scale(.linear, from: .nan, to: 1, name: "x")
    }
    #expect(throws: FigureError.unusable("x: a log scale needs ends above zero, not 0.0 … 1.0")) {
      try Scale(.log, from: 0, to: 1, name: "x")
    }
    #expect(throws: FigureError.self) {
      try Scale(.linear, from: -1e308, to: 1e308, name: "x")
    }
  }
}
