import Figures
import Foundation
import Testing

struct CurvesFigureTests {
  private func curves(_ values: [Double], scale: ScaleKind = .log) -> CurvesFigure {
    CurvesFigure(
      title: "Objective",
      panels: [
        .curves(
          CurvePanel(
            x: Axis("step"), y: Axis("objective f(x)", scale: scale),
            curves: [Curve("", values: values)]))
      ], options: FigureOptions(width: 400, height: 300, fontSize: 10))
  }

  @Test(arguments: FigureFormat.allCases)
  func `trajectories of every fate draw something`(format: FigureFormat) throws {
    let fates: [[Double]] = [
      [], [.nan], [1], [0, 0], [1, .infinity, 2], (0..<300).map { pow(10, Double($0)) },
      [1, -1, 1], [-1e308, 1e308], [.leastNonzeroMagnitude, 1],
    ]
    for values in fates {
      for scale in ScaleKind.allCases {
        #expect(try curves(values, scale: scale).data(format).count > 1000)
      }
    }
  }

  @Test func `a decaying curve falls from the upper left to the lower right`() throws {
    let image = try Decoded(curves((0..<100).map { exp(-Double($0)) }).data(.png))
    let line = try #require(image.bounds(Palette.curves[0]))
    #expect(line.columns.count > 600 && line.rows.count > 300)
    let left = (0..<image.height).first {
      image[line.columns.lowerBound + 40, $0] == Palette.curves[0]
    }
    let right = (0..<image.height).first {
      image[line.columns.upperBound - 40, $0] == Palette.curves[0]
    }
    #expect(try #require(left) < #require(right))
  }

  @Test func `a million steps make a small file`() throws {
    let values = (0..<1_000_000).map { exp(-Double($0) / 1e5) * (1.5 + sin(Double($0))) }
    #expect(try curves(values).data(.svg).count < 300_000)
  }

  @Test func `thinning keeps extremes and breaks`() {
    let points = (0..<10_000).map {
      Point(Double($0) / 1000, $0 == 5005 ? 99 : $0 == 7000 ? .nan : 0)
    }
    let thin = Thinning.columns(points, width: 1)
    #expect(thin.count < 60)
    #expect(thin.contains { $0.y == 99 })
    #expect(thin.contains { $0.y.isNaN })
    #expect(thin.first == points.first && thin.last == points.last)
    #expect(
      Thinning.lonely([Point(0, 0), Point(.nan, 0), Point(2, 0), Point(3, 0)]) == [Point(0, 0)])
  }

  private func path(_ objective: ObjectiveGrid?, _ points: [Point]) -> CurvesFigure {
    CurvesFigure(
      title: "Path",
      panels: [
        .trajectory(
          TrajectoryPanel(
            x: Axis("x₁", .range(-2, 2)), y: Axis("x₂", .range(-1, 3)), objective: objective,
            trajectories: [Trajectory(points: points)], hasEqualAspect: true))
      ])
  }

  @Test func `trajectories may leave the picture, end in NaN, or be empty`() throws {
    let flat = ObjectiveGrid(width: 2, height: 2, values: [1, 1, 1, 1])
    let broken = ObjectiveGrid(width: 2, height: 2, values: [.nan, .infinity, 0, 1])
    for points in [[], [Point(0, 0)], [Point(0, 0), Point(1e300, -1e300), Point(.nan, 0)]] {
      for objective in [nil, flat, broken] {
        #expect(try path(objective, points).data(.png).count > 1000)
      }
    }
    #expect(throws: FigureError.self) {
      try path(ObjectiveGrid(width: 3, height: 2, values: [1]), []).data(.png)
    }
    #expect(throws: FigureError.self) {
      try CurvesFigure(title: "", panels: []).data(.png)
    }
  }

  @Test func `default levels close in on the least value`() {
    let n = 50
    let values = (0..<n * n).map { Double($0 % n * ($0 % n) + $0 / n * ($0 / n)) - 7 }
    let levels = ObjectiveGrid(width: n, height: n, values: values).defaultLevels()
    #expect(levels.count == 12)
    let gaps = levels.map { $0 + 7 }
    #expect(zip(gaps, gaps.dropFirst()).allSatisfy { abs($1 / $0 - gaps[1] / gaps[0]) < 1e-9 })
  }

  @Test func `segments are cut to the box`() {
    let box = Rect(left: 0, top: 0, right: 1, bottom: 1)
    let across = Clipping.segment(Point(-1, 0.5), Point(3, 0.5), to: box)
    #expect(across?.0 == Point(0, 0.5) && across?.1 == Point(1, 0.5))
    #expect(Clipping.segment(Point(-1, 2), Point(3, 2), to: box) == nil)
    #expect(Clipping.segment(Point(0, .nan), Point(3, 2), to: box) == nil)
    let far = Clipping.segment(Point(0.5, -1e300), Point(0.5, 1e300), to: box)
    #expect(far?.0 == Point(0.5, 0) && far?.1 == Point(0.5, 1))
    let inside = Clipping.segment(Point(0.1, 0.2), Point(0.3, 0.4), to: box)
    #expect(inside?.0 == Point(0.1, 0.2) && inside?.1 == Point(0.3, 0.4))
  }
}
