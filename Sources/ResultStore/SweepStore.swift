import SweepPlan
import ZarrStore

/// A sweep's arrays on disk, by name: a Zarr v3 group with one array per axis and one per variable.
///
/// One tile is one shard of each variable's array. A tile is done when its `verdict` shard, which is
/// written last, is there and whole.
public struct SweepStore: Sendable {
  /// The group's directory.
  public let path: String
  public let plan: Plan
  let arrays: [Variable: ZarrArray]

  /// The layout's version, in the group's attributes.
  static var format: Int { 1 }
  /// The program that wrote the store, in the group's attributes.
  public static var engine: String { "separatrix 0.1" }

  /// The array of a variable.
  func array(_ variable: Variable) throws(ResultStoreError) -> ZarrArray {
    guard let array = arrays[variable] else {
      throw .notRecorded(
        path: path, variable: variable.rawValue, recorded: plan.record.map(\.rawValue))
    }
    return array
  }

  /// What `cells` cells of the plan take before compression, in bytes.
  public static func bytes(of plan: Plan, cells: Int) -> UInt64 {
    let perCell = plan.record.reduce(0) { $0 + $1.elementType(plan.precision).byteCount }
    let (bytes, overflow) = UInt64(cells).multipliedReportingOverflow(by: UInt64(perCell))
    return overflow ? .max : bytes
  }
}
