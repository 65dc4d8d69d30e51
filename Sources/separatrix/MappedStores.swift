import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Topology

/// The stores whose maps are drawn: those that are there, and those of sweep files, which are run
/// into stores that live as long as the picture takes.
struct MappedStores {
  private let paths: [String]
  private let settings: [String]
  private let scratch: ScratchStores?

  init(named paths: [String], settings: [String]) {
    self.paths = paths
    self.settings = settings
    scratch = paths.contains(where: Self.isSweepFile) ? ScratchStores() : nil
  }

  static func isSweepFile(_ path: String) -> Bool {
    path.hasSuffix(".yaml") || path.hasSuffix(".yml")
  }

  /// - Throws: `EarlyEnd` if a signal came before the sweeps were done.
  func open() throws -> [SweepStore] {
    // Sweep files are read before any is run: better told now.
    let plans = try paths.map { path in
      Self.isSweepFile(path) ? try Plan(sweepFile: path, settings: settings) : nil
    }
    guard let scratch else {
      return try paths.map { try SweepStore(opening: $0, catalog: catalog) }
    }
    guard let instructionSet = InstructionSet.available.last else {
      throw Complaint(.unavailable, "this processor runs none of the kernels")
    }
    let (machine, placement) = try place(workers: nil, pin: nil)
    let binder = Binder(for: machine)
    let interrupts = Interrupts(stop: StopSignal())
    defer { interrupts.end() }
    return try zip(paths, plans).map { path, plan in
      guard let plan else { return try SweepStore(opening: path, catalog: catalog) }
      try checkTileCount(of: plan)
      try checkSpace(for: plan, at: FileManager.default.temporaryDirectory.path)
      let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      let meter = ProgressMeter()
      let reporter = ProgressReporter(
        .auto, name: name, total: plan.grid.cellCount, meter: meter)
      defer { reporter.finish() }
      do {
        return try scratch.store(
          of: plan, name: name, instructionSet, placement: placement, binder: binder, meter: meter,
          stop: interrupts.stop)
      } catch is EarlyEnd {
        throw EarlyEnd(signal: interrupts.signal ?? SIGINT)
      }
    }
  }

  func remove() { scratch?.remove() }
}
