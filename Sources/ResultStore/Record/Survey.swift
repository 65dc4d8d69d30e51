import SweepPlan
import ZarrStore

/// Which tiles of a store are done.
public struct Survey: Sendable {
  /// Tiles by number.
  public var complete: [Int] = []
  public var missing: [Int] = []
  /// Tiles of which a shard is there but not whole, and what is wrong with it.
  public var damaged: [(tile: Int, problem: String)] = []
}

extension SweepStore {
  /// So many cells are read and checked in about a quarter of a second.
  private static var quicklyRead: Int { 1 << 22 }

  /// Looks at the shards of the given tiles: reads and checks every byte of small stores, and of
  /// large ones each shard's index, unless asked to be thorough.
  ///
  /// - Parameters:
  ///   - tiles: tile numbers.
  ///   - thoroughly: read and check every byte, however many there are.
  public func survey(
    _ tiles: some Sequence<Int>, thoroughly: Bool = false
  ) throws(ResultStoreError) -> Survey {
    var survey = Survey()
    let thoroughly = thoroughly || plan.grid.cellCount <= Self.quicklyRead
    let decoder = try storing { () throws(StoreError) in try ShardDecoder() }
    // The verdict last written is looked at first: without it the others do not count.
    let variables = [.verdict] + plan.record.filter { $0 != .verdict }
    tiles: for number in tiles {
      let tile = plan.grid.tile(number)
      for variable in variables {
        let array = try array(variable)
        let index = shardIndex(of: tile, variable)
        let state = try storing { () throws(StoreError) in
          thoroughly
            ? try decoder.verify(array, at: index)
            : try decoder.state(of: array, at: index)
        }
        switch state {
        case .complete: continue
        case .absent where variable == .verdict: survey.missing.append(number)
        case .absent:
          survey.damaged.append(
            (number, "\(array.shardPath(at: index)) is missing, though its verdict is there"))
        case .damaged(let problem):
          survey.damaged.append(
            (number, "\(array.shardPath(at: index)) is damaged: \(problem)"))
        }
        continue tiles
      }
      survey.complete.append(number)
    }
    return survey
  }
}
