/// What is wrong with a sweep, where, and what to do about it.
///
///     sweep.yaml:7:16: unknown hyperparameter "momentun"; heavy_ball has learning_rate, momentum;
///     did you mean momentum?
public struct SweepError: Error, Hashable, CustomStringConvertible {
  /// The sweep file's name, or the setting: `--set steps=abc`.
  public let file: String
  /// From 1; `nil` if the fault is of the whole file.
  public let line: Int?
  /// From 1, in Unicode scalars.
  public let column: Int?
  public let message: String

  public init(file: String, line: Int? = nil, column: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  public var description: String {
    let place = [file] + [line, column].compactMap { $0.map(String.init) }
    return "\(place.joined(separator: ":")): \(message)"
  }
}

/// Where something was written: a point of the sweep file, or a setting of the command line.
struct Place {
  let file: String
  var line: Int?
  var column: Int?

  func error(_ message: String) -> SweepError {
    SweepError(file: file, line: line, column: column, message: message)
  }
}
