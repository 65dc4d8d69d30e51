import Foundation
import ResultStore
import SweepEngine
import SweepPlan

/// A store whose cells hold what a test says, in a directory of its own.
final class MadeStore {
  let store: SweepStore
  private let directory: URL

  /// What a cell holds.
  struct Cell {
    var verdict = Verdict.converged
    var steps = 100
    var rate = -1.0
    var objective = 1.0
  }

  /// - Parameters:
  ///   - axes: As in a sweep file, the axes of heavy ball on one coordinate.
  ///   - cell: What the cell holds at the values of the axes, in their order; `nil` leaves it missing.
  init(
    axes: String, tile: String, optimizer: String = "heavy_ball", cell: ([Double]) -> Cell?
  ) throws {
    directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("separatrix-query-tests-\(UUID().uuidString)")
    let plan = try Plan(
      yaml: """
        objective: {quadratic: {eigenvalues: [1]}}
        optimizer: \(optimizer)
        axes: {\(axes)}
        steps: 100
        precision: float64
        tile: \(tile)
        """, file: "sweep.yaml", catalog: catalog)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    store = try SweepStore(creating: plan, at: directory.appendingPathComponent("made.zarr").path)
    let sink = StoreSink(store)
    for number in 0..<plan.grid.tileCount {
      let tile = plan.grid.tile(number)
      let result = TileResult(tile: tile, plan: plan)
      var isMissing = false
      for place in 0..<tile.cellCount {
        var rest = place
        var values: [Double] = []
        for axis in tile.shape.indices.reversed() {
          values.insert(plan.axes[axis][tile.origin[axis] + rest % tile.shape[axis]], at: 0)
          rest /= tile.shape[axis]
        }
        let cell = cell(values)
        if cell == nil { isMissing = true }
        let held = cell ?? Cell()
        result[.verdict].bindMemory(to: UInt8.self)[place] =
          cell == nil ? Verdict.missing.rawValue : held.verdict.rawValue
        result[.steps].bindMemory(to: UInt32.self)[place] = UInt32(held.steps)
        result[.rate].bindMemory(to: Double.self)[place] = held.rate
        result[.objective].bindMemory(to: Double.self)[place] = held.objective
        result[.peak].bindMemory(to: Double.self)[place] = 1
      }
      // A tile with a missing cell is one that was never written.
      if !isMissing { try sink.write(result, by: 0) }
    }
  }

  deinit { try? FileManager.default.removeItem(at: directory) }
}
