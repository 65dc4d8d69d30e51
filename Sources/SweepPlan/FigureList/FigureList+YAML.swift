extension FigureList {
  /// Reads a list of figures.
  ///
  /// - Parameter file: Its name, for messages.
  public init(yaml: String, file: String) throws(SweepError) {
    let written = try Written(yaml: yaml, at: Place(file: file, line: 1, column: 1))
    let whole = try Section(
      Field(name: "", written: written),
      KnownNames("a list of figures", ["title", "about", "page", "options", "figures"]),
      expected: "figures: {NAME: {see: …, command: …}}")
    title = try whole["title"]?.line(expected: "the page's title") ?? "Figures"
    about = try whole["about"]?.word(expected: "text").trimmed ?? ""
    page = try Self.page(whole["page"])
    options = try whole["options"]?.line(expected: "options of a command, as --dpi 100") ?? ""
    optionsPlace = whole["options"]?.written.place ?? written.place
    guard let list = whole["figures"] else {
      throw written.place.error(
        "figures is missing; expected figures: {NAME: {see: …, command: …}}")
    }
    figures = try Self.figures(list)
  }

  private static func figures(_ list: Field) throws(SweepError) -> [Figure] {
    var figures: [Figure] = []
    for (name, place, field) in try list.entries(expected: "{NAME: {see: …, command: …}}") {
      guard isFileName(name) else {
        throw place.error(
          "figures: \(quoted(name)) names a picture's file; expected letters, digits, - and _, and no "
            + "ending")
      }
      figures.append(try figure(name, place, field))
    }
    guard !figures.isEmpty else {
      throw list.error("figures has none; expected {NAME: {see: …, command: …}}")
    }
    return figures
  }

  private static func figure(
    _ name: String, _ place: Place, _ field: Field
  ) throws(SweepError) -> Figure {
    let section = try Section(
      field, KnownNames("a figure", ["title", "see", "command"]),
      expected: "{see: …, command: …}")
    func needed(_ key: String, _ what: String) throws(SweepError) -> Field {
      guard let value = section[key], !value.isEmpty else {
        throw place.error("figures.\(name) has no \(key): expected \(what)")
      }
      return value
    }
    let see = try needed("see", "a line or two on what to look at")
    let command = try needed("command", "the words that draw it, as trace sweep.yaml --at …")
    let lines = try see.word(expected: "a line or two on what to look at").trimmed
      .split(separator: "\n", omittingEmptySubsequences: false).map { String($0).trimmed }
    return Figure(
      name: name,
      title: try section["title"]?.line(expected: "the figure's title") ?? name.spaced,
      see: lines, command: try command.line(expected: "the words of a command"),
      place: command.written.place)
  }

  private static func page(_ field: Field?) throws(SweepError) -> String {
    guard let field else { return "figures.md" }
    let expected = "the name of a file in Markdown, as figures.md"
    let name = try field.line(expected: expected)
    guard name.hasSuffix(".md"), isFileName(String(name.dropLast(3))) else {
      throw field.error(expected: expected)
    }
    return name
  }

  /// No folder and no ending.
  private static func isFileName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 100 && !name.hasPrefix("-")
      && name.unicodeScalars.allSatisfy {
        $0 == "_" || $0 == "-" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
      }
  }
}

extension Field {
  /// Text whose line ends are spaces.
  fileprivate func line(expected: String) throws(SweepError) -> String {
    let words = try word(expected: expected).split { $0.isNewline }.map { String($0).trimmed }
    let line = words.joined(separator: " ")
    guard !line.isEmpty else { throw error(expected: expected) }
    return line
  }
}

extension String {
  /// Without white space at both ends.
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
