import Foundation
import QueryEngine
import ResultStore
import SweepPlan

/// What `compare` says.
struct ComparisonReport {
  let summary: ComparisonSummary
  private let a: SweepStore
  private let b: SweepStore

  init(_ a: SweepStore, _ b: SweepStore, _ comparison: StoreComparison) {
    self.a = a
    self.b = b
    summary = ComparisonSummary(a, b, comparison)
  }

  /// A line for each variable, plain and logarithmic.
  var csv: [String] {
    let header =
      ["variable", "is_logarithmic", "pairs", "identical", "count", "mean", "rms"]
      + summary.shares.map { "quantile_\($0)" } + ["largest"]
    let rows = summary.variables.map { row in
      [row.variable, "\(row.isLogarithmic)", "\(row.pairs)", "\(row.identical)", "\(row.count)"]
        + ([row.mean, row.rms] + row.quantiles + [row.largest]).map { $0.isNaN ? "nan" : "\($0)" }
    }
    return ([header] + rows).map { $0.joined(separator: ",") }
  }

  var text: [String] {
    var lines = ["A          \(words(a).printable())", "B          \(words(b).printable())"]
    lines.append(
      summary.sweeps.isEmpty
        ? "sweeps     the same"
        : "sweeps     differ in \(grouped(summary.sweeps.count)) "
          + (summary.sweeps.count == 1 ? "number or word" : "numbers or words"))
    lines += summary.sweeps.map { "  \($0.key): \($0.a ?? "none") → \($0.b ?? "none")" }
    lines.append("cells      \(cellWords)")
    lines.append(
      summary.areIdentical
        ? "result     everything\(missing == 0 ? "" : " that is computed") is identical"
        : "verdicts   \(verdictWords)")
    lines += [""] + verdictTable
    if !summary.differing.isEmpty { lines += [""] + differingTable }
    if !summary.variables.isEmpty { lines += [""] + variableTable }
    if let seeds = summary.seeds { lines += [""] + seedLines(seeds) }
    return lines
  }

  private func words(_ store: SweepStore) -> String {
    "\(store.path): \(store.plan.optimizer.name) on \(store.plan.objective.name)"
  }

  /// Compared cells that are not computed in A, in B or in both.
  var missing: Int { summary.cells.compared - summary.verdicts.compared }

  private var cellWords: String {
    let cells = summary.cells
    let computed =
      missing == 0
      ? "" : "; \(grouped(summary.verdicts.compared)) of them are computed in both"
    if cells.areSame, cells.compared == cells.a {
      return "\(grouped(cells.a)), the same in both\(computed)"
    }
    return "\(grouped(cells.compared)) of A's \(grouped(cells.a)), each with "
      + (cells.areSame ? "the same" : "the nearest") + " of B's \(grouped(cells.b))\(computed)"
  }

  private var verdictWords: String {
    let verdicts = summary.verdicts
    return "the same in \(grouped(verdicts.agreeing)) of \(grouped(verdicts.compared)) cells "
      + "(\(significant(100 * verdicts.agreement, 4)) %), kappa \(short(verdicts.kappa))"
  }

  private var verdictTable: [String] {
    let used = Verdict.allCases.reversed().filter { verdict in
      verdict != .missing
        || Verdict.allCases.contains { other in
          other != .missing && count(.missing, other) + count(other, .missing) > 0
        }
    }.reversed()
    let rows = used.map { a in ["A \(a.name)"] + used.map { grouped(count(a, $0)) } }
    return textTable([[""] + used.map { "B \($0.name)" }] + rows)
  }

  private func count(_ a: Verdict, _ b: Verdict) -> Int {
    summary.verdicts.counts[a.name]?[b.name] ?? 0
  }

  private var differingTable: [String] {
    let header = ["differing"] + a.plan.axes.map(\.name) + ["A", "B"]
    let rows = summary.differing.enumerated().map { index, cell in
      ["\(index + 1)"] + a.plan.axes.map { number(cell.values[$0.name] ?? .nan) } + [
        cell.a, cell.b,
      ]
    }
    return textTable([header] + rows)
  }

  private var variableTable: [String] {
    let header =
      ["A − B", "pairs", "identical", "finite", "mean", "rms"]
      + summary.shares.map { $0 == 0.5 ? "median" : "\(plain(100 * $0)) %" } + ["largest"]
    let rows = summary.variables.map { row in
      [row.isLogarithmic ? "ln \(row.variable)" : row.variable]
        + [row.pairs, row.identical, row.count].map(grouped)
        + ([row.mean, row.rms] + row.quantiles + [row.largest]).map(number)
    }
    return textTable([header] + rows)
  }

  private func seedLines(_ seeds: ComparisonSummary.Seeds) -> [String] {
    var lines = ["seeds      \(grouped(seeds.count)) in both, paired: a seed is the same noise"]
    if let stability = seeds.stability {
      lines.append(
        "  stable     \(grouped(stability.bothStable)) runs in both, \(grouped(stability.onlyAStable)) "
          + "only in A, \(grouped(stability.onlyBStable)) only in B, "
          + "\(grouped(stability.neitherStable)) in neither")
      lines.append("             " + words(stability.seeds, "more cells are stable"))
    }
    if let objective = seeds.objective {
      lines.append(
        "  objective  lower in A in \(grouped(objective.lowerInA)) runs, in B in "
          + "\(grouped(objective.lowerInB)), equal in \(grouped(objective.equal))")
      lines.append("             " + words(objective.seeds, "it is lower in more cells"))
      lines.append(
        "             mean of ln(A/B) over seeds \(number(objective.meanLogarithmicDifference)), standard "
          + "error \(number(objective.standardError))")
    }
    return lines
  }

  private func words(_ sign: ComparisonSummary.Sign, _ what: String) -> String {
    let decided = sign.ahead + sign.behind
    guard let low = sign.low, let high = sign.high else { return "no seed decides for either" }
    return "\(what) in A with \(grouped(sign.ahead)) of \(grouped(decided)) seeds (95 %: "
      + "\(short(low)) to \(short(high)); p = \(short(sign.probability)))"
  }

  private func number(_ value: Double) -> String { String(format: "%.4g", value) }
}
