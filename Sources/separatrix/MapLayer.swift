import Figures
import ResultStore
import SweepPlan

/// The values of one variable on a plane, by rows of the picture.
struct MapLayer {
  let variable: Variable
  /// Of cells, or of blocks of cells; NaN where there is none. Empty of a variable of verdicts.
  let values: [Double]
  /// Likewise the verdicts, of the seed that is drawn where it is one.
  let verdicts: [UInt8]
  /// Cells by verdict.
  let counts: [Int]
  /// Which of several values of a cell this is, in words.
  let words: String?

  init(_ reader: MapReader, on plane: MapPlane) throws {
    variable = reader.variable
    words = reader.layer.words
    if plane.isOfBlocks {
      let blocks = try reader.blocks(of: plane)
      (values, verdicts, counts) = (blocks.values, blocks.codes, blocks.counts)
      return
    }
    let cells = try reader.cells(of: plane.box)
    (values, verdicts) = (cells.values, cells.verdicts)
    var counts = [Int](repeating: 0, count: Verdict.allCases.count)
    for verdict in verdicts { counts[Int(verdict & 3)] += 1 }
    self.counts = counts
  }

  /// Whether cells belong to classes rather than having numbers.
  var isOfVerdicts: Bool { variable.isOfVerdicts }

  /// The values that set the ends of the colours: how far a cell had come when it was found to
  /// diverge says little, and would leave the others a single colour.
  var valuesOfRange: [Double] {
    guard variable.isOfPlace else { return values }
    let stable = zip(values, verdicts).filter { $1 != Verdict.diverged.rawValue }.map(\.0)
    return stable.contains { $0.isFinite } ? stable : values
  }
}

extension Variable {
  /// Whether these values of it are best told apart by their orders of magnitude.
  func isLogarithmic(_ values: [Double]) -> Bool {
    guard spansMagnitudes else { return false }
    if self == .period { return true }
    let positive = values.lazy.filter { $0 > 0 && $0.isFinite }
    guard let least = positive.min(), let largest = positive.max() else { return false }
    return largest / least > 1000
  }
}
