import Figures
import SweepPlan

/// The colours of a variable's values: one scale for all the maps that show it.
struct MapColors {
  private let variable: Variable
  private let map: ColorMap
  private let scale: ScaleKind
  private let range: ScalarGrid.Range

  /// - Parameters:
  ///   - map: `nil` for the variable's usual colours.
  ///   - range: The ends of the scale; `nil` to take them from the values of all layers.
  init(_ variable: Variable, map: ColorMap?, range: (Double, Double)?, of layers: [MapLayer]) {
    self.variable = variable
    let map = map ?? (variable.isSigned ? .diverging : .viridis)
    let values = layers.flatMap(\.valuesOfRange)
    let isLog = !map.isDiverging && variable.isLogarithmic(values)
    self.map = map
    scale = isLog ? .log : .linear
    self.range =
      range.map { .fixed($0.0, $0.1) } ?? Self.range(of: variable, values, isLog: isLog)
  }

  private static func range(
    of variable: Variable, _ values: [Double], isLog: Bool
  ) -> ScalarGrid.Range {
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

  /// A layer's cells for a map.
  ///
  /// - Parameter share: What the legend says of the number of cells with a verdict.
  func cells(
    of layer: MapLayer, on plane: MapPlane, share: CategoryGrid.Share
  ) -> MapFigure.Cells {
    guard !layer.isOfVerdicts else {
      return .categories(
        CategoryGrid(
          width: plane.columns, height: plane.rows, codes: layer.verdicts, share: share,
          counts: layer.counts))
    }
    return .scalars(
      ScalarGrid(
        width: plane.columns, height: plane.rows, values: layer.values, label: variable.summary,
        shortLabel: variable.rawValue.spaced,
        colorMap: map, scale: scale, range: range,
        missingName: missingName(layer)))
  }

  private func missingName(_ layer: MapLayer) -> String {
    let missing = Verdict.missing.rawValue
    return variable.nameOfNone(
      someMissing: layer.verdicts.contains(missing),
      someComputed: zip(layer.values, layer.verdicts).contains { $0.isNaN && $1 != missing })
  }
}
