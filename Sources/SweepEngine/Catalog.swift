import Dynamics
import SweepPlan

/// The names a sweep file may use: those that kernels were compiled for, in the catalog's order.
public let catalog: CatalogDescription = Dynamics.catalog
