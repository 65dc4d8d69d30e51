import QueryEngine
import ResultStore
import SweepPlan
import Theory

/// What `boundary --format json` says.
struct BoundarySummary: Encodable {
  struct Line: Encodable {
    var points: Int
    var isClosed: Bool
    /// In a square that the map fills.
    var length: Double
  }

  struct Best: Encodable {
    var verdict: String
    var axes: [String: Double]
    var values: [String: Double]
  }

  struct Critical: Encodable {
    /// The value of the other axis; absent if there is none.
    var row: Double?
    var measured: Double
    var losesStability: Bool
    var refined: Double?
    var theory: Double?
    var difference: Double?
  }

  struct Refinement: Encodable {
    var tolerance: Double
    var crossings: Int
    var found: Int
    var contradictions: Int
    var runs: Int
  }

  struct Difference: Encodable {
    var median: Double
    var maximum: Double
  }

  var store: String
  /// `verdict`, `growth` or a variable.
  var rule: String
  var level: Double?
  /// Of the axes that are held.
  var slice: [String: Double]
  var stableCells: Int
  var cells: Int
  /// Not computed.
  var missingCells: Int
  var share: Double
  var area: Double
  var refinedArea: Double?
  var lines: [Line]
  var best: Best?
  var axis: String
  var rowAxis: String?
  var criticalValues: [Critical]
  var refinement: Refinement?
  var theory: String?
  /// |measured − theory|, of refined values where there are any.
  var difference: Difference?

  init(
    _ store: SweepStore, _ boundary: StabilityBoundary, axis: Int, refinement: BoundaryRefinement?,
    theory: BoundaryTheory?, values: [CriticalValue]
  ) {
    let axes = store.plan.axes
    let rows = boundary.rowAxis(along: axis).map { axes[$0] }
    self.store = store.path
    switch boundary.rule {
    case .verdict: rule = "verdict"
    case .growth: rule = "growth"
    case .level(let variable, let number):
      rule = variable.rawValue
      level = number
    }
    slice = Dictionary(
      uniqueKeysWithValues: boundary.plane.held.map { ($0.axis.name, $0.value) })
    stableCells = boundary.area.cells
    cells = boundary.area.decided
    missingCells = boundary.missing
    share = boundary.area.share
    area = boundary.area.area
    refinedArea = refinement == nil ? nil : boundary.refinedArea(along: axis)
    lines = boundary.lines.map { line in
      Line(
        points: line.points.count, isClosed: line.isClosed, length: boundary.length(of: [line]))
    }
    best = boundary.best.map { best in
      Best(
        verdict: best.verdict.name,
        axes: Dictionary(
          uniqueKeysWithValues: axes.indices.map { (axes[$0].name, axes[$0][best.cell[$0]]) }),
        values: Dictionary(
          uniqueKeysWithValues: best.values.map { ($0.key.rawValue, $0.value) }))
    }
    self.axis = axes[axis].name
    rowAxis = rows?.name
    criticalValues = values.map { value in
      Critical(
        row: rows.map { $0[value.row] }, measured: value.measured,
        losesStability: value.losesStability, refined: value.refined, theory: value.theory,
        difference: value.difference)
    }
    self.refinement = refinement.map {
      Refinement(
        tolerance: $0.tolerance, crossings: $0.wanted, found: $0.found,
        contradictions: $0.contradictions, runs: $0.runs)
    }
    self.theory = theory?.formula
    difference = BoundaryDistance.Spread(values.compactMap(\.difference)).map {
      Difference(median: $0.median, maximum: $0.maximum)
    }
  }
}
