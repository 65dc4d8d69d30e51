import SweepPlan
import ZarrStore

/// What the directories of a row of tiles, along the last axis, say of their shards.
struct RowListing {
  /// Tiles by their place in the row.
  private var states: [ShardListing]

  /// - Parameter prefix: The row's place along the other axes.
  init(of store: SweepStore, prefix: some Collection<Int>) throws(ResultStoreError) {
    let prefix = Array(prefix)
    func list(_ variable: Variable) throws(ResultStoreError) -> [ShardListing] {
      try store.listShards(variable, prefix)
    }
    // Whoever writes a tile writes the verdict last: what is listed later is there already.
    states = try list(.verdict)
    for variable in store.plan.record where variable != .verdict {
      guard states.contains(where: { $0 != .absent }) else { return }
      for (place, state) in try list(variable).enumerated()
      where state != .file && states[place] == .file {
        // Not there, perhaps: whoever opens it will know, and can say which it is.
        states[place] = .other
      }
    }
  }

  /// Whether the shards of a tile are there: absent without a verdict, `.other` if one of them must be
  /// looked at to know.
  func state(of place: Int) -> ShardListing { states[place] }
}

extension SweepStore {
  /// What is there of a row's shards; all of them are `.other` where their directory cannot be listed.
  func listShards(
    _ variable: Variable, _ prefix: [Int]
  ) throws(ResultStoreError) -> [ShardListing] {
    let array = try array(variable)
    return try storing { () throws(StoreError) in
      do throws(StoreError) {
        return try array.listShards(prefix)
      } catch  where error.isOfOneFile {
        // Whoever opens a shard there can say what is wrong.
        return Array(repeating: .other, count: array.metadata.shardGrid[prefix.count])
      }
    }
  }
}
