import Foundation
import SweepPlan
import ZarrStore

/// Checks the parts of a store, one at a time, against what its sweep says they should be.
struct StoreCheck {
  /// With the arrays that the sweep says, whatever their metadata say.
  let store: SweepStore
  private let layout: StoreLayout

  init(of plan: Plan, at path: String) throws(ResultStoreError) {
    let layout = try storing { () throws(StoreError) in try StoreLayout(of: plan) }
    var arrays: [Variable: ZarrArray] = [:]
    for (variable, metadata) in layout.variables {
      arrays[variable] = ZarrArray(path: "\(path)/\(variable.rawValue)", metadata: metadata)
        .sealed(SweepStore.seal(of: variable, plan))
    }
    store = SweepStore(path: path, plan: plan, arrays: arrays)
    self.layout = layout
  }

  /// All parts but the tiles' shards.
  var members: [StorePart] {
    layout.members.map { .metadata($0.name) } + layout.coordinates.map { .coordinate($0.name) }
  }

  /// What is wrong with a part; `nil` if nothing is.
  ///
  /// - Parameter verdicts: Counts the cells of a verdict's shard.
  func damage(
    of part: StorePart, _ decoder: ShardDecoder, verdicts: inout VerdictCounts
  ) -> Damage? {
    var path = store.path
    func damage(_ problem: String, isMendable: Bool = true) -> Damage {
      Damage(path: path, problem: problem, isMendable: isMendable, part: part)
    }
    do throws(StoreError) {
      switch part {
      case .metadata(let name):
        path += "/\(name)/zarr.json"
        return try problem(ofMetadata: name).map { damage($0.problem, isMendable: $0.isMendable) }
      case .coordinate(let name):
        path += "/\(name)/c/0"
        return try problem(ofCoordinate: name, decoder).map { damage($0) }
      case .shard(let variable, let number):
        guard let array = store.arrays[variable] else { return nil }
        let tile = store.plan.grid.tile(number)
        let index = store.shardIndex(of: tile, variable)
        path = array.shardPath(at: index)
        var counts = VerdictCounts()
        let state = try decoder.verify(array, at: index) { chunk in
          if variable == .verdict { chunk.withUnsafeBytes { counts.add($0) } }
        }
        verdicts = counts
        switch state {
        case .absent where variable == .verdict: return nil
        case .absent: return damage("is missing, though its verdict is there")
        case .damaged(let problem): return damage("is damaged: \(problem)")
        case .complete where variable == .verdict && counts.total != tile.cellCount:
          return damage(
            "is damaged: \(tile.cellCount - counts.total) of its \(tile.cellCount) cells have no "
              + "verdict")
        case .complete: return nil
        }
      }
    } catch {
      // Metadata in whose place something odd stands are for the user to put right.
      if case .metadata = part {
        return damage("cannot be checked: \(error)", isMendable: error.code == EIO)
      }
      return damage("cannot be checked: \(error)", isMendable: error.isOfOneFile)
    }
  }

  func damage(of part: StorePart, _ decoder: ShardDecoder) -> Damage? {
    var verdicts = VerdictCounts()
    return damage(of: part, decoder, verdicts: &verdicts)
  }

  /// A shard's array and place.
  func place(of part: StorePart) -> (array: ZarrArray, position: [Int])? {
    switch part {
    case .metadata: nil
    case .coordinate(let name):
      layout.coordinates.first { $0.name == name }.map {
        (ZarrArray(path: "\(store.path)/\(name)", metadata: $0.metadata), [0])
      }
    case .shard(let variable, let tile):
      store.arrays[variable].map {
        ($0, store.shardIndex(of: store.plan.grid.tile(tile), variable))
      }
    }
  }

  private func problem(
    ofMetadata name: String
  ) throws(StoreError) -> (problem: String, isMendable: Bool)? {
    let directory = "\(store.path)/\(name)"
    if try hasTornMetadata(in: directory) { return ("is damaged: it is no JSON", true) }
    do throws(StoreError) {
      let metadata = try ZarrArray.open(at: directory).metadata
      guard !layout.members.contains(where: { $0 == (name, metadata) }) else { return nil }
      return ("does not say what the sweep says; move it away by hand, if it is not wanted", false)
    } catch {
      guard error.isNoSuchFile else {
        return ("does not say what the sweep says: \(error); move it away by hand", false)
      }
      return ("is missing", true)
    }
  }

  private func problem(
    ofCoordinate name: String, _ decoder: ShardDecoder
  ) throws(StoreError) -> String? {
    guard let coordinate = layout.coordinates.first(where: { $0.name == name }) else { return nil }
    let array = ZarrArray(path: "\(store.path)/\(name)", metadata: coordinate.metadata)
    switch try decoder.verify(array, at: [0]) {
    case .absent: return "is missing"
    case .damaged(let problem): return "is damaged: \(problem)"
    case .complete:
      let values = try array.read(Double.self)
      return values.elementsEqual(coordinate.values) { $0.bitPattern == $1.bitPattern }
        ? nil : "is damaged: its values are not the sweep's"
    }
  }
}
