import SweepPlan

/// Refuses a sweep of so many tiles that lists of them would not fit in memory.
func checkTileCount(of plan: Plan) throws {
  let limit = 10_000_000
  guard plan.grid.tileCount <= limit else {
    throw Complaint(
      .badData,
      "the sweep has \(grouped(plan.grid.tileCount)) tiles, more than \(grouped(limit)); use "
        + "larger ones (tile: […]) or a smaller grid")
  }
}
