import Foundation

/// How values are spread along an axis or over colours.
public enum ScaleKind: String, CaseIterable, Sendable {
  case linear, log
}

/// A range of values and the way to a position: 0 at `lower`, 1 at `upper`.
package struct Scale: Hashable, Sendable {
  package let kind: ScaleKind
  package let lower: Double
  package let upper: Double

  /// A scale over a range given in either order. Equal ends are moved apart a little.
  /// Throws if an end is not finite, the span overflows, or a log scale meets an end ≤ 0.
  package init(_ kind: ScaleKind, from: Double, to: Double, name: String) throws(FigureError) {
    let low = min(from, to)
    let high = max(from, to)
    guard from.isFinite, to.isFinite, (high - low).isFinite else {
      throw .unusable("\(name): the range \(from) … \(to) is not finite")
    }
    if kind == .log, low <= 0 {
      throw .unusable("\(name): a log scale needs ends above zero, not \(from) … \(to)")
    }
    self.init(kind, lower: low, upper: high)
  }

  /// A scale over a range known to be finite, ordered and, for a log scale, positive.
  init(_ kind: ScaleKind, lower: Double, upper: Double) {
    self.kind = kind
    let magnitude = max(abs(lower), abs(upper))
    if upper - lower > magnitude * 1e-13 {
      self.lower = lower
      self.upper = upper
    } else if kind == .log {
      self.lower = max(lower / 2, .leastNormalMagnitude)
      self.upper = min(upper * 2, .greatestFiniteMagnitude)
    } else {
      let reach = magnitude == 0 ? 1 : magnitude / 2
      self.lower = max(lower - reach, -.greatestFiniteMagnitude)
      self.upper = min(upper + reach, .greatestFiniteMagnitude)
    }
  }

  /// Where a value stands; not finite for values that have no place (NaN, or ≤ 0 on a log scale).
  package func position(of value: Double) -> Double {
    switch kind {
    case .linear: (value - lower) / (upper - lower)
    case .log: (log(value) - log(lower)) / (log(upper) - log(lower))
    }
  }

  /// The value at a position.
  package func value(at position: Double) -> Double {
    switch kind {
    case .linear: lower + (upper - lower) * position
    case .log: exp(log(lower) + (log(upper) - log(lower)) * position)
    }
  }

  /// Width over height of a panel in which a unit is as long on this, the horizontal, axis as on
  /// the vertical one; nil if an axis is logarithmic, or the panel would be a strip.
  func equalAspect(with vertical: Scale) -> Double? {
    let ratio = (upper - lower) / (vertical.upper - vertical.lower)
    let isLinear = kind == .linear && vertical.kind == .linear
    return isLinear && (0.05...20).contains(ratio) ? ratio : nil
  }
}
