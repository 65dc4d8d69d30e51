/// A mapping whose keys are all known.
struct Section {
  private let fields: [String: Field]

  /// - Parameters:
  ///   - kind: What a key of it is called in a message.
  ///   - known: Whose keys they are, and which.
  ///   - absent: What to say of a key that other circumstances would make known.
  ///   - expected: What the mapping should be.
  init(
    _ field: Field, kind: String = "key", _ known: KnownNames,
    absent: (String) -> String? = { _ in nil }, expected: String
  ) throws(SweepError) {
    var fields: [String: Field] = [:]
    for (key, place, value) in try field.entries(expected: expected) {
      guard known.names.contains(key) else {
        throw place.error(absent(key) ?? unknown(kind, key, [known]))
      }
      fields[key] = value
    }
    self.fields = fields
  }

  /// `nil` if the key was not written.
  subscript(key: String) -> Field? { fields[key] }
}
