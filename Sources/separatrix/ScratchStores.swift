import Explorer
import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Topology

/// Stores that live as long as it takes to draw a picture of them.
struct ScratchStores: Sendable {
  private static let prefix = "separatrix-scratch-"
  private let directory: URL

  /// Removes what processes left that were killed.
  init() {
    let base = FileManager.default.temporaryDirectory
    directory = base.appendingPathComponent("\(Self.prefix)\(getpid())")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: base.path)) ?? []
    for name in names where name.hasPrefix(Self.prefix) {
      guard let process = Int32(name.dropFirst(Self.prefix.count)), kill(process, 0) != 0,
        errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(at: base.appendingPathComponent(name))
    }
  }

  /// Runs a sweep into a store that lives until `remove()`.
  ///
  /// - Parameters:
  ///   - name: What pictures call it.
  ///   - stop: Ends the run; that is an error.
  func store(
    of plan: Plan, name: String, _ instructionSet: InstructionSet, placement: Placement,
    binder: Binder, meter: ProgressMeter, stop: StopSignal
  ) throws -> SweepStore {
    try store(
      of: plan, at: directory.appendingPathComponent(UUID().uuidString), name: name, instructionSet,
      placement: placement, binder: binder, meter: meter, stop: stop)
  }

  private func store(
    of plan: Plan, at place: URL, name: String, _ instructionSet: InstructionSet,
    placement: Placement, binder: Binder, meter: ProgressMeter, stop: StopSignal
  ) throws -> SweepStore {
    guard let kernel = Kernel.forPlan(plan, instructionSet) else {
      throw Complaint(.badData, "the sweep has no kernel")
    }
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let store = try SweepStore(
      creating: plan, at: place.appendingPathComponent("\(name).zarr").path)
    let outcome = try Sweep(
      plan: plan, kernel: kernel, supply: TileList(plan.grid), placement: placement, binder: binder
    ).run(into: StoreSink(store), meter: meter, stop: stop)
    guard outcome == .finished else { throw EarlyEnd(signal: SIGINT) }
    return store
  }

  func remove() { try? FileManager.default.removeItem(at: directory) }

  /// Runs the sweep of an order and draws its map.
  ///
  /// - Parameter stop: Ends the run; that is an error.
  func picture(
    _ order: PictureOrder, _ instructionSet: InstructionSet, placement: Placement, binder: Binder,
    stop: StopSignal
  ) throws -> [UInt8] {
    let place = directory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: place) }
    let store = try store(
      of: order.plan, at: place, name: "map", instructionSet, placement: placement, binder: binder,
      meter: ProgressMeter(), stop: stop)
    var picture = MapPicture(store: store)
    picture.variable = order.variable
    picture.colorMap = order.colors
    picture.showsTheory = order.showsTheory
    let file = place.appendingPathComponent("map.\(order.format.rawValue)")
    try picture.write(to: file.path)
    return Array(try Data(contentsOf: file))
  }
}
