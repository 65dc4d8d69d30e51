import Foundation
import ResultStore
import SweepEngine
import SweepPlan
import Testing
import ZarrStore

/// Reads a sweep as users write it.
func plan(_ yaml: String) throws -> Plan {
  try Plan(yaml: yaml, file: "sweep.yaml", catalog: catalog)
}

/// Heavy ball on two coordinates; 75 × 150 cells in clipped tiles of 64 × 64. Every variable is
/// recorded unless `extra` says which.
func smallPlan(_ extra: String = "", steps: Int = 100) throws -> Plan {
  try plan(
    """
    objective: {quadratic: {eigenvalues: [100, 1]}}
    initial_point: 1
    optimizer: heavy_ball
    axes: {momentum: {from: 0, to: 1, count: 75}, learning_rate: {from: 0, to: 0.05, count: 150}}
    steps: \(steps)
    verdict: {escape_radius: 1e6, tolerance: 1e-3, every: 16}
    tile: [64, 64]
    \(extra.contains("record") ? "" : "period: {up_to: 8}")
    \(extra)
    """)
}

extension Plan {
  var tiles: [Tile] { (0..<grid.tileCount).map(grid.tile) }
}

extension Grid {
  /// The row-major numbers of a box's cells, in the box's order.
  func cells(origin: [Int], shape box: [Int]) -> [Int] {
    var cells = [0]
    for axis in shape.indices {
      cells = cells.flatMap { cell in
        (0..<box[axis]).map { cell * shape[axis] + origin[axis] + $0 }
      }
    }
    return cells
  }

  /// The index along each axis of the cell with the given row-major number.
  func cell(_ number: Int) -> [Int] {
    var rest = number
    return shape.reversed().map { count in
      defer { rest /= count }
      return rest % count
    }.reversed()
  }
}

/// A made-up answer for a cell, different in every cell and variable, with every kind of number.
func sample(_ variable: Variable, cell: Int, _ precision: Precision) -> Double {
  switch variable {
  case .verdict: return Double(1 + cell % 3)
  case .steps: return Double(cell * 7 + 1)
  case .period: return Double(cell % 65)
  default:
    let special: [Double] = [.nan, .infinity, -.infinity, -0.0, 0]
    if cell % 11 == 3 { return special[cell / 11 % special.count] }
    let value = (Double(cell) - 50) * (variable == .rate ? 1.0 / 3 : 1e3 / 7)
    return precision == .float32 ? Double(Float(value)) : value
  }
}

/// The made-up answers of a tile.
func samples(_ plan: Plan, _ tile: Tile) -> TileResult {
  let result = TileResult(tile: tile, precision: plan.precision)
  for (index, cell) in plan.grid.cells(origin: tile.origin, shape: tile.shape).enumerated() {
    for variable in Variable.plain {
      let value = sample(variable, cell: cell, plan.precision)
      switch variable.elementType(plan.precision) {
      case .uint8: result[variable].bindMemory(to: UInt8.self)[index] = UInt8(value)
      case .uint32: result[variable].bindMemory(to: UInt32.self)[index] = UInt32(value)
      case .real(.float32): result[variable].bindMemory(to: Float.self)[index] = Float(value)
      case .real(.float64): result[variable].bindMemory(to: Double.self)[index] = value
      }
    }
  }
  return result
}

/// The true answers of a tile, cell by cell.
func computed(_ plan: Plan, _ tile: Tile) throws -> TileResult {
  let run = CellRun(plan: plan, kernel: try #require(Kernel.reference(for: plan)))
  let result = TileResult(tile: tile, precision: plan.precision)
  for (index, cell) in plan.grid.cells(origin: tile.origin, shape: tile.shape).enumerated() {
    let answer = run.result(at: plan.grid.cell(cell))
    for variable in Variable.plain {
      let size = variable.elementType(plan.precision).byteCount
      for byte in 0..<size { result[variable][index * size + byte] = answer[variable][byte] }
    }
  }
  return result
}

/// Whether two numbers have the same value and sign, or neither is a number.
func isSame(_ a: Double, _ b: Double) -> Bool {
  a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
}

/// A new directory that lives as long as this object.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("result-store-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }
}

/// A store in a directory that goes when this object does.
struct TemporaryStore {
  let directory: TemporaryDirectory
  let store: SweepStore

  init(_ plan: Plan) throws {
    directory = try TemporaryDirectory()
    store = try SweepStore(creating: plan, at: directory.file("sweep.zarr"))
  }

  /// The file that holds a variable of a tile.
  func shard(_ variable: Variable, _ tile: Int) throws -> String {
    try ZarrArray.open(at: "\(store.path)/\(variable.rawValue)")
      .shardPath(at: store.plan.grid.tile(tile).index)
  }
}

func readBytes(_ path: String) throws -> [UInt8] {
  try Array(Data(contentsOf: URL(fileURLWithPath: path)))
}

func writeBytes(_ bytes: [UInt8], _ path: String) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: path))
}

/// Every file below a directory by its path from there.
func files(below path: String) throws -> [String: [UInt8]] {
  var files: [String: [UInt8]] = [:]
  for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isDirectory),
      !isDirectory.boolValue
    else { continue }
    files[name] = try readBytes("\(path)/\(name)")
  }
  return files
}

/// The error of this module that `body` throws, or `nil`.
func storeError(_ body: () throws(ResultStoreError) -> Void) -> ResultStoreError? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}
