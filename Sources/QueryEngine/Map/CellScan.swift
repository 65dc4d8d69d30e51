// Unsafe: owns the columns and the list of cells that a cursor points into. `CellCursor` keeps the scan as
// long as the cursor; the memory of the present chunk is kept by `chunk`.

import CSQLite
import SweepPlan
import ZarrStore

/// What one cursor goes through: the cells of a table that conditions leave, chunk after chunk.
final class CellScan {
  private let table: CellTable
  private let cursor: UnsafeMutablePointer<cell_cursor>
  private let columns: UnsafeMutableBufferPointer<cell_column>
  private let cells: LastingBuffer
  private var reserved = 0

  private var plan = ScanPlan(order: [])
  /// By axis: the indices, in their order, and how chunks cut them.
  private var members: [[Int32]] = []
  private var runs: [[ChunkRun]] = []
  private var filters: [ChunkFilter] = []
  /// By axis: the run that is next. Empty when there is none.
  private var position: [Int] = []

  private var chunk: CellChunk?
  private var isPruned = false
  private var mayPass: [Int: Bool] = [:]

  init(_ table: CellTable, _ cursor: UnsafeMutablePointer<cell_cursor>) {
    self.table = table
    self.cursor = cursor
    columns = .allocate(capacity: table.columns.count)
    columns.initialize(repeating: cell_column())
    cells = LastingBuffer(byteCount: table.chunkShape.reduce(MemoryLayout<Int32>.stride, *))
    cursor.pointee.columns = columns.baseAddress
  }

  deinit {
    columns.deallocate()
    table.reader.reserve(-reserved)
  }

  /// Goes to the first cell.
  ///
  /// - Parameter operands: For each condition of the plan its value, or the values of its list.
  func begin(_ plan: ScanPlan, _ operands: [[Operand]]) throws(StoreError) {
    self.plan = plan
    table.reader.reserve(plan.workingSet - reserved)
    reserved = plan.workingSet
    let conditions = ScanConditions(plan, operands, of: table)
    filters = conditions.filters
    mayPass = [:]
    chunk = nil
    members = Array(repeating: [], count: table.axes.count)
    runs = Array(repeating: [], count: table.axes.count)
    for (axis, order) in plan.order {
      members[axis] = conditions.selections[axis].members(of: table.axes[axis], order)
      runs[axis] = ChunkRun.runs(
        members[axis], chunkExtent: table.chunkShape[axis],
        areSingle: !plan.isByChunk && axis != plan.order.last?.axis)
    }
    let isEmpty = conditions.isEmpty || runs.contains { $0.isEmpty }
    position = isEmpty ? [] : runs.map { _ in 0 }
    try findCells()
  }

  /// Goes to the cells after those that the cursor has gone through.
  func advance() throws(StoreError) {
    step()
    try findCells()
  }

  /// The number of the present cell among all, row-major.
  var rowNumber: Int64 {
    guard let chunk else { return 0 }
    let cell = Int(cursor.pointee.next.pointee)
    var number = 0
    for (axis, place) in chunk.places.alongAxes.enumerated() {
      number *= table.axes[axis].count
      number += chunk.origin[axis] + Int(place.elements(of: Int32.self)[cell])
    }
    return Int64(number)
  }

  private func step() {
    for (axis, _) in plan.order.reversed() {
      position[axis] += 1
      if position[axis] < runs[axis].count { return }
      position[axis] = 0
    }
    position = []
  }

  /// From the present position on, goes to the first with cells that pass, and shows them to the cursor.
  private func findCells() throws(StoreError) {
    while !position.isEmpty {
      try enterChunk()
      if let chunk, !isPruned {
        let count = try listCells(in: chunk)
        if count > 0 {
          let start = UnsafePointer(cells.elements(of: Int32.self).baseAddress)
          cursor.pointee.next = start
          cursor.pointee.end = start.map { $0 + count }
          return
        }
      }
      step()
    }
    cursor.pointee.next = nil
    cursor.pointee.end = nil
  }

  private func enterChunk() throws(StoreError) {
    var number = 0
    for axis in position.indices {
      number = number * table.chunkGrid[axis] + runs[axis][position[axis]].chunk
    }
    if chunk?.number == number { return }
    let next = table.reader.chunk(
      number, at: position.indices.map { runs[$0][position[$0]].chunk })
    chunk = next
    isPruned = try !mayPass(next)
    showsColumns = false
  }

  /// Whether the cursor's columns are those of the present chunk.
  private var showsColumns = false

  private func mayPass(_ chunk: CellChunk) throws(StoreError) -> Bool {
    if filters.isEmpty { return true }
    if chunk.isMissing { return filters.allSatisfy(\.passesMissing) }
    if let known = mayPass[chunk.number] { return known }
    if mayPass.count >= Self.mostRemembered { mayPass = [:] }
    var passes = true
    for filter in filters where passes {
      guard let range = try table.reader.range(of: filter.source, in: chunk) else { continue }
      passes = filter.mayPass(range)
    }
    mayPass[chunk.number] = passes
    return passes
  }

  private static var mostRemembered: Int { 1 << 16 }

  /// Lists the cells of the present runs that pass; the columns are shown if there are any.
  private func listCells(in chunk: CellChunk) throws(StoreError) -> Int {
    let list = cells.elements(of: Int32.self)
    var count = 1
    list[0] = 0
    // The fastest axis first; each next one repeats the list for each of its places.
    for (axis, _) in plan.order.reversed() {
      let run = runs[axis][position[axis]]
      let stride = Int32(chunk.places.strides[axis])
      let origin = Int32(chunk.origin[axis])
      for copy in (0..<run.members.count).reversed() {
        let place = (members[axis][run.members.lowerBound + copy] - origin) * stride
        for cell in 0..<count { list[copy * count + cell] = list[cell] + place }
      }
      count *= run.members.count
    }
    if !chunk.isMissing {
      for filter in filters {
        let column = try table.reader.column(filter.source, of: chunk)
        count = filter.keep(
          UnsafeMutableBufferPointer(rebasing: list[..<count]), of: column,
          type: table.sources[filter.source].type)
        if count == 0 { return 0 }
      }
    }
    if !showsColumns { try showColumns(of: chunk) }
    return count
  }

  private func showColumns(of chunk: CellChunk) throws(StoreError) {
    for number in plan.columns {
      columns[number] = try table.column(number, of: chunk)
    }
    showsColumns = true
  }
}
