import QueryEngine
import SweepPlan

extension BoundaryRefinement {
  /// What a user must know of what was found.
  func notices(on plan: Plan, stored: Plan) -> [String] {
    var notices: [String] = []
    if contradictions > 0 {
      let cells = contradictions == 1 ? "cell" : "cells"
      notices.append(
        plan.steps == stored.steps
          ? "\(grouped(contradictions)) \(cells) at the boundary came out otherwise than the store says: "
            + "check it with separatrix status --verify"
          : "with \(grouped(plan.steps)) steps \(grouped(contradictions)) \(cells) at the boundary came "
            + "to the other side than with the store's \(grouped(stored.steps))")
    }
    if found < wanted {
      notices.append(
        "\(grouped(wanted - found)) of \(grouped(wanted)) crossings were not found again; they are "
          + "where the stored cells say")
    }
    if plan.precision == .float32, tolerance < 1e-7 {
      notices.append(
        "float32 tells numbers apart to 1.2e-7 of themselves at best, so much coarser than "
          + "--refine \(tolerance) asks; with precision: float64 the sweep can be finer")
    }
    return notices
  }
}
