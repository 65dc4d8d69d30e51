/// A name from the catalog with its arguments: `{quadratic: {eigenvalues: [100, 1]}}`, or the name
/// alone.
struct NamedChoice<Description> {
  let name: String
  let description: Description
  /// Where the name was written.
  let place: Place
  let arguments: Field

  /// - Parameters:
  ///   - kind: `optimizer`, `objective` or `schedule`.
  ///   - field: In the long form (`Written.longForm`).
  init(
    _ kind: String, _ field: Field, from catalog: [Description], name: (Description) -> String
  ) throws(SweepError) {
    let names = catalog.map(name)
    let form = "a name, or {name: {…}} with its arguments"
    let entries = try field.entries(expected: form)
    guard let (typed, place, arguments) = entries.first, entries.count == 1 else {
      throw field.error("\(kind) has \(counted(entries.count, "name")); expected \(form)")
    }
    guard let description = catalog.first(where: { name($0) == typed }) else {
      throw place.error(unknown(kind, typed, [KnownNames("the catalog", names)]))
    }
    self.name = typed
    self.description = description
    self.place = place
    // `{heavy_ball: }` has no arguments; a path to an argument leaves the name out.
    let none = Written(content: .mapping([]), place: place)
    self.arguments = Field(name: kind, written: arguments.isEmpty ? none : arguments.written)
  }

  var owner: Owner { Owner(name: name, place: place) }
}
