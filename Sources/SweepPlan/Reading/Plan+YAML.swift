extension Plan {
  /// Reads a sweep.
  ///
  /// - Parameters:
  ///   - yaml: The text of the sweep file; JSON is YAML too.
  ///   - file: Its name, for messages and for a sweep that does not name itself.
  ///   - settings: What the command line puts in the place of the file's, `key=value` each, in
  ///     order.
  ///   - catalog: The names that the sweep may use.
  ///   - examples: Examples from files that are at hand: the sweep's need not be read if its SHA-256
  ///     says that they are these.
  public init(
    yaml: String, file: String, settings: [String] = [], catalog: CatalogDescription,
    examples: ExampleSet? = nil
  ) throws(SweepError) {
    var written = try Written(yaml: yaml, at: Place(file: file, line: 1, column: 1))
    for setting in settings {
      try written.apply(Setting(setting))
    }
    try self.init(
      Field(name: "", written: written.longForm()), file: file, catalog: catalog,
      examples: examples)
  }

  /// The keys of a sweep, in the order in which people write them.
  private static let keys = [
    "name", "objective", "initial_point", "initial_velocity", "optimizer", "flow", "schedule",
    "clip_norm", "noise", "seeds", "axes", "steps", "precision", "verdict", "measure", "record",
    "quantiles", "per_seed", "period", "tile",
  ]

  private init(
    _ field: Field, file: String, catalog: CatalogDescription, examples: ExampleSet?
  ) throws(SweepError) {
    let expected = "a mapping with objective, optimizer, axes and steps"
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
    let optimizer =
      if let flow = try NamedChoice(flow: sweep["flow"], among: sweep, catalog) {
        flow
      } else {
        try NamedChoice(
          "optimizer", required("optimizer", "heavy_ball"), from: catalog.optimizers, name: \.word)
      }
    let isFlow = optimizer.description.kind == .flow
    let axesField = try required("axes", "{learning_rate: {from: 0, to: 1, count: 100}}")
    let stepsField = try required("steps", "1000")

    let precision = try sweep["precision"]?.choice(of: Precision.self) ?? .float32
    let steps = try stepsField.wholeNumber(in: 1...Int(UInt32.max))

    let rule = try OptimizerArguments(of: optimizer, precision)
    let schedule = try ScheduleArguments(
      sweep["schedule"], of: field, steps: steps, precision)
    let clipping = try Clipping(sweep["clip_norm"], of: field, precision)
    let function = try ObjectiveArguments(
      of: objective, initialPoint: sweep["initial_point"], kept: examples, precision)
    try optimizer.description.checkSize(of: function.dimension, optimizer.place)
    let start = try Start(
      sweep["initial_point"], velocity: sweep["initial_velocity"], of: objective,
      dimension: function.dimension, optimizer: optimizer.description, catalog: catalog, precision)

    let noise = try NoiseArguments(
      sweep["noise"],
      NoiseContext(
        optimizer: optimizer.description, options: rule.options, objective: objective.description,
        dimension: function.dimension, exampleCount: function.examples.count, precision: precision))
    let seeds = try SeedRule.read(
      sweep["seeds"], quantiles: sweep["quantiles"], perSeed: sweep["per_seed"],
      hasNoise: noise.noise != nil)

    let groups = [
      rule.group, isFlow ? .noSchedule : schedule.group, clipping.group, noise.group,
      function.group, start.group,
    ]
    let axes = try readAxes(axesField, among: groups, precision)
    let (changes, scheduled) = try schedule.parameters(on: axes)
    let clipped = try clipping.parameters(on: axes)
    let coefficients = try function.group.slots.parameters(on: axes)
    let measured = try MeasureArguments(
      sweep["measure"], of: objective.description, dimension: function.dimension,
      coefficients: coefficients, precision)
    let numbers = try rule.group.slots.parameters(on: axes)
    let parameters =
      try numbers + scheduled + clipped
      + noise.group.slots.parameters(on: axes) + coefficients
      + start.parameters(on: axes) + measured.reference
    let substeps = Self.largestSubsteps(numbers, on: axes)
    try noise.noise?.check(coefficients, on: axes, objective.place)

    let record = try readRecord(
      sweep["record"], period: sweep["period"], measures: measured.quantities,
      hasSeeds: seeds != nil,
      of: AnalysisSubject(
        optimizer: optimizer.description, options: rule.options, objective: objective.description,
        disturbance: changes != nil
          ? .schedule : !clipped.isEmpty ? .clipping : noise.noise != nil ? .noise : nil))
    self.init(
      name: name,
      optimizer: optimizer.description, options: rule.options, schedule: changes,
      isClipped: !clipped.isEmpty, noise: noise.noise, seeds: seeds, measure: measured.rule,
      measuresDistance: !measured.reference.isEmpty, objective: objective.description,
      examples: function.examples,
      dimension: function.dimension, randomStart: start.random, parameters: parameters, axes: axes,
      steps: steps,
      precision: precision, verdict: try VerdictRule(sweep["verdict"], precision: precision),
      cycle: record.contains(.period)
        ? try CycleRule(sweep["period"], precision: precision) : nil,
      record: record,
      tileShape: try readTileShape(
        sweep["tile"], axes: axes, seeds: seeds, perSeed: sweep["per_seed"],
        coordinateSteps: steps * function.dimension * substeps))

    // A store keeps the resolved sweep, and reads it.
    let bytes = resolved.utf8.count
    guard bytes <= Written.byteLimit else {
      throw field.error(
        "\(bytes) bytes, with every number written out, are more than a sweep may have, "
          + "\(Written.byteLimit)")
    }
  }
}
