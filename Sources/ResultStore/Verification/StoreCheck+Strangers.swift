import SweepPlan
import ZarrStore

extension StoreCheck {
  /// Files and directories that are no part of the store. Hidden ones at its top, as file managers leave
  /// them, do not count.
  func strangers() throws(StoreError) -> [String] {
    let path = store.path
    var strangers = try unknown(in: path, besides: Set(members.compactMap(\.name))).filter {
      !$0.hasPrefix("\(path)/.")
    }
    for case .metadata(let name) in members {
      let own: Set = store.plan.examples.images == nil ? [] : ["examples"]
      let besides = name == Variable.verdict.rawValue ? own.union(["c", "runs", "claims"]) : ["c"]
      strangers += try unknown(in: "\(path)/\(name)", besides: besides)
    }
    for case .coordinate(let name) in members {
      strangers += try unknown(in: "\(path)/\(name)/c", besides: ["0"])
    }
    if store.plan.examples.images != nil {
      strangers += try unknown(
        in: "\(path)/\(StoredExamples.directory)", besides: ["images.idx", "labels.idx"])
    }
    for variable in store.plan.record {
      strangers += try store.arrays[variable]?.listStrangers() ?? []
    }
    return strangers.sorted()
  }

  /// None where the directory cannot be listed, which is told of by whoever opens a file there.
  private func entries(of directory: String) throws(StoreError) -> [String]? {
    do throws(StoreError) { return try directoryEntries(directory) } catch {
      guard error.isOfOneFile else { throw error }
      return nil
    }
  }

  private func unknown(
    in directory: String, besides known: Set<String>
  ) throws(StoreError) -> [String] {
    try (entries(of: directory) ?? []).filter {
      $0 != "zarr.json" && !known.contains($0) && TemporaryName(parsing: $0) == nil
    }.map { "\(directory)/\($0)" }
  }
}

extension StorePart {
  fileprivate var name: String? { if case .metadata(let name) = self { name } else { nil } }
}
