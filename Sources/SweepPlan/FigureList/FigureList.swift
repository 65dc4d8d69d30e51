/// The pictures of a page, and how each is drawn: what `separatrix figures` reads.
///
///     title: Figures
///     figures:
///       spiral:
///         see: |
///           Two lines on what to look at,
///           and why it is so.
///         command: trace game.yaml --at learning_rate=0.1
public struct FigureList: Sendable {
  public struct Figure: Sendable {
    /// What its file is called, without the ending.
    public let name: String
    public let title: String
    /// What to look at, line by line.
    public let see: [String]
    /// As a shell would take it, after the program's name; without `-o`.
    public let command: String
    /// Where the command stands, to complain of it.
    let place: Place

    public func error(_ message: String) -> SweepError {
      place.error("figures.\(name).command: \(message)")
    }
  }

  /// Of the page.
  public let title: String
  /// What the page says under its title; empty for nothing.
  public let about: String
  /// The page's file name.
  public let page: String
  /// Words that every command gets: `--dpi 100`.
  public let options: String
  public let figures: [Figure]
  /// Where the options stand.
  let optionsPlace: Place

  public func optionsError(_ message: String) -> SweepError {
    optionsPlace.error("options: \(message)")
  }
}
