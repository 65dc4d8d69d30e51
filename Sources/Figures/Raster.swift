/// Pixels of an image, row-major from the top.
package struct Raster: Sendable {
  package let width: Int
  package let height: Int
  package private(set) var pixels: [UInt32]

  /// An image whose pixel at (column, row), row 0 at the top, is what `color` returns.
  package init(width: Int, height: Int, color: (Int, Int) -> UInt32) {
    self.width = max(width, 0)
    self.height = max(height, 0)
    var pixels: [UInt32] = []
    pixels.reserveCapacity(self.width * self.height)
    for row in 0..<self.height {
      for column in 0..<self.width { pixels.append(color(column, row)) }
    }
    self.pixels = pixels
  }
}
