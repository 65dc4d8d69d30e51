import CCairo
import Figures
import Foundation
import Testing

/// A PNG read back by Cairo.
struct Decoded {
  let width: Int
  let height: Int
  private let pixels: [UInt32]

  init(_ bytes: [UInt8]) throws {
    let path = NSTemporaryDirectory() + "figures-\(UUID().uuidString).png"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let image = cairo_image_surface_create_from_png(path)
    defer { cairo_surface_destroy(image) }
    try #require(cairo_surface_status(image) == CAIRO_STATUS_SUCCESS)
    width = Int(cairo_image_surface_get_width(image))
    height = Int(cairo_image_surface_get_height(image))
    let stride = Int(cairo_image_surface_get_stride(image))
    let data = try #require(cairo_image_surface_get_data(image))
    var pixels: [UInt32] = []
    for row in 0..<height {
      let line = UnsafeRawPointer(data) + row * stride
      for column in 0..<width {
        pixels.append(line.load(fromByteOffset: column * 4, as: UInt32.self) & 0xFFFFFF)
      }
    }
    self.pixels = pixels
  }

  subscript(x: Int, y: Int) -> Color { Color(pixels[y * width + x]) }

  func count(_ color: Color) -> Int {
    pixels.count { Color($0) == color }
  }

  /// The rectangle that holds every pixel of a colour: columns and rows, or nil.
  func bounds(_ color: Color) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>)? {
    var columns: (Int, Int)?
    var rows: (Int, Int)?
    for y in 0..<height {
      for x in 0..<width where self[x, y] == color {
        columns = (min(columns?.0 ?? x, x), max(columns?.1 ?? x, x))
        rows = (min(rows?.0 ?? y, y), y)
      }
    }
    guard let columns, let rows else { return nil }
    return (columns.0...columns.1, rows.0...rows.1)
  }
}
