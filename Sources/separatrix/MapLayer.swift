import Figures
import ResultStore
import SweepPlan

/// The values of one variable on a plane, by rows of the picture.
struct MapLayer {
  let variable: Variable
  /// NaN where the tile is missing, also for variables without a NaN of their own, and where there
  /// was no cycle. Of a variable of verdicts, their codes.
  let values: [Double]
  /// The cells' verdicts, of the seed that is drawn where it is one.
  let verdicts: [UInt8]
  /// Which of several values of a cell this is, in words.
  let words: String?

  init(_ variable: Variable, of store: SweepStore, on plane: MapPlane, _ layer: SeedLayer) throws {
    self.variable = variable
    words = layer.words
    let (origin, shape) = (plane.origin, plane.shape)
    if variable == .verdictBySeed {
      let bytes = try store.read(variable, origin: origin, shape: shape, layer: layer.index)
      verdicts = plane.arranged(bytes.map { UInt8($0) >> UInt8(layer.shift) & 3 })
      values = []
      return
    }
    let verdicts = plane.arranged(try store.readVerdicts(origin: origin, shape: shape))
    self.verdicts = verdicts
    guard variable != .verdict else {
      values = []
      return
    }
    let read = plane.arranged(
      try store.read(variable, origin: origin, shape: shape, layer: layer.index))
    values =
      switch variable {
      case .steps, .converged, .bounded, .diverged, .divergedFraction, .divergedLow,
        .divergedHigh, .lyapunovViolations, .lyapunovFirstViolation, .descentViolations:
        zip(read, verdicts).map { $1 == Verdict.missing.rawValue ? .nan : $0 }
      case .period: read.map { $0 == 0 ? .nan : $0 }
      default: read
      }
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

  /// What a cell holds, in words: "diverged", "converged, rate = -0.0203".
  func words(at cell: Int) -> String {
    let verdict = Verdict(rawValue: verdicts[cell])?.name ?? "missing"
    guard !isOfVerdicts, !values[cell].isNaN else { return verdict }
    return
      "\(verdict), \(variable.rawValue.spaced) = \(NumberText.significant(values[cell], digits: 3))"
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
