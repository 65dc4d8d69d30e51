import ArgumentParser
import Figures
import SweepPlan

/// `axis=value,axis=value` or `axis=value,axis=value:label` on the command line: a cell to mark.
struct CellMark: ExpressibleByArgument {
  private let place: Assignments
  /// `nil` to say what the cell holds.
  private let label: String?

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let place = Assignments(argument: String(parts[0])) else { return nil }
    self.place = place
    label = parts.count > 1 ? String(parts[1]) : nil
  }

  /// The mark in a picture; `nil` if the picture does not show the cell, being cut elsewhere.
  ///
  /// - Parameter reader: Of what the picture shows, to say what the cell holds.
  func marker(on plane: MapPlane, _ reader: MapReader) throws -> Marker? {
    let axes = plane.plan.axes
    let option = "--mark \(words)"
    let values = try Assignment.dictionary(place.list, option: option)
    if let name = place.list.map(\.name).first(where: { name in
      !axes.contains { $0.name == name }
    }) {
      throw Complaint(.usage, "\(option): \(plane.plan.lacks(axis: name))")
    }
    var cell = plane.cell
    for (index, axis) in axes.enumerated() {
      if let value = values[axis.name] {
        cell[index] = try axis.cell(at: value, option: option)
      } else if index == plane.x || index == plane.y {
        throw Complaint(.usage, "\(option): no value for the axis \(axis.name)")
      }
    }
    guard plane.held.allSatisfy({ cell[$0] == plane.cell[$0] }) else { return nil }
    let box = plane.box(column: cell[plane.x], row: plane.y.map { cell[$0] } ?? 0)
    return Marker(
      "", at: Point(axes[plane.x][cell[plane.x]], plane.y.map { axes[$0][cell[$0]] } ?? 0.5),
      shape: .circle,
      label: try label ?? reader.words(ofCell: box))
  }

  private var words: String {
    place.list.map { "\($0.name)=\(plain($0.value))" }.joined(separator: ",")
  }
}

extension [CellMark] {
  /// Says so if cells are to be marked and none is in the picture.
  func sayIfUnseen(in panels: [MapPanel]) {
    if !isEmpty, panels.allSatisfy(\.markers.isEmpty) {
      note("--mark: no marked cell is in the picture, which is cut elsewhere")
    }
  }
}
