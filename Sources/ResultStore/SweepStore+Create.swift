import Foundation
import SweepPlan
import ZarrStore

extension SweepStore {
  /// Creates the store of `plan` at `path`, or joins the one that is there.
  ///
  /// Several processes may do so at once: whoever comes first writes the metadata.
  ///
  /// - Throws: `ResultStoreError.otherSweep` if the store there holds another sweep.
  public init(creating plan: Plan, at path: String) throws(ResultStoreError) {
    mended = try Self.mendRoot(of: plan, at: path)
    let group = try storing { () throws(StoreError) in
      try Self.refuseForeignDirectory(path)
      return try ZarrGroup.create(at: path, try Self.groupMetadata(plan, path: path)).group
    }
    let attributes = try Self.attributes(of: group)
    if attributes["sweep_sha256"]?.string != plan.sha256 {
      let differences = Self.differences(attributes["sweep"], plan)
      if differences.isEmpty { throw Self.changedSweep(path) }
      throw .otherSweep(path: path, differences: differences)
    }
    guard attributes["sweep"] == (try? JSONValue(parsing: Array(plan.resolved.utf8))) else {
      throw Self.changedSweep(path)
    }
    self.path = path
    self.plan = plan
    place = StorePlace(path, sweepSHA256: plan.sha256)
    let layout = try storing { () throws(StoreError) in try StoreLayout(of: plan) }
    mended += try Self.mendMembers(layout, at: path)
    mended += try storing { () throws(StoreError) in try Self.keepExamples(of: plan, at: path) }
    var cleared: [String] = []
    arrays = try storing { () throws(StoreError) in
      for coordinate in layout.coordinates {
        let array = try group.createArray(coordinate.name, coordinate.metadata)
        cleared += try Self.complete(array, coordinate.values)
      }
      var arrays: [Variable: ZarrArray] = [:]
      for (variable, metadata) in layout.variables {
        arrays[variable] = try group.createArray(variable.rawValue, metadata)
          .sealed(Self.seal(of: variable, plan))
      }
      return arrays
    }
    mended += cleared
  }

  /// A directory that holds something else is not to be filled with arrays.
  private static func refuseForeignDirectory(_ path: String) throws(StoreError) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path),
      !names.contains("zarr.json")
    else { return }
    let foreign = names.filter { !$0.hasPrefix(".") }.sorted()
    guard let first = foreign.first else { return }
    throw .conflict(
      path: path,
      problem: "is a directory with other things in it (\(first)) and is no store; "
        + "choose another place with --store")
  }

  /// Writes a coordinate unless it is there.
  ///
  /// - Returns: What else had to be done, in sentences.
  private static func complete(
    _ array: ZarrArray, _ values: [Double]
  ) throws(StoreError) -> [String] {
    // What cannot be read is written anew.
    if let state = try? array.shardState(at: [0]), state == .complete { return [] }
    do throws(StoreError) {
      try array.write(values)
      return []
    } catch  where error.isOfObstacle {
      guard let words = try array.clearPlace(at: [0]) else { throw error }
      try array.write(values)
      return [words]
    }
  }

  static func groupMetadata(
    _ plan: Plan, path: String
  ) throws(StoreError) -> GroupMetadata {
    GroupMetadata(attributes: [
      "separatrix": [
        "format": .init(format), "engine": .string(engine),
        "sweep": try sweep(plan.resolved, path: path), "sweep_sha256": .string(plan.sha256),
      ]
    ])
  }

  private static func sweep(_ json: String, path: String) throws(StoreError) -> JSONValue {
    do { return try JSONValue(parsing: Array(json.utf8)) } catch {
      throw .metadata(
        path: path, field: "attributes.separatrix.sweep", found: "\(error)", expected: "JSON")
    }
  }

  /// Which top-level keys of the sweeps differ, in words.
  private static func differences(_ stored: JSONValue?, _ plan: Plan) -> [String] {
    guard case .object(let old)? = stored,
      case .object(let new)? = try? JSONValue(parsing: Array(plan.resolved.utf8))
    else { return ["its description cannot be read"] }
    return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map {
      ["axes", "quantiles", "seeds", "steps"].contains($0) ? "other \($0)" : "another \($0)"
    }
  }
}
