extension Plan {
  /// The rule's numbers in one cell, and those of its flow at matched times: see `MatchedNumbers`.
  ///
  /// - Parameter values: By parameter, as `values(at:)`.
  package func matchedNumbers(at values: [Double]) -> [String: Double] {
    MatchedNumbers(of: optimizer, options: options, ruleNumbers(at: values)).numbers
  }
}
