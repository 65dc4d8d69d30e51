/// The kinds of file a figure can become.
public enum FigureFormat: String, CaseIterable, Sendable {
  case png, svg, pdf

  /// The format that a path's ending asks for, in either case of letters.
  public init(path: String) throws(FigureError) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex,
      let format = Self(rawValue: name[name.index(after: dot)...].lowercased())
    else { throw .unknownEnding(path: path) }
    self = format
  }
}
