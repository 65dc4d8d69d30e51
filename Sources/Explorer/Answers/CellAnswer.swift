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
    let address = try CellAddress(request, in: view)
    let place = try CellPlace(address, in: view)
    let values: CellValues
    if let stored = place.stored, case .store(let store) = subject {
      values = try await errands.run {
        try StoreReader(store: store).cell(stored, view.variables)
      }
    } else if let known = atHand(address, view) {
      values = known
    } else {
      values = try await errands.run {
        try view.result(ofCell: place).values(ofCell: 0, view.variables)
      }
    }
    return try Reply(
      json: CellDescription(
        x: place.x, y: place.y, values: values,
        source: place.stored == nil ? "engine" : "store"))
  }

  /// Out of a tile that was computed before.
  private func atHand(_ address: CellAddress, _ view: ExploredView) -> CellValues? {
    let (tile, cell) = address.tile
    let key = TileKey(view: view.id, address: tile, variable: nil)
    guard case .computed(let tile)? = scheduler.cached(key) else { return nil }
    return tile.run.result.values(ofCell: cell, view.variables)
  }
}

extension ExploredView {
  /// Nobody waits longer for one cell.
  private static var longestRun: Duration { .seconds(5) }

  /// The answer of one cell.
  ///
  /// - Throws: `Refusal` if it takes too long.
  func result(ofCell place: CellPlace) throws(Refusal) -> TileResult {
    try Self.result(of: plan(ofCell: place.x, place.y), kernel)
  }

  /// The answer of a plan's only cell, likewise.
  static func result(of plan: Plan, _ kernel: Kernel) throws(Refusal) -> TileResult {
    let run = TileRun(plan: plan, kernel: kernel)
    let end = ContinuousClock.now + longestRun
    guard run.compute(rows: 0..<1, isCancelled: { ContinuousClock.now > end }) else {
      throw Refusal(
        kind: .busy, message: "this cell takes longer than \(longestRun); choose fewer steps")
    }
    return run.result
  }
}
