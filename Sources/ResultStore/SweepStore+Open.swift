import Foundation
import SweepPlan
import ZarrStore

extension SweepStore {
  /// Opens a store that is there.
  ///
  /// Metadata are read one by one: if another store takes the place of this one meanwhile, as one with
  /// more seeds does, that one is opened.
  public init(
    opening path: String, catalog: CatalogDescription
  ) throws(ResultStoreError) {
    var sweep = try Self.plan(of: Self.group(at: path), catalog)
    while true {
      let store: SweepStore?
      var failure: ResultStoreError?
      do throws(ResultStoreError) {
        store = try SweepStore(
          openingOnce: path, catalog: catalog, examples: sweep.examples)
      } catch {
        (store, failure) = (nil, error)
      }
      let after = try Self.plan(of: Self.group(at: path), catalog, examples: sweep.examples)
      if after == sweep {
        if let store, store.plan == sweep {
          self = store
          return
        }
        if let failure { throw failure }
      }
      sweep = after
    }
  }

  private init(
    openingOnce path: String, catalog: CatalogDescription, examples: ExampleSet
  ) throws(ResultStoreError) {
    let group = try Self.group(at: path)
    let plan = try Self.plan(of: group, catalog, examples: examples)
    self.plan = plan
    self.path = path
    arrays = try storing { () throws(StoreError) in
      var arrays: [Variable: ZarrArray] = [:]
      for variable in plan.record {
        arrays[variable] = try Self.array(variable, of: group).sealed(Self.seal(of: variable, plan))
      }
      return arrays
    }
    for (variable, array) in arrays {
      let shape = plan.grid.shape + (plan.layers(of: variable).map { [$0] } ?? [])
      guard array.metadata.shape == shape else {
        throw .notAStore(
          path: path,
          problem: "\(variable.rawValue) has shape \(array.metadata.shape), but the sweep has "
            + "\(shape)")
      }
      let type = StoreLayout.fillValue(variable, plan.precision).dataType
      guard array.metadata.dataType == type else {
        throw .notAStore(
          path: path,
          problem:
            "\(variable.rawValue)/zarr.json says \(array.metadata.dataType.rawValue), but the "
            + "sweep's is \(type.rawValue); move it away, and run the sweep again")
      }
    }
  }

  /// The resolved sweep of the store at `path`, as JSON; nothing else of it need be there.
  public static func sweep(at path: String) throws(ResultStoreError) -> String {
    try sweep(of: group(at: path)).prettyPrinted
  }

  private static func sweep(of group: ZarrGroup) throws(ResultStoreError) -> JSONValue {
    guard let sweep = try attributes(of: group)["sweep"] else {
      throw .notAStore(path: group.path, problem: "zarr.json does not say which sweep it holds")
    }
    return sweep
  }

  /// The sweep that a store holds, of which nothing else need be there but its examples.
  ///
  /// - Parameter examples: Examples that are at hand, and then need not be there either.
  static func plan(
    of group: ZarrGroup, _ catalog: CatalogDescription, examples: ExampleSet? = nil
  ) throws(ResultStoreError) -> Plan {
    let path = group.path
    let sweep = try sweep(of: group)
    let plan: Plan
    do throws(SweepError) {
      plan = try Plan(
        yaml: sweep.prettyPrinted, file: "\(path)/zarr.json", catalog: catalog, examples: examples)
    } catch {
      throw .notAStore(path: path, problem: Self.complaint(about: error, of: sweep))
    }
    guard try attributes(of: group)["sweep_sha256"]?.string == plan.sha256 else {
      throw changedSweep(path)
    }
    return plan
  }

  private static func array(
    _ variable: Variable, of group: ZarrGroup
  ) throws(StoreError) -> ZarrArray {
    do throws(StoreError) {
      return try group.array(variable.rawValue)
    } catch {
      guard error.isNoSuchFile else { throw error }
      throw .damaged(
        path: group.memberPath(variable.rawValue), chunk: nil,
        problem: "its zarr.json is missing; run the sweep again to mend it")
    }
  }

  static func group(at path: String) throws(ResultStoreError) -> ZarrGroup {
    do throws(StoreError) {
      return try ZarrGroup.open(at: path)
    } catch {
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
        throw .noStore(path: path)
      }
      guard isDirectory.boolValue else {
        throw .notAStore(
          path: path,
          problem: "it is a file, a sweep file perhaps; its store is a directory, NAME.zarr")
      }
      if hasNoRoot(path) { throw .lostRoot(path: path, isTorn: false) }
      if (try? hasTornMetadata(in: path)) == true { throw .lostRoot(path: path, isTorn: true) }
      guard error.isNoSuchFile else { throw .storage(error) }
      throw .notAStore(path: path, problem: "there is no zarr.json in it")
    }
  }

  /// This program's attributes of a group, of the format that this version knows.
  static func attributes(of group: ZarrGroup) throws(ResultStoreError) -> [String: JSONValue] {
    guard case .object(let attributes)? = group.metadata.attributes["separatrix"] else {
      throw .notAStore(
        path: group.path, problem: "its zarr.json has no attributes of this program")
    }
    guard attributes["format"]?.int == format else {
      throw .notAStore(
        path: group.path, problem: "its format is not \(format), the one that this version knows")
    }
    return attributes
  }

  static func changedSweep(_ path: String) -> ResultStoreError {
    .notAStore(
      path: path,
      problem: "the sweep in its zarr.json does not match its sha256: the file was changed or "
        + "damaged; remove \(path)/zarr.json and run the sweep's own file again, which writes it anew and "
        + "keeps what is computed")
  }
}
