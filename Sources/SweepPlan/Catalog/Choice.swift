/// One of several ways to do the same: a convention on which papers and libraries differ.
///
/// A sweep file writes it among the hyperparameters, `{heavy_ball: {form: position}}`; the same for
/// every cell.
public struct Choice: Sendable, Hashable {
  public struct Option: Sendable, Hashable {
    /// What users type, snake_case: `position`.
    public let name: String
    /// One sentence.
    public let summary: String
    /// What the rule reads with this option and without others, after its usual hyperparameters.
    public let adds: [Hyperparameter]
    /// Names of the usual hyperparameters that it does not read with this option.
    public let removes: [String]
    /// Gradients that a step takes more with this option.
    public let moreGradients: Int

    public init(
      _ name: String, _ summary: String, adds: [Hyperparameter] = [], removes: [String] = [],
      moreGradients: Int = 0
    ) {
      self.name = name
      self.summary = summary
      self.adds = adds
      self.removes = removes
      self.moreGradients = moreGradients
    }
  }

  /// What users type, snake_case: `form`.
  public let name: String
  /// A phrase for people.
  public let summary: String
  /// The first is the default.
  public let options: [Option]

  public init(_ name: String, _ summary: String, _ options: [Option]) {
    self.name = name
    self.summary = summary
    self.options = options
  }
}
