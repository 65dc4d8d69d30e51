import Figures
import Foundation

/// The texts of an SVG that Cairo wrote, as boxes on the page: each group of glyphs that were drawn
/// together, from the outlines of its glyphs.
struct SVGWords {
  struct Box: CustomStringConvertible {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    var description: String { "\(left)…\(right) × \(top)…\(bottom)" }

    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  let width: Double
  let height: Double
  private(set) var boxes: [Box] = []

  init(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    let page = text.firstMatch(of: /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/)
    width = page.flatMap { Double($0.1) } ?? .nan
    height = page.flatMap { Double($0.2) } ?? .nan
    var glyphs: [Substring: Box] = [:]
    for match in text.matches(of: /<symbol[^>]*id="(glyph\d+)">\s*<path [^>]*d="([^"]*)"/) {
      glyphs[match.1] = Self.bounds(ofPath: match.2)
    }
    for group in text.matches(of: /<g style="[^"]*">\s*((?:<use [^>]*>\s*)+)<\/g>/) {
      var box: Box?
      for use in group.1.matches(of: /href="#(glyph\d+)" x="([-0-9.]+)" y="([-0-9.]+)"/) {
        guard let glyph = glyphs[use.1], let x = Double(use.2), let y = Double(use.3) else {
          continue
        }
        let old = box ?? Box(left: .infinity, top: .infinity, right: -.infinity, bottom: -.infinity)
        box = Box(
          left: min(old.left, x + glyph.left), top: min(old.top, y + glyph.top),
          right: max(old.right, x + glyph.right), bottom: max(old.bottom, y + glyph.bottom))
      }
      if let box { boxes.append(box) }
    }
  }

  /// nil for a blank.
  private static func bounds(ofPath path: Substring) -> Box? {
    let numbers = path.split(whereSeparator: { " ,MLCZ".contains($0) }).compactMap { Double($0) }
    let (xs, ys) = (
      numbers.indices.filter { $0 % 2 == 0 }.map { numbers[$0] },
      numbers.indices.filter { $0 % 2 == 1 }.map { numbers[$0] }
    )
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max()
    else { return nil }
    return Box(left: left, top: top, right: right, bottom: bottom)
  }

  /// Pairs of texts that lie over each other by more than a hair.
  var overlaps: [(Box, Box)] {
    let slim = boxes.map {
      Box(left: $0.left + 0.2, top: $0.top + 0.2, right: $0.right - 0.2, bottom: $0.bottom - 0.2)
    }
    return slim.indices.flatMap { i in
      (0..<i).filter { slim[i].overlaps(slim[$0]) }.map { (slim[i], slim[$0]) }
    }
  }

  /// Texts that reach beyond the page.
  var outside: [Box] {
    boxes.filter { $0.left < 0 || $0.top < 0 || $0.right > width || $0.bottom > height }
  }
}
