import Foundation
import SweepPlan
import Theory

/// What `shadow` says of a sweep's cells.
struct ShadowReport {
  let plan: Plan
  let cells: [ShadowCell]
  let fits: ShadowFits?

  private static var rowLimit: Int { 200 }

  init(_ plan: Plan, _ cells: [ShadowCell]) {
    self.plan = plan
    self.cells = cells
    fits = ShadowFits(plan, cells)
  }

  // MARK: For people

  var text: [String] { table + [""] + foot }

  private var table: [String] {
    let columns: [(String, (ShadowCell) -> String)] = [
      ("h", { number($0.rule.step) }),
      ("δ", { number($0.measure.defect) }),
      ("δ at most", { number($0.bounds.defect) }),
      ("ε", { number($0.measure.distance) }),
      ("ε at most", { number($0.bounds.distance) }),
      ("holds", { words($0.isWithinBound) }),
      ("shadow's ε", { number($0.orbit?.distance) }),
      ("at most", { number($0.bounds.shadowDistance) }),
      ("holds", { words($0.isShadowWithinBound) }),
    ]
    let shown = cells.prefix(Self.rowLimit)
    let header = plan.axes.map(\.name) + columns.map(\.0)
    let rows = shown.map { cell in
      cell.place.map { number($0) } + columns.map { $0.1(cell) }
    }
    // Columns that say nothing are left out; so is h, where an axis is just that.
    let first = plan.axes.count
    let isPlainStep = fits.map { fits in
      cells.allSatisfy { $0.place[fits.axis] == $0.rule.step }
    }
    let kept = header.indices.filter { column in
      column < first
        || rows.contains { $0[column] != "" }
          && !(column == first && isPlainStep == true)
    }
    let more =
      cells.count > shown.count
      ? ["\(grouped(shown.count)) of \(grouped(cells.count)) cells shown; --format csv gives all"]
      : []
    return textTable(([header] + rows).map { row in kept.map { row[$0] } }) + more
  }

  private var foot: [String] {
    [flowWords, curvatureWords] + precisionWords + escapeWords
      + holdsWords(propositionName, cells.map(\.isDefectWithinBound))
      + holdsWords("Theorem 2, ε ≤ hℓL/(2μ)", cells.map(\.isWithinBound))
      + holdsWords(
        "Theorem 3, the shadow's ε ≤ 2hℓL/(min(γ/2, μ) − 4Lφ)", cells.map(\.isShadowWithinBound))
      + shadowWords + fitWords
  }

  private var flowWords: String {
    let name = cells[0].rule.flowName
    guard let substeps = cells.compactMap(\.substeps).max() else { return "\(name) in closed form" }
    let error = cells.map(\.flowError).max() ?? 0
    let share =
      cells.filter { $0.distance > 0 && $0.distance.isFinite }
      .map { $0.flowError / $0.distance }.max() ?? 0
    let unresolved = cells.count { !$0.isResolved }
    return "\(name) by Runge–Kutta, up to \(substeps) substeps; by step doubling its error is at "
      + "most \(short(error)), \(short(share)) of ε"
      + (unresolved == 0
        ? "" : "; in \(grouped(unresolved)) cells that is too much to believe their ε")
  }

  private var curvatureWords: String {
    let known = Set(cells.compactMap(\.curvature))
    guard let one = known.first else { return "nothing is known of the curvatures: no bounds" }
    let origin =
      switch one.origin {
      case .exact: "the objective's own"
      case .given: "as given"
      case .measured: "the extremes along both paths, an estimate and no proof"
      }
    let range = known.map(\.smoothness)
    let low = known.map(\.convexity)
    let l = span(range.min() ?? 0, range.max() ?? 0)
    let mu = span(low.min() ?? 0, low.max() ?? 0)
    let speed = cells[0].rule.companions > 0 ? ", and above the speed" : ""
    return "L = \(l), least curvature \(mu): \(origin); ℓ = max ‖∇f‖ on orbit and flow\(speed)"
  }

  private func span(_ low: Double, _ high: Double) -> String {
    low == high ? short(low) : "\(short(low)) … \(short(high))"
  }

  private var precisionWords: [String] {
    plan.precision == .float32 ? ["the orbit is in float32: its rounding counts in ε"] : []
  }

  private var propositionName: String {
    switch cells[0].rule {
    case .gradientDescent: "Proposition 1, δ ≤ ½ ℓL h²"
    case .heavyBall: "Proposition 2, δ ≤ ℓ(α + 1 + L) h²"
    }
  }

  private var escapeWords: [String] {
    let escaped = cells.filter { $0.measure.escape != nil }
    guard let first = escaped.compactMap(\.measure.escape).min() else { return [] }
    return [
      "\(grouped(escaped.count)) of \(grouped(cells.count)) cells leave the finite numbers, the first "
        + "at step \(grouped(first)): ε = ∞"
    ]
  }

  private func holdsWords(_ theorem: String, _ answers: [Bool?]) -> [String] {
    let known = answers.compactMap(\.self)
    guard !known.isEmpty else { return [] }
    return [
      "\(theorem): holds at every step in \(grouped(known.count(where: \.self))) of the "
        + "\(grouped(known.count)) cells to which it applies"
    ]
  }

  private var shadowWords: [String] {
    var missing: [String: Int] = [:]
    for cell in cells {
      if case .missing(let reason) = cell.shadow { missing[reason, default: 0] += 1 }
    }
    let orbits = cells.compactMap(\.orbit)
    let found = orbits.map(\.passes).max().map {
      [
        "shadows by going forward and backward, up to \($0) passes; last change at most "
          + "\(short(orbits.map(\.change).max() ?? 0))"
      ]
    }
    return (found ?? [])
      + missing.sorted { $0.key < $1.key }.map { "no shadow in \(grouped($1)) cells: \($0)" }
  }

  private var fitWords: [String] {
    guard let fits else { return [] }
    let name = cells.contains { $0.orbit != nil } ? "the shadow's ε" : "ε"
    let lines = fits.lines.compactMap { line in line.fit.map { (line, $0) } }
    guard !lines.isEmpty else {
      return fits.lines.allSatisfy(\.hasOneFlow)
        ? []
        : [
          "no exponent: along \(plan.axes[fits.axis].name) the flow changes too; with heavy_ball's "
            + "form physics, time_step is an axis that leaves it as it is"
        ]
    }
    return lines.prefix(20).map { line, fit in
      let place = line.place.map { "\($0.name) = \(short($0.value))" }.joined(separator: ", ")
      return "\(name) ∝ h^\(String(format: "%.4f", fit.exponent)) over \(fit.count) step sizes"
        + (place.isEmpty ? "" : " at \(place)")
    }
  }
}

private func number(_ value: Double?) -> String {
  guard let value else { return "" }
  return value == .infinity ? "∞" : String(format: "%.5g", value)
}

private func words(_ answer: Bool?) -> String { answer.map { $0 ? "yes" : "no" } ?? "" }
