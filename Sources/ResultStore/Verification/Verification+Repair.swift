import SweepPlan
import ZarrStore

extension Verification {
  /// What was done about damage.
  public struct Repair: Sendable {
    /// Files that were removed.
    public var removed: [String] = []
    /// What stood in files' places and bears other names now, in sentences.
    public var aside: [String] = []
    /// The tiles that count as missing now; `run` computes them again.
    public var tiles: Set<Int> = []
    /// What `run` does not make anew.
    public var left: [Damage] = []
    /// Temporary files of dead writers that were removed.
    public var temporaries = 0
  }

  /// Removes what is damaged, so that `run` makes it anew: of a tile the verdict first, by which it
  /// counts as missing, whatever becomes of the rest.
  ///
  /// Everything is looked at once more, and what is whole by now is left alone. A run that goes on may
  /// write a tile in the very moment that its damaged shard is removed; the next run then writes it again.
  public func repair() throws(ResultStoreError) -> Repair {
    let check = try StoreCheck(of: store.plan, at: store.path)
    return try storing { () throws(StoreError) in
      let decoder = try ShardDecoder()
      var repair = Repair()
      for damage in damages {
        guard let now = check.damage(of: damage.part, decoder) else { continue }
        guard now.isMendable else {
          repair.left.append(now)
          continue
        }
        if case .shard(_, let number) = now.part {
          try remove(.shard(.verdict, tile: number), check, &repair)
          repair.tiles.insert(number)
        }
        // Once more: a run may have put a whole one there meanwhile.
        guard check.damage(of: damage.part, decoder) != nil else { continue }
        try remove(now.part, check, &repair)
      }
      repair.temporaries = try removeStaleTemporaries(below: store.path)
      return repair
    }
  }

  private func remove(
    _ part: StorePart, _ check: StoreCheck, _ repair: inout Repair
  ) throws(StoreError) {
    var file = "\(store.path)/"
    switch part {
    case .metadata(let name): file += "\(name)/zarr.json"
    default:
      guard let (array, position) = check.place(of: part) else { return }
      if let words = try array.clearPlace(at: position) {
        repair.aside.append(words)
        return
      }
      file = array.shardPath(at: position)
    }
    if try removeFile(file) { repair.removed.append(file) }
  }
}
