/// Why a figure could not be drawn or written.
public enum FigureError: Error, Hashable, CustomStringConvertible, Sendable {
  /// The path does not end in .png, .svg or .pdf.
  case unknownEnding(path: String)
  /// The file system refused.
  case cannotWrite(path: String, reason: String)
  /// Cairo refused; the reason is its status text.
  case cannotDraw(path: String?, reason: String)
  /// What was asked for cannot be drawn.
  case unusable(String)

  public var description: String {
    switch self {
    case .unknownEnding(let path):
      "\(path): a figure's name must end in .png, .svg or .pdf"
    case .cannotWrite(let path, let reason):
      "\(path): cannot write the figure: \(reason)"
    case .cannotDraw(let path, let reason):
      (path.map { "\($0): " } ?? "") + "cannot draw the figure: \(reason)"
    case .unusable(let reason):
      reason
    }
  }
}
