import Figures
import Foundation
import Testing

/// Images inside SVG and PDF.
struct VectorImageTests {
  private let options = FigureOptions(width: 300, height: 250, fontSize: 8)
  private let x = Axis("learning rate", symbol: "η", .range(1e-4, 1), scale: .log)
  private let y = Axis("momentum", symbol: "β", .range(1, 0))
  private let codes: [UInt8] = (0..<37 * 23).map { (cell: Int) -> UInt8 in
    let mixed: Int = cell * cell / 7 + cell / 37
    return UInt8(1 + mixed % 3)
  }

  private func figure(_ x: Axis? = nil, codes: [UInt8]? = nil) -> MapFigure {
    MapFigure(
      title: "cells", x: x ?? self.x, y: y,
      cells: .categories(CategoryGrid(width: 37, height: 23, codes: codes ?? self.codes)),
      options: options)
  }

  private func images(_ figure: MapFigure) throws -> [Decoded] {
    let text = String(decoding: try figure.data(.svg), as: UTF8.self)
    return try text.matches(of: /href="data:image\/png;base64,([^"]+)"/).map { match in
      try Decoded([UInt8](#require(Data(base64Encoded: String(match.1)))))
    }
  }

  @Test func `an SVG holds one pixel for each cell, in the cell's colour`() throws {
    let images = try images(figure())
    #expect(images.count == 1)
    let image = try #require(images.first)
    #expect(image.width == 37 && image.height == 23)
    let colors = Dictionary(
      uniqueKeysWithValues: Palette.verdicts.map { ($0.code, $0.color) })
    for row in 0..<23 {
      for column in 0..<37 {
        // Momentum runs downward: row 0 of the data is the uppermost.
        #expect(image[column, row] == colors[codes[row * 37 + column]])
      }
    }
  }

  @Test func `numbers have the colour scale's colours`() throws {
    let values = (0..<12).map { Double($0 * $0) }
    let grid = ScalarGrid(width: 4, height: 3, values: values, label: "n", colorMap: .cividis)
    let image = try #require(
      images(
        MapFigure(
          title: "", x: Axis("", .range(0, 1)), y: Axis("", .range(0, 1)), cells: .scalars(grid),
          options: options)
      ).first { $0.width == 4 })
    let colors = try ColorScale(grid)
    for (index, value) in values.enumerated() {
      let pixel = colors.pixel(at: colors.position(of: value))
      #expect(image[index % 4, 2 - index / 4] == Color(pixel))
    }
  }

  @Test func `every image asks not to be smoothed`() throws {
    let text = String(decoding: try figure().data(.svg), as: UTF8.self)
    #expect(text.contains(/<image style="[^"]*image-rendering:pixelated" id=/))
    #expect(text.components(separatedBy: "<image ").count == 2)
    let pdf = String(decoding: try figure().data(.pdf), as: UTF8.self)
    #expect(pdf.contains("/Width 37") && pdf.contains("/Height 23"))
    #expect(!pdf.contains("/Interpolate true"))
  }

  @Test func `cells of unequal widths and missing ones are drawn as on a page`() throws {
    let listed = Axis("", .values((0..<37).map { Double($0 * $0) }))
    #expect(try images(figure(listed)).first.map { $0.width > 300 } == true)
    var missing = codes
    missing[100] = 0
    #expect(try images(figure(codes: missing)).contains { $0.width > 300 })
  }

  @Test func `a page in centimetres has that size`() throws {
    var figure = self.figure()
    figure.options.width = 8.5 * 72 / 2.54
    figure.options.height = 6 * 72 / 2.54
    figure.options.pixelsPerPoint = 300 / 72
    let png = try Decoded(figure.data(.png))
    #expect(png.width == 1004 && png.height == 709)
    let pdf = String(decoding: try figure.data(.pdf), as: UTF8.self)
    #expect(pdf.contains("/MediaBox [ 0 0 240.944882 170.07874 ]"))
  }

  @Test func `line widths follow their option`() throws {
    func ink(_ width: Double) throws -> Int {
      var figure = self.figure(codes: [UInt8](repeating: 2, count: 37 * 23))
      figure.overlays = [Overlay("", points: [Point(1e-4, 0), Point(1, 1)])]
      figure.options.lineWidth = width
      return try Decoded(figure.data(.png)).count(.ink)
    }
    #expect(try ink(4) > 2 * ink(1))
    var thin = figure()
    thin.options.lineWidth = 0
    #expect(throws: FigureError.self) { try thin.data(.png) }
  }

  @Test func `fonts are known by name`() {
    #expect(FontFamily.isInstalled("DejaVu Sans") && FontFamily.isInstalled("dejavu sans"))
    #expect(FontFamily.isInstalled("serif"))
    #expect(!FontFamily.isInstalled("No Such Font"))
    #expect(FontFamily.installed.contains("DejaVu Sans"))
    #expect(FontFamily.drawn(for: "No Such Font") != nil)
  }
}
