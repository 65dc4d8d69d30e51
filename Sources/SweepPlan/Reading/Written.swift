/// What was written: one of YAML's kinds of value, and where it stands.
struct Written {
  enum Content {
    /// Nothing, `~` or `null`.
    case empty
    case text(String, isQuoted: Bool)
    case list([Written])
    /// In the order of the file.
    case mapping([Entry])
  }

  struct Entry {
    let key: String
    let place: Place
    var value: Written
  }

  var content: Content
  let place: Place

  /// How a message shows it: `steps is …`.
  var phrase: String {
    switch content {
    case .empty: "empty"
    case .text(let text, isQuoted: false) where readNumber(text) != nil: text
    case .text(let text, isQuoted: false): quoted(text)
    case .text(let text, isQuoted: true): "\(quoted(text)) in quotes"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

extension Written {
  /// Keys whose value is a name from a catalog, with its arguments.
  static let namedKeys = ["objective", "optimizer", "flow", "schedule", "noise"]

  /// The sweep with its short forms written out, so that a dotted path finds its way: a name alone
  /// becomes a name with no arguments, the number of `noise: {gaussian: 0.1}` gets its name, and a
  /// list of axes, `[{momentum: {…}}, …]` (how JSON keeps their order), becomes one mapping. What fits
  /// none of these is left for the reader to complain of.
  func longForm() -> Written {
    guard case .mapping(let entries) = content else { return self }
    var long = self
    long.content = .mapping(
      entries.map { entry in
        var entry = entry
        switch entry.key {
        case let key where Self.namedKeys.contains(key):
          entry.value = entry.value.nameWithArguments()
          if key == "noise" { entry.value = entry.value.noiseWithNames() }
        case "axes": entry.value = entry.value.mappingOfList()
        default: break
        }
        return entry
      })
    return long
  }

  private func nameWithArguments() -> Written {
    guard case .text(let name, _) = content else { return self }
    let arguments = Written(content: .mapping([]), place: place)
    return Written(
      content: .mapping([Entry(key: name, place: place, value: arguments)]), place: place)
  }

  private func noiseWithNames() -> Written {
    guard case .mapping(var entries) = content, entries.count == 1,
      let kind = NoiseKind(rawValue: entries[0].key), let first = kind.hyperparameters.first,
      case .text = entries[0].value.content
    else { return self }
    let value = entries[0].value
    entries[0].value = Written(
      content: .mapping([Entry(key: first.name, place: value.place, value: value)]),
      place: value.place)
    return Written(content: .mapping(entries), place: place)
  }

  private func mappingOfList() -> Written {
    guard case .list(let items) = content else { return self }
    var entries: [Entry] = []
    for item in items {
      guard case .mapping(let pair) = item.content, pair.count == 1 else { return self }
      entries += pair
    }
    return Written(content: .mapping(entries), place: place)
  }
}
