import Figures
import Foundation
import ResultStore
import SweepPlan

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
  /// Whether the legend has theory's formula.
  var saysFormula = true
  /// Whether the boundary between the cells that stayed and those that diverged is drawn.
  var showsBoundary = false
  var contours: [ContourLevels] = []
  var marks: [CellMark] = []

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

  func write(to path: String) throws { try figure(PicturePage()).write(to: path) }

  /// The map alone on a page.
  func figure(_ page: PicturePage) throws -> MapFigure {
    let map = try read(most: try page.mostBlocks())
    let colors = MapColors(variable, map: colorMap, range: range, of: [map.layer])
    var picture = self
    picture.contours = zip(contours, map.contours).map { $0.crossed(by: [$1]) }
    let panel = try picture.panel(map, colors, share: .percent)
    marks.sayIfUnseen(in: [panel])
    return MapFigure(
      title: page.showsTitle ? title ?? map.words.title : "",
      subtitle: page.showsSubtitle ? map.facts.joined(separator: " · ") : "",
      panel: panel,
      options: try page.options(columns: 1, rows: 1, areStrips: map.plane.y == nil))
  }

  /// All variables that are read.
  var variables: [Variable] { [variable] + contours.map(\.variable) }

  /// What the picture shows, read from the store.
  ///
  /// - Parameter most: Blocks of cells along an axis of a large map.
  func read(most: Int) throws -> Reading {
    let axisCuts = SeedLayer.axisCuts(slices, of: variables)
    let plane = try MapPlane(store.plan, xAxis: xAxis, yAxis: yAxis, cuts: axisCuts, most: most)
    let layer = try layer(of: variable, on: plane)
    return Reading(
      plane: plane, layer: layer,
      contours: try contours.map {
        $0.variable == variable ? layer : try self.layer(of: $0.variable, on: plane)
      })
  }

  struct Reading {
    let plane: MapPlane
    let layer: MapLayer
    /// The variables whose contours are drawn.
    let contours: [MapLayer]

    var words: MapWords { MapWords(plan: plane.plan) }
    /// What a reader needs to know beside the axes.
    var facts: [String] {
      words.facts(held: (layer.words.map { [$0] } ?? []) + words.held(by: plane))
    }
  }

  private func layer(of variable: Variable, on plane: MapPlane) throws -> MapLayer {
    try MapLayer(try reader(of: variable), on: plane)
  }

  private func reader(of variable: Variable) throws -> MapReader {
    MapReader(
      variable: variable, store: store, layer: try SeedLayer(of: variable, in: store, slices))
  }

  /// The map as one panel.
  func panel(
    _ map: Reading, _ colors: MapColors, share: CategoryGrid.Share
  ) throws -> MapPanel {
    let (plane, axes) = (map.plane, map.plane.plan.axes)
    var panel = MapPanel(
      x: Figures.Axis(axes[plane.x]),
      y: plane.y.map { Figures.Axis(axes[$0]) } ?? Figures.Axis("", .range(0, 1)),
      cells: colors.cells(of: map.layer, on: plane, share: share),
      hasEqualAspect: plane.isOfLengths)
    if showsTheory { panel.overlays += TheoryLines(on: plane, sayingFormula: saysFormula).overlays }
    let lines = ContourLines(plane: plane, panel: panel)
    for (number, contour) in contours.enumerated() {
      panel.overlays += try lines.overlays(contour, of: map.contours[number], number: number)
    }
    if showsBoundary { panel.overlays += try lines.boundary(map.layer.verdicts) }
    if !marks.isEmpty {
      let reader = try reader(of: variable)
      panel.markers = try marks.compactMap { try $0.marker(on: plane, reader) }
    }
    return panel
  }
}

extension MapPlane {
  /// Whether the axes' lengths compare: a circle must look like one.
  var isOfLengths: Bool {
    guard let y else { return false }
    let names = [x, y].map { plan.axes[$0].name }
    return Set(names) == ["re_z", "im_z"]
      || names.allSatisfy { $0.hasPrefix("\(Hyperparameter.initialPoint.name)_") }
  }
}
