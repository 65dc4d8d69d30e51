import Foundation

/// A picture that can be drawn and written.
public protocol Figure: Sendable {
  var options: FigureOptions { get }
  /// Draws the whole page on a canvas of the options' size.
  ///
  /// A figure conforms by this alone; a type outside the module has no canvas to draw on.
  func draw(on page: Page) throws(FigureError)
}

/// The page a figure draws on.
public struct Page {
  let canvas: Canvas
}

extension Figure {
  /// The bytes of a PNG, SVG or PDF file. The same figure gives the same bytes.
  public func data(_ format: FigureFormat) throws(FigureError) -> [UInt8] {
    try options.check()
    let canvas = try Canvas(format, options: options)
    // To the end of a last pixel that the page fills only in part.
    let spill = format == .png ? 1 / canvas.pixelsPerPoint : 0
    canvas.rectangle(
      Rect(left: 0, top: 0, right: canvas.width + spill, bottom: canvas.height + spill))
    canvas.fill(.white)
    try draw(on: Page(canvas: canvas))
    let bytes = try canvas.finish()
    return format == .svg ? CrispSVG.sharpened(StableSVG.renumbered(bytes)) : bytes
  }

  /// Writes the figure in the format that the path's ending names: .png, .svg or .pdf.
  ///
  /// The file is written beside its place and renamed, so a reader never meets half a picture.
  public func write(to path: String) throws(FigureError) {
    let format = try FigureFormat(path: path)
    let bytes: [UInt8]
    do {
      bytes = try data(format)
    } catch .cannotDraw(_, let reason) {
      throw .cannotDraw(path: path, reason: reason)
    }
    try AtomicFile.write(bytes, to: path)
  }
}
