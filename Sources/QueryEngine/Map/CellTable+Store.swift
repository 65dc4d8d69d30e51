import ResultStore
import SweepPlan
import ZarrStore

extension CellTable {
  /// `map`, a row for every cell of a store.
  static func map(of store: SweepStore) throws(ResultStoreError) -> CellTable {
    let plan = store.plan
    let verdict = try store.array(.verdict)
    var sources = [CellSource(.verdict, of: verdict)]
    var columns = axisColumns(plan)
    columns.append(TableColumn(name: "verdict", role: .verdict(source: 0), summary: verdictSummary))
    for variable in plan.record where variable != .verdict {
      let array = try store.array(variable)
      switch variable {
      case .verdictBySeed, .objectiveBySeed: continue
      case .objectiveQuantile:
        for (layer, quantile) in (plan.seeds?.quantiles ?? []).enumerated() {
          let role = TableColumn.Role.number(source: sources.count)
          columns.append(
            TableColumn(
              name: "objective_\(quantileName(quantile, among: plan.seeds?.quantiles ?? []))",
              role: role,
              summary: "final objective, quantile \(quantile) over all seeds"))
          sources.append(CellSource(variable, of: array, .at(layer)))
        }
      default:
        columns.append(
          TableColumn(
            name: variable.rawValue, role: .number(source: sources.count),
            summary: variable.summary))
        sources.append(CellSource(variable, of: array))
      }
    }
    columns.append(codeColumn)
    return try table(
      "map", plan.axes.map { TableAxis($0) }, columns + indexColumns(plan), sources, verdict)
  }

  /// `seeds`, a row for every seed of every cell; nil if the store keeps nothing of single seeds.
  static func seeds(of store: SweepStore) throws(ResultStoreError) -> CellTable? {
    let plan = store.plan
    guard let seeds = plan.seeds, seeds.keepsVerdicts || seeds.keepsObjectives else { return nil }
    var sources: [CellSource] = []
    var columns = axisColumns(plan)
    columns.append(
      TableColumn(
        name: "seed", role: .index(axis: plan.axes.count), summary: "seed of the noise"))
    var codes: [TableColumn] = []
    if seeds.keepsVerdicts {
      columns.append(
        TableColumn(name: "verdict", role: .verdict(source: 0), summary: verdictSummary))
      codes.append(codeColumn)
      let array = try store.array(.verdictBySeed)
      sources.append(CellSource(.verdictBySeed, of: array, .packedBySeed))
    }
    if seeds.keepsObjectives {
      columns.append(
        TableColumn(
          name: "objective", role: .number(source: sources.count),
          summary: Variable.objective.summary))
      let array = try store.array(.objectiveBySeed)
      sources.append(CellSource(.objectiveBySeed, of: array, .bySeed))
    }
    return try table(
      "seeds", plan.axes.map { TableAxis($0) } + [TableAxis(seeds: seeds.count)],
      columns + codes + indexColumns(plan), sources, try store.array(.verdict))
  }

  private static func table(
    _ name: String, _ axes: [TableAxis], _ columns: [TableColumn], _ sources: [CellSource],
    _ verdict: ZarrArray
  ) throws(ResultStoreError) -> CellTable {
    do throws(StoreError) {
      return try CellTable(
        name: name, axes: axes, columns: columns, sources: sources, verdict: verdict)
    } catch {
      throw .storage(error)
    }
  }

  private static var verdictSummary: String { "converged, bounded or diverged" }

  /// Of the first source.
  private static var codeColumn: TableColumn {
    TableColumn(
      name: "verdict_code", role: .verdictCode(source: 0),
      summary: "1 converged, 2 bounded, 3 diverged")
  }

  private static func axisColumns(_ plan: Plan) -> [TableColumn] {
    plan.axes.enumerated().map { number, axis in
      TableColumn(
        name: axis.name, role: .value(axis: number),
        summary: "\(axis.hyperparameter.symbol), \(axis.hyperparameter.summary)")
    }
  }

  private static func indexColumns(_ plan: Plan) -> [TableColumn] {
    plan.axes.enumerated().map { number, axis in
      TableColumn(
        name: "\(axis.name)_index", role: .index(axis: number),
        summary: "place along the axis, from 0 to \(axis.count - 1)")
    }
  }

  /// 0.5 → "q50", 0.025 → "q2_5"; all digits where another quantile's name is the same otherwise.
  private static func quantileName(_ quantile: Double, among all: [Double]) -> String {
    func percent(_ share: Double) -> Double { (share * 1e10).rounded() / 1e8 }
    let isAlone = all.count { percent($0) == percent(quantile) } < 2
    let text = isAlone ? "\(percent(quantile))" : "\(quantile)"
    let percent = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    return "q" + percent.map { $0.isNumber ? String($0) : "_" }.joined()
  }
}
