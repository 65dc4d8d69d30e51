import Synchronization

/// The tiles in flight that are cut up: any worker may take a piece of them.
///
/// A tile that its worker computes whole never comes here. Of the others, the worker that began a tile
/// takes piece after piece until nothing of it is left, so that every tile here has a worker at it, and
/// there are never more tiles in flight than workers.
final class SharedWork: Sendable {
  private struct Entry {
    let tile: TileInFlight
    /// The first unit that nobody has taken.
    var next: Int
    var unfinished: Int

    var cellsLeft: Int { (tile.cut.unitCount - next) * tile.cut.cellsPerUnit }
  }

  private let entries = Mutex<[Entry]>([])

  /// Puts a tile here and takes its first units.
  func begin(_ tile: TileInFlight, taking units: Int) -> Portion {
    entries.withLock {
      $0.append(Entry(tile: tile, next: units, unfinished: tile.cut.unitCount))
    }
    return Portion(tile: tile, units: 0..<units)
  }

  /// Takes more of a tile; `nil` if nothing of it is left to take.
  ///
  /// - Parameter amount: From the cells that are left in all tiles here and those of the tile, how
  ///   many to take.
  func take(of tile: TileInFlight, _ amount: (_ left: Int, _ whole: Int) -> Int) -> Portion? {
    entries.withLock { entries in
      guard let index = entries.firstIndex(where: { $0.tile === tile }) else { return nil }
      return Self.take(index, of: &entries, amount)
    }
  }

  /// Takes something of the tile of which most is left; `nil` if nothing is left of any.
  func take(_ amount: (_ left: Int, _ whole: Int) -> Int) -> Portion? {
    entries.withLock { entries in
      let most = entries.indices.max { entries[$0].cellsLeft < entries[$1].cellsLeft }
      return most.flatMap { Self.take($0, of: &entries, amount) }
    }
  }

  /// Whether anything is left to take.
  var hasWork: Bool { entries.withLock { $0.contains { $0.cellsLeft > 0 } } }

  private static func take(
    _ index: Int, of entries: inout [Entry], _ amount: (_ left: Int, _ whole: Int) -> Int
  ) -> Portion? {
    let (tile, first) = (entries[index].tile, entries[index].next)
    let rest = tile.cut.unitCount - first
    guard rest > 0 else { return nil }
    let left = entries.reduce(0) { $0 + $1.cellsLeft }
    let cells = amount(left, rest * tile.cut.cellsPerUnit)
    let units = tile.cut.count(from: first, upTo: min(rest, cells / tile.cut.cellsPerUnit))
    entries[index].next += units
    return Portion(tile: tile, units: first..<first + units)
  }

  /// Reports a portion of a tile here as computed. `true` for the last of its tile, whose worker hands
  /// the result on.
  func finish(_ portion: Portion) -> Bool {
    entries.withLock { entries in
      guard let index = entries.firstIndex(where: { $0.tile === portion.tile }) else {
        return false
      }
      entries[index].unfinished -= portion.units.count
      guard entries[index].unfinished == 0 else { return false }
      entries.remove(at: index)
      return true
    }
  }
}
