import Figures
import Foundation
import ResultStore
import SweepPlan
import Theory

/// A store's map as a figure: one variable over two axes, the others held at a slice.
struct MapPicture {
  var store: SweepStore
  var variable = Variable.verdict
  var colorMap: ColorMap?
  /// The axes of the picture; the last two of the store unless given.
  var xAxis: String?
  var yAxis: String?
  /// Where the other axes are held, by name; the nearest cell is shown.
  var slices: [String: Double] = [:]
  var title: String?
  /// The ends of the colour scale; from the values unless given.
  var range: (Double, Double)?
  var showsTheory = true

  init(store: SweepStore) { self.store = store }

  /// Refuses a file name that no picture can have, before any work is done.
  static func check(path: String) throws {
    _ = try FigureFormat(path: path)
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard access(directory, W_OK) == 0 else {
      let reason = String(cString: strerror(errno))
      throw Complaint(.cannotCreate, "cannot write the picture \(path): \(reason)")
    }
  }

  func write(to path: String) throws { try figure().write(to: path) }

  private func figure() throws -> MapFigure {
    let plan = store.plan
    let (x, y) = try chooseAxes()
    let (cell, held) = try slice(x: x, y: y)

    var origin = cell
    var shape = cell.map { _ in 1 }
    for axis in [x, y].compactMap({ $0 }) {
      origin[axis] = 0
      shape[axis] = plan.axes[axis].count
    }
    let columns = shape[x]
    let rows = y.map { shape[$0] } ?? 1
    // On disk the picture's axes may come in either order.
    func arranged<Value>(_ values: [Value]) -> [Value] {
      guard let y, y > x else { return values }
      return (0..<rows).flatMap { row in (0..<columns).map { values[$0 * rows + row] } }
    }

    let cells: MapFigure.Cells
    if variable == .verdict {
      let verdicts = arranged(try store.readVerdicts(origin: origin, shape: shape))
      cells = .categories(CategoryGrid(width: columns, height: rows, codes: verdicts))
    } else if variable == .verdictBySeed {
      let verdicts = arranged(try verdictsOfSeed(origin: origin, shape: shape))
      cells = .categories(CategoryGrid(width: columns, height: rows, codes: verdicts))
    } else {
      let values = arranged(try values(origin: origin, shape: shape))
      let verdicts = arranged(try store.readVerdicts(origin: origin, shape: shape))
      cells = .scalars(scalars(width: columns, height: rows, values, verdicts))
    }
    return MapFigure(
      title: title ?? "\(plan.optimizer.name.spaced) on \(plan.objective.name.spaced)",
      subtitle: subtitle(held: try layerWords() + held),
      x: figureAxis(plan.axes[x]),
      y: y.map { figureAxis(plan.axes[$0]) } ?? Figures.Axis("", .range(0, 1)),
      cells: cells, overlays: overlays(x: x, y: y, cell: cell), hasEqualAspect: isPlane(x, y),
      options: FigureOptions(height: y == nil ? 320 : 700))
  }

  /// A variable's values; NaN where the tile is missing, also for variables without a NaN of their
  /// own, and where there was no cycle.
  private func values(origin: [Int], shape: [Int]) throws -> [Double] {
    let values = try store.read(
      variable, origin: origin, shape: shape, layer: try layer())
    switch variable {
    case .steps:
      let verdicts = try store.readVerdicts(origin: origin, shape: shape)
      return zip(values, verdicts).map { $1 == Verdict.missing.rawValue ? .nan : $0 }
    case .period:
      return values.map { $0 == 0 ? .nan : $0 }
    case .converged, .bounded, .diverged, .divergedFraction, .divergedLow, .divergedHigh:
      let verdicts = try store.readVerdicts(origin: origin, shape: shape)
      return zip(values, verdicts).map { $1 == Verdict.missing.rawValue ? .nan : $0 }
    default:
      return values
    }
  }

  /// Which value of each cell, of a variable that has several: chosen by `--slice quantile=…` or
  /// `seed=…`; the middle one of quantiles otherwise, or the first seed.
  private func layer() throws -> Int? {
    guard let layers = store.plan.layers(of: variable), let seeds = store.plan.seeds else {
      return nil
    }
    guard variable == .objectiveQuantile else { return try seed() }
    guard let wanted = slices["quantile"] else { return layers / 2 }
    guard let layer = seeds.quantiles.firstIndex(of: wanted) else {
      let stored = seeds.quantiles.map { "\($0)" }.joined(separator: ", ")
      throw Complaint(
        .usage, "--slice quantile=\(plain(wanted)): the store has the quantiles \(stored)")
    }
    return layer
  }

  /// The seed of `--slice seed=…`, or the first.
  private func seed() throws -> Int {
    let count = store.plan.seeds?.count ?? 1
    let wanted = slices["seed"] ?? 0
    guard let seed = Int(exactly: wanted), (0..<count).contains(seed) else {
      throw Complaint(
        .usage, "--slice seed=\(plain(wanted)): the store has the seeds 0 to \(count - 1)")
    }
    return seed
  }

  /// The names of `--slice` besides axes that the variable has.
  private var layerNames: [String] {
    switch variable {
    case .objectiveQuantile: ["quantile"]
    case .objectiveBySeed, .verdictBySeed: ["seed"]
    default: []
    }
  }

  /// Which quantile or seed is drawn, for the subtitle.
  private func layerWords() throws -> [String] {
    switch variable {
    case .objectiveQuantile:
      let quantiles = store.plan.seeds?.quantiles ?? []
      return try layer().map { ["quantile \(quantiles[$0])"] } ?? []
    case .objectiveBySeed, .verdictBySeed: return ["seed \(try seed())"]
    default: return []
    }
  }

  /// One seed's verdicts out of bytes that hold four each.
  private func verdictsOfSeed(origin: [Int], shape: [Int]) throws -> [UInt8] {
    let (byte, place) = try seed().quotientAndRemainder(dividingBy: SeedRule.seedsPerByte)
    return try store.read(.verdictBySeed, origin: origin, shape: shape, layer: byte).map {
      UInt8($0) >> UInt8(2 * place) & 3
    }
  }

  private func scalars(
    width: Int, height: Int, _ values: [Double], _ verdicts: [UInt8]
  ) -> ScalarGrid {
    let colors = colorMap ?? (variable.isSigned ? .diverging : .viridis)
    let kept = valuesOfRange(values, verdicts)
    let isLog = !colors.isDiverging && isLogarithmic(kept)
    return ScalarGrid(
      width: width, height: height, values: values, label: variable.summary, colorMap: colors,
      scale: isLog ? .log : .linear, range: colorRange(kept, isLog: isLog),
      missingName: variable == .period ? "none seen" : "no value")
  }

  /// The values that set the ends of the colours: how far a cell had come when it was found to
  /// diverge says little, and would leave the others a single colour.
  private func valuesOfRange(_ values: [Double], _ verdicts: [UInt8]) -> [Double] {
    guard variable == .objective || variable == .peak else { return values }
    let stable = zip(values, verdicts).filter { $1 != Verdict.diverged.rawValue }.map(\.0)
    return stable.contains { $0.isFinite } ? stable : values
  }

  private func colorRange(_ values: [Double], isLog: Bool) -> ScalarGrid.Range {
    if let range { return .fixed(range.0, range.1) }
    let usable = values.filter { $0.isFinite && (!isLog || $0 > 0) }.sorted()
    guard let last = usable.last else { return .full }
    if variable == .period { return .fixed(1, max(last, 8)) }
    if [.divergedFraction, .divergedLow, .divergedHigh].contains(variable) { return .fixed(0, 1) }
    func quantile(_ share: Double) -> Double {
      usable[Int((share * Double(usable.count - 1)).rounded())]
    }
    let (low, high) = (quantile(0.01), quantile(0.99))
    return low < high ? .fixed(low, high) : .full
  }

  private func isLogarithmic(_ values: [Double]) -> Bool {
    guard !variable.isSigned, variable.isPositive else { return false }
    if variable == .period { return true }
    let positive = values.lazy.filter { $0 > 0 && $0.isFinite }
    guard let least = positive.min(), let largest = positive.max() else { return false }
    return largest / least > 1000
  }

  // MARK: Axes and slices

  private func chooseAxes() throws -> (x: Int, y: Int?) {
    let axes = store.plan.axes
    func index(_ name: String?) throws -> Int? {
      guard let name else { return nil }
      guard let index = axes.firstIndex(where: { $0.name == name }) else {
        throw Complaint(.usage, unknownAxis(name))
      }
      return index
    }
    let (wantedX, wantedY) = (try index(xAxis), try index(yAxis))
    if let wantedX, wantedX == wantedY {
      throw Complaint(.usage, "--x and --y name the same axis, \(axes[wantedX].name)")
    }
    let free = axes.indices.filter { axis in
      axis != wantedX && axis != wantedY && slices[axes[axis].name] == nil
    }
    let x = wantedX ?? free.last ?? axes.indices.last { $0 != wantedY } ?? 0
    let y = wantedY ?? free.last { $0 != x }
    return (x, y)
  }

  /// The cell that the picture's plane goes through, and what to say of the axes that are held.
  private func slice(x: Int, y: Int?) throws -> (cell: [Int], held: [String]) {
    let axes = store.plan.axes
    for name in slices.keys.sorted() where !layerNames.contains(name) {
      guard let index = axes.firstIndex(where: { $0.name == name }) else {
        let layered = [
          "quantile": ["objective_quantile"], "seed": ["verdict_by_seed", "objective_by_seed"],
        ]
        let hint = layered[name].map {
          "; \(name) is of --variable \($0.joined(separator: " or "))"
        }
        throw Complaint(.usage, "--slice: \(unknownAxis(name))\(hint ?? "")")
      }
      if index == x || index == y {
        throw Complaint(.usage, "--slice \(name): it is an axis of the picture")
      }
    }
    var cell = axes.map { _ in 0 }
    var held: [String] = []
    for (index, axis) in axes.enumerated() where index != x && index != y {
      guard let value = slices[axis.name] else {
        let open = axes.indices.filter { $0 != x && $0 != y && slices[axes[$0].name] == nil }
        let example = open.map { "--slice \(axes[$0].name)=\(axes[$0][axes[$0].count / 2])" }
        throw Complaint(
          .usage,
          "the store has \(axes.count) axes; say where to cut the others, for example "
            + example.joined(separator: " "))
      }
      guard (min(axis.lower, axis.upper)...max(axis.lower, axis.upper)).contains(value) else {
        throw Complaint(
          .usage,
          "--slice \(axis.name)=\(value): the axis goes from \(short(axis.lower)) to "
            + "\(short(axis.upper))")
      }
      let nearest = (0..<axis.count).min { abs(axis[$0] - value) < abs(axis[$1] - value) } ?? 0
      if case .values = axis.spacing, axis[nearest] != value {
        note("--slice \(axis.name)=\(value): drawn at the nearest value, \(short(axis[nearest]))")
      }
      cell[index] = nearest
      held.append("\(axis.hyperparameter.symbol) = \(short(axis[nearest]))")
    }
    return (cell, held)
  }

  private func unknownAxis(_ name: String) -> String {
    let names = store.plan.axes.map(\.name).joined(separator: ", ")
    return "the store has no axis \"\(name)\"; it has \(names)"
  }

  // MARK: Words and lines

  private func figureAxis(_ axis: SweepPlan.Axis) -> Figures.Axis {
    let symbol = axis.hyperparameter.symbol
    // Where both say the same, as "re z" and "Re z", the symbol is written better.
    let isSame = axis.name.spaced.lowercased() == symbol.lowercased()
    let label = isSame ? "" : axis.name.spaced
    switch axis.spacing {
    case .interval(let from, let to, _, let scale):
      return Figures.Axis(
        label, symbol: symbol, .range(from, to),
        scale: scale == .log ? .log : .linear)
    case .values(let values):
      return Figures.Axis(label, symbol: symbol, .values(values))
    }
  }

  /// Whether two axes span a plane whose lengths compare: a circle must look like one.
  private func isPlane(_ x: Int, _ y: Int?) -> Bool {
    guard let y else { return false }
    let names = [x, y].map { store.plan.axes[$0].name }
    return Set(names) == ["re_z", "im_z"]
      || names.allSatisfy { $0.hasPrefix("\(Hyperparameter.initialPoint.name)_") }
  }

  private func subtitle(held: [String]) -> String {
    let plan = store.plan
    let varied = Set(plan.axes.map(\.name))
    let numbers = plan.parameters
      .filter { !varied.contains($0.hyperparameter.name) }
      .filter { !$0.hyperparameter.name.hasPrefix(Hyperparameter.initialPoint.name) }
      .filter { !$0.hyperparameter.name.hasPrefix(Hyperparameter.initialVelocity.name) }
      .filter { !$0.hyperparameter.name.hasPrefix(Hyperparameter.reference.name) }
      .compactMap { parameter -> String? in
        // What is usually 0, and is 0, is not used.
        guard case .fixed(let value) = parameter.source,
          value != 0 || parameter.hyperparameter.defaultValue != 0
        else { return nil }
        return "\(parameter.hyperparameter.symbol) = \(plain(value))"
      }
    let seeds =
      plan.seeds.map { ["\(grouped($0.count)) \($0.count == 1 ? "seed" : "seeds")"] } ?? []
    let length = ["\(grouped(plan.steps)) steps", plan.precision.rawValue]
    return (options() + held + numbers + seeds + length)
      .joined(separator: " · ")
  }

  /// What was chosen of the optimizer and of the schedule, where it is not the usual.
  private func options() -> [String] {
    let plan = store.plan
    let choices = plan.optimizer.choices.indices
      .filter { plan.options[$0] != plan.optimizer.defaultOptions[$0] }
      .map { index in
        let choice = plan.optimizer.choices[index]
        return "\(choice.name.spaced): \(choice.options[plan.options[index]].name.spaced)"
      }
    let schedule = plan.schedule.flatMap { $0 == .constant ? nil : "\($0.rawValue) schedule" }
    let noise = plan.noise.map { noise in
      let options = zip(noise.kind.choices, noise.options).filter { $1 != 0 }
        .map { $0.options[$1].name.spaced }
      return
        (["noise: \(noise.kind.rawValue.spaced)"] + options
        + (noise.isIndependent ? ["independent"] : [])).joined(separator: ", ")
    }
    return choices + [schedule, noise].compactMap(\.self)
  }

  private func overlays(x: Int, y: Int?, cell: [Int]) -> [Overlay] {
    guard showsTheory, let prediction = Prediction(store.plan) else { return [] }
    let exact = lines(
      y.map { prediction.boundary(xAxis: x, yAxis: $0, slice: cell) },
      prediction.criticalValues(along: x, at: cell))
    guard let noisy = StochasticPrediction(store.plan), noisy.movesBoundary else {
      let words = store.plan.noise == nil ? "theory" : "theory without noise"
      return named("\(words): \(prediction.boundaryFormula)", exact)
    }
    func edge(_ boundary: StochasticPrediction.Boundary) -> [[Figures.Point]] {
      lines(
        y.map { noisy.lines(boundary, xAxis: x, yAxis: $0, slice: cell) },
        y == nil ? noisy.criticalValues(boundary, along: x, at: cell) : [])
    }
    var (dashed, dotted) = (LineStyle.overlay, LineStyle.overlay)
    dashed.dash = .dashed
    dotted.dash = .dotted
    return named("theory: mean square", edge(.meanSquare))
      + named("theory: almost surely", edge(.almostSure), dashed)
      + named("without noise: \(prediction.boundaryFormula)", exact, dotted)
  }

  /// Lines of a map; where it has one axis, marks across it.
  private func lines(_ curves: [Polyline]?, _ critical: [Double]) -> [[Figures.Point]] {
    curves?.map { line in line.points.map { Figures.Point($0.x, $0.y) } }
      ?? critical.map { [Figures.Point($0, 0), Figures.Point($0, 1)] }
  }

  /// One name for several lines.
  private func named(
    _ name: String, _ lines: [[Figures.Point]], _ style: LineStyle = .overlay
  ) -> [Overlay] {
    lines.enumerated().map { Overlay($0 == 0 ? name : "", points: $1, style: style) }
  }
}

extension Variable {
  /// Whether its sign is what it tells.
  fileprivate var isSigned: Bool { self == .rate || self == .rateMean }

  /// Whether its values may span many orders of magnitude.
  fileprivate var isPositive: Bool {
    switch self {
    case .divergedFraction, .divergedLow, .divergedHigh, .logObjectiveMean: false
    default: true
    }
  }
}

extension String {
  /// heavy_ball → heavy ball
  var spaced: String { replacing("_", with: " ") }
}

/// Four significant digits at most: 0.03, 1.234e-05.
func short(_ value: Double) -> String { String(format: "%.4g", value) }

/// 100 → "100", 0.25 → "0.25"
func plain(_ value: Double) -> String {
  value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : "\(value)"
}
