import Foundation
import SweepPlan
import ZarrStore

extension SweepStore {
  /// Opens a store that is there.
  public init(
    opening path: String, catalog: CatalogDescription
  ) throws(ResultStoreError) {
    let attributes = try Self.attributes(at: path)
    guard attributes["format"]?.int == Self.format else {
      throw .notAStore(
        path: path, problem: "its format is not \(Self.format), which this version reads")
    }
    let file = "\(path)/zarr.json"
    guard let sweep = attributes["sweep"] else {
      throw .notAStore(path: path, problem: "zarr.json does not say which sweep it holds")
    }
    do throws(SweepError) {
      plan = try Plan(yaml: sweep.prettyPrinted, file: file, catalog: catalog)
    } catch {
      throw .notAStore(path: path, problem: "its sweep cannot be read: \(error.message)")
    }
    self.path = path
    let variables = plan.record
    arrays = try storing { () throws(StoreError) in
      let group = try ZarrGroup.open(at: path)
      var arrays: [Variable: ZarrArray] = [:]
      for variable in variables { arrays[variable] = try group.array(variable.rawValue) }
      return arrays
    }
    for (variable, array) in arrays where array.metadata.shape != plan.grid.shape {
      throw .notAStore(
        path: path,
        problem: "\(variable.rawValue) has shape \(array.metadata.shape), but the sweep has "
          + "\(plan.grid.shape)")
    }
  }

  private static func attributes(
    at path: String
  ) throws(ResultStoreError) -> [String: JSONValue] {
    let group: ZarrGroup
    do throws(StoreError) {
      group = try ZarrGroup.open(at: path)
    } catch {
      guard error.isNoSuchFile else { throw .storage(error) }
      guard FileManager.default.fileExists(atPath: path) else { throw .noStore(path: path) }
      throw .notAStore(path: path, problem: "there is no zarr.json in it")
    }
    guard case .object(let attributes)? = group.metadata.attributes["separatrix"] else {
      throw .notAStore(path: path, problem: "its zarr.json has no attributes of this program")
    }
    return attributes
  }
}
