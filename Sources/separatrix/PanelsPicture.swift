import Figures
import ResultStore
import SweepPlan
import Theory

/// Maps of stores, variables and slices side by side.
struct PanelsPicture {
  let pictures: [MapPicture]
  var title: String?
  /// One for each panel; what differs between them unless given.
  var titles: [String] = []
  /// Panels side by side; the number of the last thing that varies unless given.
  var columns: Int?

  /// What a picture shows; a refusal names the store if there are several.
  private func read(_ picture: MapPicture) throws -> MapPicture.Reading {
    do {
      return try picture.read()
    } catch let complaint as Complaint {
      guard pictures.contains(where: { $0.store.path != picture.store.path }) else {
        throw complaint
      }
      throw Complaint(complaint.status, "\(picture.store.path): \(complaint.description)")
    }
  }

  func figure(_ page: PicturePage) throws -> PanelsFigure {
    let maps = try pictures.map(read)
    guard titles.isEmpty || titles.count == maps.count else {
      throw Complaint(
        .usage,
        "\(titles.count) \(titles.count == 1 ? "title" : "titles") by --panel-title for \(maps.count) panels"
      )
    }
    let words = PanelWords(zip(pictures, maps).map { PanelWords.Panel($0, $1) })
    var panels: [MapPanel] = []
    let contours = pictures[0].contours.enumerated().map { number, contour in
      contour.crossed(by: maps.map { $0.contours[number] })
    }
    let formulas = Set(maps.compactMap { Prediction($0.plane.plan)?.boundaryFormula })
    for (index, picture) in pictures.enumerated() {
      var picture = picture
      picture.contours = contours
      picture.saysFormula = formulas.count == 1
      let alike = maps.indices.filter { pictures[$0].variable == picture.variable }
      let colors = MapColors(
        picture.variable, map: picture.colorMap, range: picture.range,
        of: alike.map { maps[$0].layer })
      var panel = try picture.panel(maps[index], colors, share: .none)
      panel.title = titles.isEmpty ? words.titles[index] : titles[index]
      panels.append(panel)
    }
    let areStrips = maps.allSatisfy { $0.plane.y == nil }
    let columns = min(
      columns ?? (areStrips ? 1 : PanelsFigure.usualColumns(of: maps.count)), maps.count)
    return PanelsFigure(
      title: page.showsTitle ? title ?? words.title : "",
      subtitle: page.showsSubtitle ? words.subtitle : "", panels: panels, columns: columns,
      options: try page.options(
        columns: columns, rows: (maps.count + columns - 1) / columns, areStrips: areStrips))
  }
}
