import FlyingFox
import SweepEngine
import SweepPlan

/// One cell.
struct CellDescription: Encodable {
  let x: Double
  let y: Double
  let values: CellValues
  let source: String
}

/// A cell's variables by name: the verdict as a word, the others as numbers.
struct CellValues: Encodable {
  let verdict: Verdict
  let numbers: [(Variable, Double)]

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(verdict.name, forKey: Key(stringValue: Variable.verdict.rawValue))
    for (variable, value) in numbers {
      try container.encode(value, forKey: Key(stringValue: variable.rawValue))
    }
  }
}

/// Which cell of a view is meant.
struct CellAddress {
  let kx: Int
  let ky: Int
  let i: Int
  let j: Int

  init(_ request: HTTPRequest, in view: ExploredView) throws(Refusal) {
    kx = try request.whole("kx")
    ky = try request.whole("ky")
    i = try request.whole("i")
    j = try request.whole("j")
    let farthest = ViewAxis.farthestCell
    guard view.levels.contains(kx), view.levels.contains(ky), (-farthest...farthest).contains(i),
      (-farthest...farthest).contains(j)
    else { throw .badRequest("the cell is too far away") }
  }

  /// The tile that it is part of, and where in it.
  var tile: (address: TileAddress, cell: Int) {
    let (i, column) = floorDivision(self.i, TileAddress.side)
    let (j, row) = floorDivision(self.j, TileAddress.side)
    return (TileAddress(kx: kx, ky: ky, i: i, j: j), row * TileAddress.side + column)
  }
}

extension ExploredView {
  /// The plan of one cell.
  func plan(ofCell x: Double, _ y: Double) -> Plan {
    plan.over([
      Axis(hyperparameter: self.y.hyperparameter, spacing: .values([y])),
      Axis(hyperparameter: self.x.hyperparameter, spacing: .values([x])),
    ])
  }
}

extension TileResult {
  /// What a cell has, to the last bit.
  func values(ofCell cell: Int, _ variables: [Variable]) -> CellValues {
    let verdict = Verdict(rawValue: self[.verdict][cell]) ?? .missing
    let numbers = variables.filter { $0 != .verdict }.map { ($0, value($0, ofCell: cell)) }
    return CellValues(verdict: verdict, numbers: numbers)
  }

  private func value(_ variable: Variable, ofCell cell: Int) -> Double {
    let column = UnsafeRawBufferPointer(self[variable])
    let type = variable.elementType(precision)
    let offset = cell * type.byteCount
    guard offset + type.byteCount <= column.count else { return .nan }
    return switch type {
    case .uint8: Double(column.load(fromByteOffset: offset, as: UInt8.self))
    case .uint32: Double(column.load(fromByteOffset: offset, as: UInt32.self))
    case .real(.float32): Double(column.load(fromByteOffset: offset, as: Float.self))
    case .real(.float64): column.load(fromByteOffset: offset, as: Double.self)
    }
  }
}

extension Exploration {
  @Sendable func answerCell(_ request: HTTPRequest) async throws -> Reply {
    let view = try view(id: try request.text("view"))
    let cell = try CellAddress(request, in: view)
    let x = view.x.value(ofCell: cell.i, level: cell.kx)
    let y = view.y.value(ofCell: cell.j, level: cell.ky)
    guard view.domains.x.contains(x), view.domains.y.contains(y) else {
      throw Refusal.badRequest("the sweep's rules allow no such cell")
    }
    let (address, index) = cell.tile
    let key = TileKey(view: view.id, address: address, variable: nil)
    let values: CellValues
    if case .computed(let tile)? = scheduler.cached(key) {
      values = tile.run.result.values(ofCell: index, view.variables)
    } else {
      values = try await errands.run {
        CellRun(plan: view.plan(ofCell: x, y), kernel: view.kernel).result(at: [0, 0])
          .values(ofCell: 0, view.variables)
      }
    }
    return try Reply(json: CellDescription(x: x, y: y, values: values, source: "engine"))
  }
}
