extension Plan {
  /// Reads a sweep.
  ///
  /// - Parameters:
  ///   - yaml: The text of the sweep file; JSON is YAML too.
  ///   - file: Its name, for messages and for a sweep that does not name itself.
  ///   - settings: What the command line puts in the place of the file's, `key=value` each, in
  ///     order.
  ///   - catalog: The names that the sweep may use.
  public init(
    yaml: String, file: String, settings: [String] = [], catalog: CatalogDescription
  ) throws(SweepError) {
    var written = try Written(yaml: yaml, at: Place(file: file, line: 1, column: 1))
    for setting in settings {
      try written.apply(Setting(setting))
    }
    try self.init(Field(name: "", written: written.longForm()), file: file, catalog: catalog)
  }

  /// The keys of a sweep, in the order in which people write them.
  private static let keys = [
    "name", "objective", "initial_point", "optimizer", "axes", "steps", "precision", "verdict",
    "record", "tile",
  ]

  /// Keys of versions to come.
  private static let reservedKeys = [
    "noise", "seeds", "schedule", "clip_norm", "measure", "flow",
  ]

  private init(_ field: Field, file: String, catalog: CatalogDescription) throws(SweepError) {
    let expected = "a mapping with objective, optimizer, axes and steps"
    for (key, place, _) in try field.entries(expected: expected) {
      guard !Self.reservedKeys.contains(key) else {
        throw place.error("\(key) is not supported yet by this version")
      }
    }
    let sweep = try Section(field, KnownNames("a sweep", Self.keys), expected: expected)
    func required(_ key: String, _ example: String) throws(SweepError) -> Field {
      guard let value = sweep[key] else {
        throw SweepError(
          file: file, message: "the sweep is without \(key); add it, as in \(key): \(example)")
      }
      return value
    }

    let name = try sweep["name"]?.sweepName() ?? sweepName(ofFile: file)
    let objective = try NamedChoice(
      "objective", required("objective", "rosenbrock"), from: catalog.objectives, name: \.name)
    let optimizer = try NamedChoice(
      "optimizer", required("optimizer", "heavy_ball"), from: catalog.optimizers, name: \.name)
    let axesField = try required("axes", "{learning_rate: {from: 0, to: 1, count: 100}}")
    let stepsField = try required("steps", "1000")

    let precision = try sweep["precision"]?.choice(of: Precision.self) ?? .float32
    let steps = try stepsField.wholeNumber(in: 1...Int(UInt32.max))

    let optimizerSlots = try optimizer.slots(precision)
    let coefficients = try Coefficients(
      of: objective, initialPoint: sweep["initial_point"], precision)
    let initialPoint = try objective.initialPointSlots(
      sweep["initial_point"], dimension: coefficients.dimension, precision)

    let axes = try readAxes(
      axesField, among: [optimizerSlots, coefficients.slots, initialPoint], precision)
    let parameters =
      try optimizerSlots.parameters(on: axes) + coefficients.slots.parameters(on: axes)
      + initialPoint.parameters(on: axes)

    self.init(
      name: name,
      optimizer: optimizer.description, objective: objective.description,
      dimension: coefficients.dimension, parameters: parameters, axes: axes, steps: steps,
      precision: precision, verdict: try VerdictRule(sweep["verdict"], precision: precision),
      record: try readRecord(sweep["record"]),
      tileShape: try readTileShape(sweep["tile"], axes: axes))
  }
}
