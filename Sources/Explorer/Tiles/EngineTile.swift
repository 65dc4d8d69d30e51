import SweepEngine
import SweepPlan

/// A tile that the engine computes: a plan of its own over the values of its cells.
struct EngineTile: Sendable {
  let run: TileRun
  /// Cells whose values the sweep allows; the others have no verdict.
  let columns: Range<Int>
  let rows: Range<Int>

  init(_ view: ExploredView, _ address: TileAddress) {
    let x = Self.values(view.x, address.columns, level: address.kx, view.domains.x)
    let y = Self.values(view.y, address.rows, level: address.ky, view.domains.y)
    columns = x.allowed
    rows = y.allowed
    run = TileRun(
      plan: view.plan.over([
        Axis(hyperparameter: view.y.hyperparameter, spacing: .values(y.values)),
        Axis(hyperparameter: view.x.hyperparameter, spacing: .values(x.values)),
      ]),
      kernel: view.kernel, numbering: view.numbering(of: address))
  }

  /// The values of cells in a row, and which of them are allowed; the others repeat the nearest.
  private static func values(
    _ axis: ViewAxis, _ cells: Range<Int>, level: Int, _ domain: ViewAxis.Domain
  ) -> (values: [Double], allowed: Range<Int>) {
    let values = axis.values(ofCells: cells, level: level)
    guard let first = values.firstIndex(where: domain.contains),
      let last = values.lastIndex(where: domain.contains)
    else { return (values.map { _ in axis.from }, 0..<0) }
    return (values.indices.map { values[min(max($0, first), last)] }, first..<last + 1)
  }
}
