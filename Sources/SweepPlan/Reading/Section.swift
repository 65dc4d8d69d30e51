/// A mapping whose keys are all known.
struct Section {
  private let fields: [String: Field]

  /// - Parameters:
  ///   - kind: What a key of it is called in a message.
  ///   - known: Whose keys they are, and which.
  ///   - expected: What the mapping should be.
  init(_ field: Field, kind: String = "key", _ known: KnownNames, expected: String)
    throws(SweepError)
  {
    var fields: [String: Field] = [:]
    for (key, place, value) in try field.entries(expected: expected) {
      guard known.names.contains(key) else { throw place.error(unknown(kind, key, [known])) }
      fields[key] = value
    }
    self.fields = fields
  }

  /// `nil` if the key was not written.
  subscript(key: String) -> Field? { fields[key] }
}
