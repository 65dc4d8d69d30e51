import Foundation
import SweepPlan
import ZarrStore

/// More seeds for a store that has some: their statistics go on in a second store beside it, which takes
/// its place when all tiles are done.
///
/// Until then the first store is whole, and may be read; killed at any instant, the same command goes
/// on.
public struct Widening: Sendable {
  /// The store with fewer seeds.
  public let narrow: SweepStore
  /// Where the store with more is made.
  public let path: String

  private static func path(beside store: String) -> String { "\(store).widening" }
  private static func aside(beside store: String) -> String { "\(store).narrow" }

  /// `nil` if there is no store at `path`, or one that has `plan`'s seeds already.
  ///
  /// - Throws: `ResultStoreError` if the store there holds another sweep, or cannot go on.
  public init?(
    of path: String, to plan: Plan, catalog: CatalogDescription
  ) throws(ResultStoreError) {
    guard FileManager.default.fileExists(atPath: "\(path)/zarr.json"), let seeds = plan.seeds
    else { return nil }
    let store = try SweepStore(opening: path, catalog: catalog)
    guard store.plan != plan else { return nil }
    guard let present = store.plan.seeds,
      store.plan.with(seeds: present.widened(to: seeds.count)) == plan
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
  }

  /// Puts the store with more seeds in the place of the other, which is then removed.
  public func finish(catalog: CatalogDescription) throws(ResultStoreError) -> SweepStore {
    let present = narrow.plan
    let old = try storing { () throws(StoreError) in
      try exchangeDirectories(narrow.path, path, aside: Self.aside(beside: narrow.path)) {
        (try? SweepStore(opening: narrow.path, catalog: catalog))?.plan == present
      }
    }
    if let old { try? FileManager.default.removeItem(atPath: old) }
    return try SweepStore(opening: narrow.path, catalog: catalog)
  }

  /// Mends what a process left that was killed while it put a store in its place; says what it did.
  public static func mend(
    _ store: String, catalog: CatalogDescription
  ) -> String? {
    let files = FileManager.default
    let (wide, aside) = (path(beside: store), aside(beside: store))
    func plan(_ path: String) -> Plan? { (try? SweepStore(opening: path, catalog: catalog))?.plan }
    if !files.fileExists(atPath: store), let narrow = plan(aside), let seeds = plan(wide)?.seeds,
      let fewer = narrow.seeds, narrow.with(seeds: fewer.widened(to: seeds.count)) == plan(wide)
    {
      let source = files.fileExists(atPath: wide) ? wide : aside
      guard (try? files.moveItem(atPath: source, toPath: store)) != nil else { return nil }
      if source == wide { try? files.removeItem(atPath: aside) }
      return "put \(store) in the place that a killed run had left empty"
    }
    for old in [wide, aside] {
      // Only what is this sweep with fewer seeds, and nobody's other store of that name.
      if let left = plan(old), let present = plan(store), let fewer = left.seeds,
        let seeds = present.seeds, fewer.count < seeds.count,
        left.with(seeds: fewer.widened(to: seeds.count)) == present,
        (try? files.removeItem(atPath: old)) != nil
      {
        return "removed \(old), what a killed run had left of the store with fewer seeds"
      }
    }
    return nil
  }
}
