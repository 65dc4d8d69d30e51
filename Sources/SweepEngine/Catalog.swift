import Dynamics
import SweepPlan

/// The names a sweep file may use: those that kernels were compiled for, in the catalog's order.
public let catalog = CatalogDescription(
  optimizers: unique(Dynamics.scalarKernels.map(\.optimizer)),
  objectives: unique(Dynamics.scalarKernels.map(\.objective)))

private func unique<Description: Hashable>(_ descriptions: [Description]) -> [Description] {
  var seen: Set<Description> = []
  return descriptions.filter { seen.insert($0).inserted }
}
