import ArgumentParser
import ResultStore
import SweepPlan

/// Which panels a picture has.
struct PanelOptions: ParsableArguments {
  @Option(name: .customLong("x"), help: ArgumentHelp("The horizontal axis.", valueName: "axis"))
  var xAxis: String?

  @Option(name: .customLong("y"), help: ArgumentHelp("The vertical axis.", valueName: "axis"))
  var yAxis: String?

  @Option(
    help: ArgumentHelp(
      "Where to cut an axis that is not drawn, several values for several panels; may be repeated.",
      valueName: "axis=value,…"))
  var slice: [NamedValues] = []

  @Option(
    help: ArgumentHelp(
      "One panel for each value of an axis, or for so many that divide it evenly.",
      valueName: "axis[=count]"))
  var facet: Facet?

  @Option(help: "Panels side by side.")
  var columns: Int?

  @Option(
    help: ArgumentHelp("A panel's title; as many as there are panels.", valueName: "title"))
  var panelTitle: [String] = []

  /// The most panels that a picture has.
  private static let limit = 64

  func validate() throws {
    if let columns, !(1...Self.limit).contains(columns) {
      throw ValidationError("--columns \(columns): from 1 to \(Self.limit)")
    }
  }

  /// A picture for each store, variable and slice, in this order, the slice varying fastest.
  func pictures(
    of stores: [SweepStore], variables: [Variable], like template: MapPicture
  ) throws -> [MapPicture] {
    var pictures: [MapPicture] = []
    for store in stores {
      let cuts = try cuts(of: store)
      for variable in variables {
        for cut in cuts {
          var picture = template
          picture.store = store
          picture.variable = variable
          picture.xAxis = xAxis
          picture.yAxis = yAxis
          // What chooses a layer of another panel's variable is no cut here.
          picture.slices = cut.filter { name, _ in
            SeedLayer.isLayer(name, of: picture.variables)
              || !SeedLayer.isLayer(name, of: variables)
          }
          pictures.append(picture)
          guard pictures.count <= Self.limit else {
            throw Complaint(.usage, "more than \(Self.limit) panels; draw fewer at a time")
          }
        }
      }
    }
    return pictures
  }

  /// Panels side by side unless something else is said: those of the last thing that varies, where
  /// more than one does; `nil` where the number of panels decides.
  func usualColumns(stores: Int, variables: Int, panels: Int) -> Int? {
    let factors = [stores, variables, panels / (stores * variables)].filter { $0 > 1 }
    guard factors.count > 1, let last = factors.last, last <= 4 else { return columns }
    return columns ?? last
  }

  /// All combinations of the values at which axes are cut.
  private func cuts(of store: SweepStore) throws -> [[String: Double]] {
    var lists = slice.map { ($0.name, $0.values) }
    if let facet { lists.append((facet.axis, try facet.values(in: store))) }
    var cuts: [[String: Double]] = [[:]]
    for (name, values) in lists {
      guard cuts[0][name] == nil else {
        throw Complaint(.usage, "--slice names \(name) twice")
      }
      guard cuts.count * values.count <= Self.limit else {
        throw Complaint(.usage, "more than \(Self.limit) panels; draw fewer at a time")
      }
      cuts = cuts.flatMap { cut in values.map { cut.merging([name: $0]) { $1 } } }
    }
    return cuts
  }
}

/// `axis` or `axis=count` on the command line.
struct Facet: ExpressibleByArgument {
  let axis: String
  private let count: Int?

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    axis = String(parts[0])
    count = parts.count == 2 ? Int(parts[1]) : nil
    guard !axis.isEmpty, parts.count == 1 || (parts.count == 2 && (count ?? 0) > 0) else {
      return nil
    }
  }

  /// The axis's values in the middle of so many equal parts.
  func values(in store: SweepStore) throws -> [Double] {
    guard let axis = store.plan.axes.first(where: { $0.name == axis }) else {
      throw Complaint(.usage, "--facet: \(store.plan.lacks(axis: axis))")
    }
    let count = count ?? axis.count
    guard count <= axis.count, count <= 64 else {
      let most = min(axis.count, 64)
      throw Complaint(
        .usage, "--facet \(axis.name)=\(count): the axis has \(axis.count) values; at most \(most)")
    }
    return (0..<count).map { axis[(2 * $0 + 1) * axis.count / (2 * count)] }
  }
}
