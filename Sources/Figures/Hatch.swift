/// Light diagonal lines on a colour: the look of cells that hold nothing.
struct Hatch {
  private let ground: UInt32
  private let line: UInt32
  private let period: Int
  private let thickness: Int

  init(color: Color, pixelsPerPoint: Double) {
    ground = color.pixel
    line = color.mixed(with: .ink, 0.16).pixel
    period = max(4, Int(6 * pixelsPerPoint))
    thickness = max(1, Int(pixelsPerPoint))
  }

  subscript(column: Int, row: Int) -> UInt32 {
    (column + row) % period < thickness ? line : ground
  }
}
