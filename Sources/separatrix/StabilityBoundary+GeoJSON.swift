import Foundation
import QueryEngine
import Theory

extension StabilityBoundary {
  /// A FeatureCollection with a LineString for each line, one feature on a line of text. Coordinates are
  /// those of the axes x and y that every feature names.
  func writeGeoJSON(
    isRefined: Bool, theory: BoundaryTheory?, to output: inout ReportOutput
  ) throws {
    guard let y = plane.y else {
      throw Complaint(
        .usage, "a map of one axis has no lines; --format csv gives its critical values")
    }
    let axes = plane.plan.axes
    let (variable, level): (String, Double?) =
      switch rule {
      case .verdict: ("verdict", nil)
      case .growth: ("growth", nil)
      case .level(let variable, let level): (variable.rawValue, level)
      }
    var features: [Feature] = []
    func add(_ kind: String, _ lines: [Polyline]) {
      features += lines.map { line in
        Feature(
          geometry: Feature.Geometry(coordinates: line.points.map { [$0.x, $0.y] }),
          properties: Feature.Properties(
            kind: kind, variable: variable, level: level, x: axes[plane.x].name, y: axes[y].name))
      }
    }
    add("measured", lines)
    if isRefined { add("refined", refinedLines) }
    if let theory { add("theory", theory.lines) }

    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    output.write(line: "{\"type\":\"FeatureCollection\",\"features\":[")
    for (index, feature) in features.enumerated() {
      let text = String(decoding: try encoder.encode(feature), as: UTF8.self)
      output.write(line: text + (index + 1 < features.count ? "," : ""))
    }
    output.write(line: "]}")
  }
}

/// RFC 7946, but for the coordinates, which are no places on Earth.
private struct Feature: Encodable {
  struct Geometry: Encodable {
    var type = "LineString"
    var coordinates: [[Double]]
  }

  struct Properties: Encodable {
    var kind: String
    var variable: String
    var level: Double?
    var x: String
    var y: String
  }

  var type = "Feature"
  var geometry: Geometry
  var properties: Properties
}
