import Figures
import Foundation
import Testing

struct ColorTests {
  /// CIE L*a*b* of linear sRGB.
  private func lab(_ rgb: [Double]) -> [Double] {
    func f(_ t: Double) -> Double { t > 0.008856 ? cbrt(t) : 7.787 * t + 16 / 116 }
    let x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505)
    let y = f(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2])
    let z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }

  private func linear(_ color: Color) -> [Double] {
    [color.red, color.green, color.blue].map {
      let value = Double($0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  /// How colours look without one kind of cone (Machado, Oliveira and Fernandes 2009,
  /// doi:10.1109/TVCG.2009.113, severity 1), and to all.
  private static let sights: [[[Double]]] = [
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [
      [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
    [
      [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
      [-0.011820, 0.042940, 0.968881],
    ],
    [
      [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
      [0.004733, 0.691367, 0.303900],
    ],
  ]

  private func seen(_ color: Color, by sight: [[Double]]) -> [Double] {
    let rgb = linear(color)
    return lab(sight.map { row in max(0, zip(row, rgb).reduce(0) { $0 + $1.0 * $1.1 }) })
  }

  /// CIE 1976: about 2 can just be told apart side by side.
  private func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + pow($1.0 - $1.1, 2) }.squareRoot()
  }

  @Test(arguments: sights)
  func `maps of amounts grow lighter to every reader`(sight: [[Double]]) {
    for map in [ColorMap.viridis, .cividis] {
      let seen = map.samples(17).map { self.seen($0, by: sight) }
      for (a, b) in zip(seen, seen.dropFirst()) {
        #expect(a[0] < b[0] && distance(a, b) > 3, "\(map)")
      }
    }
  }

  @Test(arguments: sights)
  func `the diverging map has two sides to every reader`(sight: [[Double]]) {
    let seen = ColorMap.diverging.samples(17).map { self.seen($0, by: sight) }
    for step in 1...8 {
      #expect(seen[8 - step][0] < seen[9 - step][0] && seen[8 + step][0] < seen[7 + step][0])
      // Equally far from zero on both sides: never taken for each other.
      #expect(distance(seen[8 - step], seen[8 + step]) > (step == 1 ? 6 : 15), "\(step)")
    }
  }

  @Test(arguments: sights)
  func `verdicts are far apart to every reader`(sight: [[Double]]) {
    let seen = Palette.verdicts.map { self.seen($0.color, by: sight) }
    for i in seen.indices {
      for j in 0..<i {
        #expect(
          distance(seen[i], seen[j]) > 17,
          "\(Palette.verdicts[i].name) and \(Palette.verdicts[j].name)")
      }
    }
  }

  @Test func `the palette has each code once and one missing class`() {
    #expect(Set(Palette.verdicts.map(\.code)) == [0, 1, 2, 3])
    #expect(Palette.verdicts.filter(\.isMissing).map(\.code) == [0])
    #expect(Set(Palette.curves).count == Palette.curves.count)
  }

  @Test func `maps of amounts grow lighter all the way`() {
    for map in [ColorMap.viridis, .cividis] {
      let lightness = map.samples(32).map { lab(linear($0))[0] }
      #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test func `ends and middle are the published colours`() {
    #expect(ColorMap.viridis.color(at: 0) == Color(0x440154))
    #expect(ColorMap.viridis.color(at: 1) == Color(0xFDE725))
    #expect(ColorMap.cividis.color(at: 0) == Color(0x00224E))
    #expect(ColorMap.diverging.color(at: 0.5) == Color(0xF6F4EF))
    #expect(ColorMap.viridis.color(at: -3) == ColorMap.viridis.color(at: 0))
  }

  private func scale(
    _ values: [Double], _ map: ColorMap = .viridis, _ kind: ScaleKind = .linear,
    _ range: ScalarGrid.Range = .full
  ) throws -> ColorScale {
    try ColorScale(
      ScalarGrid(
        width: values.count, height: 1, values: values, label: "", colorMap: map, scale: kind,
        range: range))
  }

  @Test func `a diverging scale is centred at zero`() throws {
    let colors = try scale([-1, 0, 3], .diverging)
    #expect(colors.scale?.lower == -3)
    #expect(colors.position(of: 0) == 0.5)
    #expect(throws: FigureError.self) { try scale([1, 2], .diverging, .log) }
  }

  @Test func `infinities are clipped, NaN is absent`() throws {
    let colors = try scale([-.infinity, 1, 2, .infinity, .nan])
    #expect(colors.scale?.lower == 1 && colors.scale?.upper == 2)
    #expect(colors.goesBelow && colors.goesAbove && colors.hasMissing)
    #expect(colors.position(of: .infinity) == 1 && colors.position(of: -.infinity) == 0)
    #expect(colors.pixel(at: .nan) == Color.absent.pixel)
  }

  @Test func `a log scale clips what is not positive`() throws {
    let colors = try scale([-1, 0, 1, 100], .viridis, .log)
    #expect(colors.scale?.lower == 1)
    #expect(colors.position(of: 0) == 0)
    #expect(abs(colors.position(of: 10) - 0.5) < 1e-12)
  }

  @Test func `quantiles leave extremes outside`() throws {
    let values = (0...100).map(Double.init) + [1e9]
    let colors = try scale(values, .viridis, .linear, .quantiles(0.01, 0.98))
    #expect(colors.scale?.upper ?? .infinity < 101)
    #expect(colors.goesAbove)
    #expect(throws: FigureError.self) { try scale([1], .viridis, .linear, .quantiles(0.9, 0.1)) }
  }

  @Test func `nothing finite has no scale`() throws {
    #expect(try scale([.nan, .infinity]).scale == nil)
    #expect(try scale([-1, 0], .viridis, .log).scale == nil)
  }
}
