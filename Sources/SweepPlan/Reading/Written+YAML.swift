import Yams

extension Written {
  /// The largest sweep that is read: a million bytes hold a list of values longer than any map.
  static let byteLimit = 1_000_000

  /// Reads one YAML document.
  init(yaml marked: String, at start: Place) throws(SweepError) {
    // Some editors begin a file with a byte order mark.
    let hasMark = marked.unicodeScalars.first == "\u{FEFF}"
    let yaml = hasMark ? String(marked.unicodeScalars.dropFirst()) : marked
    guard yaml.utf8.count <= Self.byteLimit else {
      throw start.error(
        "\(yaml.utf8.count) bytes are more than a sweep may have, \(Self.byteLimit)")
    }
    if let excess = Excess(in: yaml) {
      throw start.moved(to: excess.line, excess.column).error(excess.message)
    }
    let root: Node?
    do {
      root = try Yams.Parser(
        yaml: yaml, resolver: .basic, constructor: .default, encoding: .utf8
      ).singleRoot()
    } catch let error as YamlError {
      throw start.error(error, in: yaml)
    } catch {
      throw start.error("not YAML: \(error)")
    }
    guard let root else {
      self.init(content: .empty, place: start)
      return
    }
    try self.init(root, in: start)
  }

  private init(_ node: Node, in start: Place) throws(SweepError) {
    let place = start.moved(to: node.mark)
    self.place = place
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style != .plain
      let isEmpty = ["", "~", "null", "Null", "NULL"].contains(scalar.string)
      content = isEmpty && !isQuoted ? .empty : .text(scalar.string, isQuoted: isQuoted)
    case .sequence(let sequence):
      var items: [Written] = []
      for item in sequence {
        items.append(try Written(item, in: start))
      }
      content = .list(items)
    case .mapping(let mapping):
      var entries: [Entry] = []
      var keys: Set<String> = []
      for (key, value) in mapping {
        let place = start.moved(to: key.mark)
        guard case .scalar(let scalar) = key else {
          throw place.error("a key is a list or a mapping; expected a word")
        }
        guard keys.insert(scalar.string).inserted else {
          throw place.error(duplicate(scalar.string))
        }
        entries.append(
          Entry(
            key: scalar.string, place: place,
            value: try Written(value, in: start)))
      }
      content = .mapping(entries)
    case .alias:
      throw place.error("aliases are not read; write the value out")
    }
  }
}

private func duplicate(_ key: String) -> String {
  "the key \(quoted(key)) is written twice; keep one"
}

extension Place {
  fileprivate func moved(to line: Int, _ column: Int) -> Place {
    // A setting is one line, which its message shows whole.
    self.line == nil ? self : Place(file: file, line: line, column: column)
  }

  fileprivate func moved(to mark: Mark?) -> Place {
    mark.map { moved(to: $0.line, $0.column) } ?? self
  }

  /// What Yams could not read, in one line.
  fileprivate func error(_ error: YamlError, in yaml: String) -> SweepError {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _):
      if character(at: mark, in: yaml) == "\t" {
        return moved(to: mark).error("not YAML: a tab cannot indent; use spaces")
      }
      let whole = [problem, context?.text].compactMap(\.self).joined(separator: " ")
      let isSecondColon = problem.hasPrefix("mapping values are not allowed")
      return moved(to: mark).error(
        "not YAML: \(whole)" + (isSecondColon ? Self.secondColonHint : ""))
    case .composer(_, "but found another document", let mark, _):
      return moved(to: mark).error("a second document begins here; one file holds one")
    case .composer(_, let problem, let mark, _):
      return moved(to: mark).error("not YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      return moved(to: context.mark).error(duplicate(keys.first ?? ""))
    case .reader(let problem, let offset, _, _):
      let before = yaml.prefix(offset ?? 0).split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      return moved(to: before.count, (before.last?.unicodeScalars.count ?? 0) + 1)
        .error("not YAML: \(problem)")
    default:
      return self.error("not YAML: \(error)")
    }
  }

  private static let secondColonHint =
    "; behind a name goes a colon, and on one line braces around both: {heavy_ball: {friction: 0.3}}"

  private func character(at mark: Mark, in yaml: String) -> Unicode.Scalar? {
    yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .dropFirst(mark.line - 1).first?.unicodeScalars.dropFirst(mark.column - 1).first
  }
}
