import Figures
import Foundation
import Testing

struct MapFigureTests {
  private let x = Axis("learning rate", symbol: "η", .range(0, 0.05))
  private let y = Axis("momentum", symbol: "β", .range(0, 1))
  private let small = FigureOptions(width: 400, height: 300, fontSize: 10)

  private func verdicts(_ width: Int, _ height: Int, _ codes: [UInt8]) -> MapFigure {
    MapFigure(
      title: "Verdicts", x: x, y: y,
      cells: .categories(CategoryGrid(width: width, height: height, codes: codes)),
      options: small)
  }

  private func scalars(_ width: Int, _ height: Int, _ values: [Double]) -> MapFigure {
    MapFigure(
      title: "Rate", x: x, y: y,
      cells: .scalars(ScalarGrid(width: width, height: height, values: values, label: "rate")),
      options: small)
  }

  @Test func `a PNG has the asked size and the cells where they belong`() throws {
    // Row 0 (β small) below: converged left, diverged right; above: bounded twice.
    let image = try Decoded(verdicts(2, 2, [1, 3, 2, 2]).data(.png))
    #expect(image.width == 800 && image.height == 600)
    #expect(image[0, 0] == .white && image[799, 599] == .white)
    let converged = try #require(image.bounds(Palette.verdicts[0].color))
    let bounded = try #require(image.bounds(Palette.verdicts[1].color))
    let diverged = try #require(image.bounds(Palette.verdicts[2].color))
    #expect(bounded.rows.lowerBound < converged.rows.lowerBound)
    #expect(converged.columns.lowerBound < diverged.columns.lowerBound)
    let middle = (bounded.columns.lowerBound + bounded.columns.upperBound) / 2
    #expect(image[middle - 3, bounded.rows.lowerBound + 300] == Palette.verdicts[0].color)
    #expect(image[middle + 3, bounded.rows.lowerBound + 300] == Palette.verdicts[2].color)
  }

  @Test func `small maps are crisp: only palette colours inside the panel`() throws {
    let image = try Decoded(verdicts(3, 1, [1, 2, 3]).data(.png))
    let row = 200
    let first = try #require((0..<800).first { image[$0, row] == Palette.verdicts[0].color })
    let last = try #require((0..<800).last { image[$0, row] == Palette.verdicts[2].color })
    let colors = Set((first...last).map { image[$0, row] })
    #expect(colors == Set(Palette.verdicts.prefix(3).map(\.color)))
  }

  @Test func `a pixel of many classes shows the commonest`() throws {
    let n = 3000
    let codes = (0..<n * n).map { UInt8($0 % 3 == 0 ? 3 : 1) }
    let image = try Decoded(verdicts(n, n, codes).data(.png))
    #expect(image.count(Palette.verdicts[0].color) > 4 * image.count(Palette.verdicts[2].color))
  }

  @Test func `a verdict map of a million cells stays small`() throws {
    let n = 1024
    let codes = (0..<n * n).map { index -> UInt8 in
      let (eta, beta) = (Double(index % n) / 20480, Double(index / n) / 1024)
      return eta > 2 * (1 + beta) / 100 ? 3 : beta > 0.97 ? 2 : 1
    }
    var figure = verdicts(n, n, codes)
    figure.options = FigureOptions()
    #expect(try figure.data(.png).count < 200_000)
  }

  @Test func `overlays are drawn in data coordinates and broken at NaN`() throws {
    var figure = verdicts(1, 1, [2])
    let plain = try Decoded(figure.data(.png)).count(Palette.verdicts[1].color)
    figure.overlays = [
      Overlay("", points: [Point(0.025, -1e300), Point(0.025, 1e300)]),
      Overlay("", points: [Point(0.01, 0), Point(.nan, 0.5), Point(0.02, .infinity)]),
    ]
    let image = try Decoded(figure.data(.png))
    let panel = try #require(image.bounds(Palette.verdicts[1].color))
    let middle = (panel.columns.lowerBound + panel.columns.upperBound) / 2
    #expect(image[middle, 200] == .ink)
    #expect(image[middle - 3, 200] == .white)
    #expect(image.count(Palette.verdicts[1].color) < plain)
  }

  @Test(arguments: FigureFormat.allCases)
  func `odd maps draw something`(format: FigureFormat) throws {
    let odd = [
      scalars(1, 1, [3]), scalars(1, 1, [.nan]), scalars(5, 1, [0, 0, 0, 0, 0]),
      scalars(1, 4, [.infinity, -.infinity, .nan, 1]),
      scalars(2, 1, [-1e308, .leastNonzeroMagnitude]),
      verdicts(1, 1, [0]), verdicts(1, 300, [UInt8](repeating: 2, count: 300)),
    ]
    for figure in odd { #expect(try figure.data(format).count > 1000) }
  }

  @Test func `what cannot be drawn is refused in plain words`() {
    func reason(_ figure: MapFigure) -> String? {
      do {
        _ = try figure.data(.png)
        return nil
      } catch { return error.description }
    }
    #expect(reason(scalars(0, 0, [])) == "a map of 0 × 0 cells has nothing to draw")
    #expect(reason(scalars(2, 2, [1])) == "a map of 2 × 2 cells was given 1 values")
    #expect(reason(verdicts(2, 1, [1, 9])) == "cell (1, 0) has code 9, which no category names")
    var figure = verdicts(1, 1, [1])
    figure.x.extent = .range(.nan, 1)
    #expect(reason(figure)?.contains("axis “learning rate”: the range nan") == true)
    figure = verdicts(1, 1, [1])
    figure.options.width = .nan
    #expect(reason(figure) == "figure width nan is outside 100 … 10\u{2009}000")
    figure.options = FigureOptions(width: 9000, height: 9000, pixelsPerPoint: 8)
    #expect(reason(figure)?.contains("72\u{2009}000 × 72\u{2009}000 pixels is too large") == true)
    figure.options = FigureOptions(width: 9000, height: 100, pixelsPerPoint: 8)
    #expect(reason(figure)?.hasPrefix("cannot draw the figure: ") == true)
    figure.options = small
    figure.overlays = (0..<99).map { Overlay("line \($0)", points: []) }
    #expect(reason(figure)?.contains("leave no room") == true)
  }
}
