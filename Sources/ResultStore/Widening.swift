import Foundation
import SweepPlan
import ZarrStore

/// More seeds for a store that has some: their statistics go on in a second store beside it, which takes
/// its place when all tiles are done.
///
/// Until then the first store is whole, and may be read; killed at any instant, the same command goes
/// on. Processes that share the work share a lock on the second store, and the last to let go of it
/// exchanges the two: nobody reads or writes meanwhile.
public struct Widening: Sendable {
  /// The store with fewer seeds.
  public let narrow: SweepStore
  /// Where the store with more is made.
  public let path: String
  private let plan: Plan
  private let catalog: CatalogDescription

  private static func path(beside store: String) -> String { "\(store).widening" }
  private static func aside(beside store: String) -> String { "\(store).narrow" }

  /// `nil` if there is no store at `path`, or one that has `plan`'s seeds already.
  ///
  /// - Throws: `ResultStoreError` if the store there cannot go on.
  public init?(
    of path: String, to plan: Plan, catalog: CatalogDescription
  ) throws(ResultStoreError) {
    guard FileManager.default.fileExists(atPath: "\(path)/zarr.json"), let seeds = plan.seeds
    else { return nil }
    let store = try SweepStore(opening: path, catalog: catalog)
    guard store.plan != plan, store.plan.isSame(as: plan), let present = store.plan.seeds
    else { return nil }
    func refuse(_ problem: String) -> ResultStoreError { .notWidened(path: path, problem: problem) }
    guard present.count < seeds.count else {
      throw refuse("it has \(present.count) seeds, more than \(seeds.count)")
    }
    guard seeds.quantiles.isEmpty || seeds.keepsObjectives else {
      throw refuse(
        "its quantiles need the objective of every seed, and it keeps none (per_seed: [objective])")
    }
    narrow = store
    self.path = Self.path(beside: path)
    self.plan = plan
    self.catalog = catalog
    if let begun = Self.plan(at: self.path, catalog), begun != plan, begun.isSame(as: plan) {
      throw refuse(
        "it is being widened to \(begun.seeds?.count ?? 0) seeds, in \(self.path); finish that first, "
          + "or remove it")
    }
  }

  /// Joins those who are at it, once the store with more seeds has been created; `nil` if it has just
  /// taken its place.
  public func join() -> DirectoryLock? {
    guard let lock = DirectoryLock(path, isShared: true),
      Self.plan(at: narrow.path, catalog) == narrow.plan
    else { return nil }
    return lock
  }

  /// Puts the store with more seeds in the place of the other, which is then removed.
  ///
  /// - Parameter lock: That of `join`, which this lets go.
  /// - Returns: the store in its place; `nil` if others are still at it, the last of whom will do this.
  public func finish(_ lock: DirectoryLock) throws(ResultStoreError) -> SweepStore? {
    lock.release()
    if let alone = DirectoryLock(path, isShared: false),
      Self.plan(at: narrow.path, catalog) == narrow.plan
    {
      let aside = Self.aside(beside: narrow.path)
      try storing { () throws(StoreError) in
        try exchangeDirectories(narrow.path, path, aside: aside)
      }
      alone.release()
      _ = Self.remove(aside)
    }
    guard Self.plan(at: narrow.path, catalog) == plan else { return nil }
    return try SweepStore(opening: narrow.path, catalog: catalog)
  }

  /// Mends what a process left that was killed while it put a store in its place; says what it did.
  public static func mend(_ store: String, catalog: CatalogDescription) -> String? {
    let files = FileManager.default
    let (wide, aside) = (path(beside: store), aside(beside: store))
    if !files.fileExists(atPath: store), let more = plan(at: wide, catalog),
      let fewer = plan(at: aside, catalog), fewer.isSame(as: more)
    {
      guard (try? files.moveItem(atPath: wide, toPath: store)) != nil else { return nil }
      _ = remove(aside)
      return "put \(wide) in the place of \(store), which a killed run had left empty"
    }
    rmdir(aside)  // Empty is what is left at the very end of a removal.
    for old in [wide, aside] {
      // Only what is this sweep with no more seeds, at which nobody is: other stores have such names.
      guard let left = plan(at: old, catalog), let present = plan(at: store, catalog),
        left.isSame(as: present), let fewer = left.seeds?.count, let seeds = present.seeds?.count,
        fewer < seeds || old == wide && fewer == seeds,
        let alone = DirectoryLock(old, isShared: false), remove(old)
      else { continue }
      alone.release()
      return "removed \(old), what a run had left of this sweep with no more seeds"
    }
    return nil
  }

  /// Removes a store, what tells its sweep last: a removal that was cut short can be gone on with.
  private static func remove(_ store: String) -> Bool {
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: store)) ?? []
    for name in names where name != "zarr.json" {
      guard (try? files.removeItem(atPath: "\(store)/\(name)")) != nil else { return false }
    }
    return (try? files.removeItem(atPath: store)) != nil
  }

  private static func plan(at path: String, _ catalog: CatalogDescription) -> Plan? {
    guard let group = try? SweepStore.group(at: path) else { return nil }
    return try? SweepStore.plan(of: group, catalog)
  }
}

extension Plan {
  /// Whether they are equal but for how many seeds they have.
  fileprivate func isSame(as other: Plan) -> Bool {
    guard let seeds, let others = other.seeds else { return false }
    return with(seeds: seeds.widened(to: others.count)) == other
  }
}
