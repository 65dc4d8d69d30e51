import ArgumentParser
import Figures
import SweepPlan

/// `variable=level,level` on the command line.
struct ContourLevels {
  let variable: Variable
  let levels: [Double]

  init(argument: String) throws {
    guard let list = NamedValues(argument: argument) else {
      throw ValidationError("expected a variable and numbers, as rate=0 or objective=1e-6,1e-3")
    }
    guard let variable = Variable(rawValue: list.name) else {
      let names = Variable.allCases.filter { !$0.isOfVerdicts }.map(\.rawValue)
      throw ValidationError(
        "no variable is called \(list.name); there are \(names.joined(separator: ", "))")
    }
    guard !variable.isOfVerdicts else {
      throw ValidationError("verdicts have no lines of equal value; --boundary draws their border")
    }
    self.variable = variable
    levels = list.values
  }

  private init(_ variable: Variable, _ levels: [Double]) {
    self.variable = variable
    self.levels = levels
  }

  /// Without the levels that lie beside all values, which is said.
  func crossed(by layers: [MapLayer]) -> ContourLevels {
    func isCrossed(_ level: Double) -> Bool {
      layers.contains { layer in
        layer.values.contains { $0 >= level } && layer.values.contains { $0 < level }
      }
    }
    let beside = levels.filter { !isCrossed($0) }.map { NumberText.significant($0) }
    if !beside.isEmpty {
      note(
        "--contour \(variable.rawValue): no cells on both sides of \(beside.joined(separator: ", "))"
      )
    }
    return ContourLevels(variable, levels.filter(isCrossed))
  }
}

/// The contour lines of variables, and the boundary that was measured, as lines of a map.
struct ContourLines {
  let plane: MapPlane
  let panel: MapPanel

  /// Colours of variables in order of use: apart from each other and from the lines of theory.
  private static let colors = [0xD55E00, 0x0072B2, 0x009E73, 0xCC79A7].map { Color(UInt32($0)) }

  /// - Parameter number: Of the variable among those with contours.
  func overlays(_ contour: ContourLevels, of layer: MapLayer, number: Int) throws -> [Overlay] {
    let scale: ScaleKind = layer.variable.isLogarithmic(layer.valuesOfRange) ? .log : .linear
    let style = LineStyle(color: Self.colors[number % Self.colors.count], width: 1.4, isCased: true)
    let texts = contour.levels.map { NumberText.significant($0) }
    let name = "\(contour.variable.rawValue.spaced) = \(texts.joined(separator: ", "))"
    var overlays: [Overlay] = []
    for (level, text) in zip(contour.levels, texts) {
      var lines = try lines(at: level, of: layer.values, scale).map {
        Overlay("", points: $0, style: style)
      }
      // One line of several levels says which it is.
      let longest = lines.indices.max { lines[$0].points.count < lines[$1].points.count }
      if texts.count > 1, let longest { lines[longest].label = text }
      overlays += lines
    }
    if !overlays.isEmpty { overlays[0].name = name }
    return overlays
  }

  /// Between stable and diverged cells.
  func boundary(_ verdicts: [UInt8]) throws -> [Overlay] {
    let diverged = verdicts.map { verdict -> Double in
      switch Verdict(rawValue: verdict) {
      case .diverged: 1
      case .converged, .bounded: 0
      case .missing, nil: .nan
      }
    }
    let style = LineStyle(color: Color(0xE6007E), width: 1.8, dash: .dashed)
    return .named("measured boundary", try lines(at: 0.5, of: diverged, .linear), style)
  }

  private func lines(
    at level: Double, of values: [Double], _ scale: ScaleKind
  ) throws -> [[Figures.Point]] {
    try MapContours.lines(
      at: level, of: values, width: plane.columns, height: plane.rows, x: panel.x, y: panel.y,
      scale: scale)
  }
}
