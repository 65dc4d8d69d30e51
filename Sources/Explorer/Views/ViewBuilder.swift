import SweepEngine
import SweepPlan

/// Makes views of the sweep that the explorer began with, and of what people change of it.
struct ViewBuilder: Sendable {
  let base: Plan
  let catalog: CatalogDescription
  let instructionSet: InstructionSet
  /// Whether the base sweep's cells are in a store.
  let hasStore: Bool

  /// Cells along an axis that nobody has divided.
  private static var usualCount: Int { 1024 }

  /// - Throws: `Refusal` if there is no such sweep.
  func view(_ request: ViewRequest) throws(Refusal) -> ExploredView {
    var draft = SweepDraft(base, catalog: catalog)
    try draft.choose(request, from: base)
    let fixed = try draft.plan()
    let (x, y) = try axes(of: fixed, request)
    let checked = try plan(fixed, over: x, y, request.values)
    guard let kernel = Kernel.forPlan(checked, instructionSet) else {
      throw .badRequest(
        "\(checked.optimizer.name) on \(checked.objective.name) in \(checked.dimension) dimensions "
          + "is not compiled into this program")
    }
    return ExploredView(
      plan: checked, kernel: kernel, x: x, y: y,
      domains: (domain(of: x, in: checked), domain(of: y, in: checked)),
      slice: hasStore ? StoredSlice(of: checked, in: base) : nil)
  }

  // MARK: Axes

  /// The axes asked for; otherwise the base sweep's last two, or what people look at first.
  private func axes(of plan: Plan, _ request: ViewRequest) throws(Refusal) -> (ViewAxis, ViewAxis) {
    let names = plan.hyperparameters.map(\.name)
    for name in [request.x, request.y].compactMap(\.self) where !names.contains(name) {
      throw .badRequest(
        "\(plan.optimizer.name) on \(plan.objective.name) has no \(quoted(name)); it has "
          + names.joined(separator: ", "))
    }
    guard request.x == nil || request.x != request.y else {
      throw .badRequest("x and y are the same hyperparameter; choose another for one of them")
    }
    let usual = base.axes.reversed().filter { ViewAxis($0) != nil }.map(\.name) + favourites(plan)
    let wanted = [request.x, request.y].compactMap(\.self)
    let free = usual.filter { names.contains($0) && !wanted.contains($0) }
    guard let x = request.x ?? free.first,
      let y = request.y ?? free.first(where: { $0 != x })
    else {
      throw .badRequest("\(plan.optimizer.name) on \(plan.objective.name) has one number only")
    }
    return (axis(x, of: plan), axis(y, of: plan))
  }

  /// What to vary: the numbers without a default first, then the rest, in the catalog's order.
  private func favourites(_ plan: Plan) -> [String] {
    // An axis without steps is no axis for whole numbers.
    let all = plan.hyperparameters.filter { $0.name != Hyperparameter.substeps.name }
    let objectives = plan.objective.hyperparameters(dimension: plan.dimension)
    let needed = objectives.filter { $0.defaultValue == nil && $0.usual == nil }
    // A quadratic's curvatures are given; the plane of a linear test equation is what it is for.
    let plane = plan.objective.kind == .field ? needed.map(\.name) : []
    let usual = all.filter { $0.usual != nil && $0.defaultValue == nil }
    let momenta = all.filter { ["beta1", "momentum"].contains($0.name) }
    return plane + (usual + momenta + all).map(\.name)
  }

  private func axis(_ name: String, of plan: Plan) -> ViewAxis {
    let known = plan.objective == base.objective ? base.axis(name) : nil
    if let axis = known.flatMap(ViewAxis.init) { return axis }
    let hyperparameter =
      plan.hyperparameters.first { $0.name == name }
      ?? Hyperparameter(name: name, symbol: name, summary: name)
    if let listed = known {
      return ViewAxis(hyperparameter, from: listed.lower, to: listed.upper, count: Self.usualCount)
    }
    let range = UsualRange(of: hyperparameter, holding: plan.value(of: name) ?? 0)
    return ViewAxis(
      hyperparameter, from: range.low, to: range.high, count: Self.usualCount, scale: range.scale)
  }

  // MARK: Values

  /// The plan over two axes, with the values asked for, as far as they are possible.
  private func plan(
    _ fixed: Plan, over x: ViewAxis, _ y: ViewAxis, _ values: [String: Double]
  ) throws(Refusal) -> Plan {
    do throws(SweepError) {
      return try checked(fixed, over: x, y, values)
    } catch {
      // One that cannot be is left out.
      let possible = values.filter { name, value in
        (try? checked(fixed, over: x, y, [name: value])) != nil
      }
      do throws(SweepError) {
        return try checked(fixed, over: x, y, possible)
      } catch {
        throw .badRequest(error.message)
      }
    }
  }

  private func checked(
    _ fixed: Plan, over x: ViewAxis, _ y: ViewAxis, _ values: [String: Double]
  ) throws(SweepError) -> Plan {
    let usual = startingValues(fixed)
    let parameters = fixed.parameters.map { parameter in
      let name = parameter.hyperparameter.name
      let source: Parameter.Source =
        switch name {
        case y.hyperparameter.name: .axis(0)
        case x.hyperparameter.name: .axis(1)
        default:
          (values[name] ?? usual[name] ?? fixed.value(of: name)).map { .fixed($0) }
            ?? parameter.source
        }
      return Parameter(hyperparameter: parameter.hyperparameter, source: source)
    }
    return try fixed.over([y.axis, x.axis], parameters: parameters).checked(catalog)
  }

  /// What the base sweep has: of another rule or objective only what is not theirs.
  private func startingValues(_ plan: Plan) -> [String: Double] {
    guard plan.optimizer == base.optimizer, plan.objective == base.objective else { return [:] }
    var values: [String: Double] = [:]
    for name in base.hyperparameters.map(\.name) { values[name] = base.value(of: name) }
    return values
  }

  // MARK: Domains

  /// How far the map goes on: as far as the sweep's own rules allow. `nil` for no end.
  private func domain(of axis: ViewAxis, in plan: Plan) -> ViewAxis.Domain {
    func allows(_ value: Double) -> Bool {
      let probe = Axis(hyperparameter: axis.hyperparameter, spacing: .values([value]))
      let axes = plan.axes.map { $0.name == axis.hyperparameter.name ? probe : $0 }
      return (try? plan.over(axes).checked(catalog)) != nil
    }
    let far = 1e30
    let isLog = axis.scale == .log
    let smallest = Double(Float.leastNormalMagnitude)
    let low: Double? =
      isLog ? smallest : allows(-far) ? nil : [0, smallest].first(where: allows) ?? axis.from
    return ViewAxis.Domain(low: low, high: allows(far) ? nil : axis.to)
  }
}

extension Plan {
  /// The same plan as a reader of sweep files makes it, with every rule of theirs checked.
  func checked(_ catalog: CatalogDescription) throws(SweepError) -> Plan {
    var fields = (try? JSON(parsing: Array(resolved.utf8)))?.object ?? [:]
    fields["tile"] = nil
    fields["name"] = .string(name)
    return try Plan(
      yaml: JSON.object(fields).prettyPrinted, file: "view", catalog: catalog, examples: examples)
  }
}
