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

  func figure(_ page: PicturePage) throws -> PanelsFigure {
    let most = try page.mostBlocks()
    let maps = try pictures.map { picture in
      try naming(picture) { try picture.read(most: most) }
    }
    guard titles.isEmpty || titles.count == maps.count else {
      throw Complaint(
        .usage,
        "\(titles.count) \(titles.count == 1 ? "title" : "titles") by --panel-title for "
          + "\(maps.count) panels")
    }
    let words = PanelWords(zip(pictures, maps).map { PanelWords.Panel($0, $1) })
    var panels = try panels(maps)
    for index in panels.indices {
      panels[index].title = titles.isEmpty ? words.titles[index] : titles[index]
    }
    pictures[0].marks.sayIfUnseen(in: panels)
    let areStrips = maps.allSatisfy { $0.plane.y == nil }
    let columns = min(
      columns ?? (areStrips ? 1 : PanelsFigure.usualColumns(of: maps.count)), maps.count)
    return PanelsFigure(
      title: page.showsTitle ? title ?? words.title : "",
      subtitle: page.showsSubtitle ? words.subtitle : "", panels: panels, columns: columns,
      options: try page.options(
        columns: columns, rows: (maps.count + columns - 1) / columns, areStrips: areStrips))
  }

  /// The maps, with one colour scale for each variable.
  private func panels(_ maps: [MapPicture.Reading]) throws -> [MapPanel] {
    let contours = pictures[0].contours.enumerated().map { number, contour in
      contour.crossed(by: maps.map { $0.contours[number] })
    }
    let formulas = Set(maps.compactMap { Prediction($0.plane.plan)?.boundaryFormula })
    var colors: [Variable: MapColors] = [:]
    return try zip(pictures, maps).map { picture, map in
      var picture = picture
      picture.contours = contours
      picture.saysFormula = formulas.count == 1
      let shared =
        colors[picture.variable]
        ?? MapColors(
          picture.variable, map: picture.colorMap, range: picture.range,
          of: maps.map(\.layer).filter { $0.variable == picture.variable })
      colors[picture.variable] = shared
      return try naming(picture) { try picture.panel(map, shared, share: .none) }
    }
  }

  /// What a picture does; a refusal names its store if there are several.
  private func naming<Result>(_ picture: MapPicture, _ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let complaint as Complaint {
      let path = picture.store.path
      guard pictures.contains(where: { $0.store.path != path }) else { throw complaint }
      throw Complaint(complaint.status, "\(path): \(complaint.description)")
    }
  }
}
