import Figures
import ResultStore
import SweepPlan

/// Reads one variable of the cells of a plane.
struct MapReader {
  let variable: Variable
  let store: SweepStore
  let layer: SeedLayer

  struct Cells {
    /// The cells' verdicts, of the seed that is drawn where it is one.
    let verdicts: [UInt8]
    /// NaN where the tile is missing, also for variables without a NaN of their own, and where there
    /// was no cycle. Empty of a variable of verdicts.
    let values: [Double]
  }

  func cells(of box: PlaneBox) throws -> Cells {
    let (origin, shape) = (box.origin, box.shape)
    if variable == .verdictBySeed {
      let bytes = try store.read(variable, origin: origin, shape: shape, layer: layer.index)
      let verdicts = box.arranged(bytes.map { UInt8($0) >> UInt8(layer.shift) & 3 })
      return Cells(verdicts: verdicts, values: [])
    }
    let verdicts = box.arranged(try store.readVerdicts(origin: origin, shape: shape))
    guard variable != .verdict else { return Cells(verdicts: verdicts, values: []) }
    let read = box.arranged(
      try store.read(variable, origin: origin, shape: shape, layer: layer.index))
    let values =
      switch variable {
      case .steps, .converged, .bounded, .diverged, .divergedFraction, .divergedLow,
        .divergedHigh, .lyapunovViolations, .lyapunovFirstViolation, .descentViolations:
        zip(read, verdicts).map { $1 == Verdict.missing.rawValue ? .nan : $0 }
      case .period: read.map { $0 == 0 ? .nan : $0 }
      default: read
      }
    return Cells(verdicts: verdicts, values: values)
  }

  /// All cells of a plane, tile by tile, in the plane's blocks.
  func blocks(of plane: MapPlane) throws -> CellBlocks {
    var blocks = CellBlocks(
      columns: plane.across, rows: plane.up, hasValues: !variable.isOfVerdicts,
      spansMagnitudes: variable.spansMagnitudes)
    for row in plane.tiles {
      for tile in row {
        let cells = try cells(of: tile)
        blocks.add(
          codes: cells.verdicts, values: cells.values, columns: tile.columns, rows: tile.rows)
      }
      if let rows = row.first?.rows { blocks.finish(below: rows.upperBound) }
    }
    return blocks
  }

  /// What a cell holds, in words: "diverged", "converged, rate = -0.0203".
  func words(ofCell box: PlaneBox) throws -> String {
    let cells = try cells(of: box)
    let verdict = cells.verdicts.first.flatMap(Verdict.init(rawValue:))?.name ?? "missing"
    guard let value = cells.values.first, !value.isNaN else { return verdict }
    return "\(verdict), \(variable.rawValue.spaced) = \(NumberText.significant(value, digits: 3))"
  }
}
