import CCairo

/// A page that Cairo draws on: the one place that holds its pointers.
///
/// Contract:
/// - `surface` and `context` are created in `init`, used by one thread (the class is not
///   Sendable) and released once, in `deinit`; neither leaves this file.
/// - Cairo never returns NULL: a failed object keeps a status and ignores every call. So drawing
///   is unchecked, and `finish` reports the first error.
/// - Cairo keeps no pointer to Swift memory: strings live through the call that reads them, pixels
///   are copied into an image that Cairo owns, and `ByteSink` is kept alive by the canvas until
///   the surface is finished (SVG and PDF write to it as they go).
/// - Coordinates must be finite and small (a few pages); callers clip to the page first.
final class Canvas {
  let width: Double
  let height: Double
  let format: FigureFormat
  let fontFamily: String
  /// What the widths of lines are multiplied by.
  private let lineScale: Double
  /// Pixels per point for images: the page's own for PNG, print resolution for the others.
  let pixelsPerPoint: Double
  private let surface: OpaquePointer?
  private let context: OpaquePointer?
  private let sink = ByteSink()

  /// Throws if Cairo cannot make a page of this size.
  init(_ format: FigureFormat, options: FigureOptions) throws(FigureError) {
    width = options.width
    height = options.height
    self.format = format
    fontFamily = options.fontFamily
    lineScale = options.lineWidth / LineStyle.overlay.width
    let closure = Unmanaged.passUnretained(sink).toOpaque()
    switch format {
    case .png:
      pixelsPerPoint = options.pixelsPerPoint
      surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, Int32((width * pixelsPerPoint).rounded()),
        Int32((height * pixelsPerPoint).rounded()))
    case .svg:
      pixelsPerPoint = Self.printResolution(options)
      surface = cairo_svg_surface_create_for_stream(ByteSink.write, closure, width, height)
    case .pdf:
      pixelsPerPoint = Self.printResolution(options)
      surface = cairo_pdf_surface_create_for_stream(ByteSink.write, closure, width, height)
      // The same picture has the same bytes: no date in the file.
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "")
    }
    context = cairo_create(surface)
    try check(cairo_status(context))
    if format == .png { cairo_scale(context, pixelsPerPoint, pixelsPerPoint) }
    let fontOptions = cairo_font_options_create()
    cairo_font_options_set_antialias(fontOptions, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(fontOptions, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(fontOptions, CAIRO_HINT_METRICS_OFF)
    cairo_set_font_options(context, fontOptions)
    cairo_font_options_destroy(fontOptions)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Ends the page and returns the file's bytes. Nothing may be drawn afterwards.
  func finish() throws(FigureError) -> [UInt8] {
    var status = cairo_status(context)
    if status == CAIRO_STATUS_SUCCESS, format == .png {
      let closure = Unmanaged.passUnretained(sink).toOpaque()
      status = cairo_surface_write_to_png_stream(surface, ByteSink.write, closure)
    }
    cairo_surface_finish(surface)
    if status == CAIRO_STATUS_SUCCESS { status = cairo_surface_status(surface) }
    try check(status)
    return sink.bytes
  }

  private func check(_ status: cairo_status_t) throws(FigureError) {
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .cannotDraw(path: nil, reason: String(cString: cairo_status_to_string(status)))
    }
  }

  /// 216 dots per inch, less on pages so large that images would grow out of hand.
  private static func printResolution(_ options: FigureOptions) -> Double {
    min(
      FigureOptions.pixelsPerPointOfPrint,
      max(0.5, 6000 / max(options.width, options.height)))
  }

  // MARK: Paths

  func setTitle(_ title: String) {
    if format == .pdf { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title) }
  }

  func saved(_ draw: () -> Void) {
    cairo_save(context)
    draw()
    cairo_restore(context)
  }

  func clip(to rect: Rect) {
    cairo_rectangle(context, rect.left, rect.top, rect.width, rect.height)
    cairo_clip(context)
  }

  func move(to point: Point) { cairo_move_to(context, point.x, point.y) }

  func line(to point: Point) { cairo_line_to(context, point.x, point.y) }

  func close() { cairo_close_path(context) }

  func rectangle(_ rect: Rect) {
    cairo_rectangle(context, rect.left, rect.top, rect.width, rect.height)
  }

  func circle(_ center: Point, radius: Double) {
    cairo_new_sub_path(context)
    cairo_arc(context, center.x, center.y, radius, 0, 2 * .pi)
    cairo_close_path(context)
  }

  /// Strokes the path; `keep` leaves it for another stroke or fill.
  func stroke(_ color: Color, width: Double, dash: [Double] = [], keep: Bool = false) {
    set(color)
    cairo_set_line_width(context, width * lineScale)
    cairo_set_dash(context, dash.map { $0 * lineScale }, Int32(dash.count), 0)
    if keep { cairo_stroke_preserve(context) } else { cairo_stroke(context) }
  }

  func fill(_ color: Color, keep: Bool = false) {
    set(color)
    if keep { cairo_fill_preserve(context) } else { cairo_fill(context) }
  }

  private func set(_ color: Color) {
    cairo_set_source_rgb(
      context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
  }

  // MARK: Text

  /// The width of a piece of text with one size and style.
  func advance(_ text: String, size: Double, isBold: Bool, isItalic: Bool) -> Double {
    select(size, isBold, isItalic)
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, text, &extents)
    return extents.x_advance
  }

  /// Draws a piece of text with its baseline starting at a point.
  func show(
    _ text: String, at point: Point, size: Double, isBold: Bool, isItalic: Bool, color: Color
  ) {
    select(size, isBold, isItalic)
    set(color)
    cairo_move_to(context, point.x, point.y)
    cairo_show_text(context, text)
    cairo_new_path(context)
  }

  /// Draws a white rim for a piece of text that stands on a picture.
  func showRim(_ text: String, at point: Point, size: Double, isBold: Bool, isItalic: Bool) {
    select(size, isBold, isItalic)
    set(.white)
    cairo_move_to(context, point.x, point.y)
    cairo_text_path(context, text)
    cairo_set_dash(context, [], 0, 0)
    cairo_set_line_width(context, size * 0.3)
    cairo_stroke(context)
  }

  /// Draws with the page turned a quarter to the left about a point, which becomes (0, 0).
  func turned(about point: Point, _ draw: () -> Void) {
    saved {
      cairo_translate(context, point.x, point.y)
      cairo_rotate(context, -.pi / 2)
      draw()
    }
  }

  private func select(_ size: Double, _ isBold: Bool, _ isItalic: Bool) {
    cairo_select_font_face(
      context, fontFamily, isItalic ? CAIRO_FONT_SLANT_ITALIC : CAIRO_FONT_SLANT_NORMAL,
      isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    cairo_set_font_size(context, size)
  }

  // MARK: Images

  /// The rectangle with its sides on the borders of pixels, where the page has pixels.
  func snapped(_ rect: Rect) -> Rect {
    guard format == .png else { return rect }
    func snap(_ value: Double) -> Double {
      (value * pixelsPerPoint).rounded() / pixelsPerPoint
    }
    return Rect(
      left: snap(rect.left), top: snap(rect.top), right: snap(rect.right),
      bottom: snap(rect.bottom))
  }

  /// How many pixels a rectangle has, across and down, at the resolution of images.
  func pixels(of rect: Rect) -> (columns: Int, rows: Int) {
    let rect = snapped(rect)
    return (
      Int((rect.width * pixelsPerPoint).rounded()), Int((rect.height * pixelsPerPoint).rounded())
    )
  }

  /// Fills a rectangle with pixels, crisp at every magnification.
  func draw(_ raster: Raster, in rect: Rect) {
    let rect = snapped(rect)
    guard raster.width > 0, raster.height > 0, rect.width > 0, rect.height > 0 else { return }
    let image = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32(raster.width), Int32(raster.height))
    defer { cairo_surface_destroy(image) }
    cairo_surface_flush(image)
    let stride = Int(cairo_image_surface_get_stride(image))
    if let bytes = cairo_image_surface_get_data(image) {
      raster.pixels.withUnsafeBytes { pixels in
        guard let source = pixels.baseAddress else { return }
        for row in 0..<raster.height {
          (UnsafeMutableRawPointer(bytes) + row * stride).copyMemory(
            from: source + row * raster.width * 4, byteCount: raster.width * 4)
        }
      }
    }
    cairo_surface_mark_dirty(image)
    saved {
      cairo_translate(context, rect.left, rect.top)
      cairo_scale(
        context, rect.width / Double(raster.width), rect.height / Double(raster.height))
      cairo_set_source_surface(context, image, 0, 0)
      cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_NEAREST)
      cairo_rectangle(context, 0, 0, Double(raster.width), Double(raster.height))
      cairo_fill(context)
    }
  }
}

/// Collects what Cairo writes.
private final class ByteSink {
  var bytes: [UInt8] = []

  static let write: cairo_write_func_t = { closure, data, count in
    guard let closure else { return CAIRO_STATUS_WRITE_ERROR }
    let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
    sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
    return CAIRO_STATUS_SUCCESS
  }
}
