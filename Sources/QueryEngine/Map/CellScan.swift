// Unsafe: owns the columns and the list of cells that a cursor points into, and lives as long as the cursor;
// the memory of the present chunk is kept by `chunk`.

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
  /// By axis: the run that is next, but of the fastest axis. Empty when there is none.
  private var position: [Int] = []
  /// The runs of the fastest axis in whose chunks cells may pass, and which of them is next.
  private var line: [Int] = []
  private var placeInLine = 0
  /// The number of the line's chunk at the start of the fastest axis.
  private var firstChunk = 0

  private var chunk: CellChunk?
  /// Whether the cursor's columns are those of the present chunk.
  private var showsColumns = false

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
    chunk = nil
    members = Array(repeating: [], count: table.axes.count)
    runs = Array(repeating: [], count: table.axes.count)
    for (axis, isDown) in plan.order {
      members[axis] = conditions.selections[axis].members(isDown: isDown)
      runs[axis] = ChunkRun.runs(
        members[axis], chunkExtent: table.chunkShape[axis],
        areSingle: !plan.isByChunk && axis != plan.order.last?.axis)
    }
    let isEmpty = conditions.isEmpty || runs.contains { $0.isEmpty }
    position = isEmpty ? [] : runs.map { _ in 0 }
    try enterLine()
    try findCells()
  }

  /// Goes to the cells after those that the cursor has gone through.
  func advance() throws(StoreError) {
    placeInLine += 1
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

  /// From the present position on, goes to the first with cells that pass, and shows them to the cursor.
  private func findCells() throws(StoreError) {
    while !position.isEmpty {
      while placeInLine < line.count {
        let count = try listCells(in: enterChunk(line[placeInLine]))
        if count > 0 {
          let start = UnsafePointer(cells.elements(of: Int32.self).baseAddress)
          cursor.pointee.next = start
          cursor.pointee.end = start.map { $0 + count }
          return
        }
        placeInLine += 1
      }
      if table.isCancelled() { break }
      try enterNextLine()
    }
    cursor.pointee.next = nil
    cursor.pointee.end = nil
  }

  private func enterNextLine() throws(StoreError) {
    placeInLine = 0
    var isElsewhere = false
    for (axis, _) in plan.order.dropLast().reversed() {
      let former = runs[axis][position[axis]].chunk
      position[axis] += 1
      let isLast = position[axis] == runs[axis].count
      if isLast { position[axis] = 0 }
      isElsewhere = isElsewhere || runs[axis][position[axis]].chunk != former
      if isLast { continue }
      // Lines through the same chunks are the same.
      if isElsewhere { try enterLine() }
      return
    }
    position = []
  }

  /// Finds the chunks along the fastest axis in which cells may pass.
  private func enterLine() throws(StoreError) {
    line = []
    placeInLine = 0
    guard !position.isEmpty, let fastest = plan.order.last?.axis else { return }
    firstChunk = 0
    for axis in position.indices where axis != fastest {
      firstChunk += runs[axis][position[axis]].chunk * table.chunkStrides[axis]
    }
    for run in runs[fastest].indices where try mayPass(chunkNumber(run)) { line.append(run) }
  }

  /// The number of the chunk of a run of the fastest axis.
  private func chunkNumber(_ run: Int) -> Int {
    guard let fastest = plan.order.last?.axis else { return 0 }
    return firstChunk + runs[fastest][run].chunk * table.chunkStrides[fastest]
  }

  private func mayPass(_ number: Int) throws(StoreError) -> Bool {
    if filters.isEmpty { return true }
    let chunk = table.reader.chunk(number)
    if chunk.isMissing { return filters.allSatisfy(\.passesMissing) }
    for filter in filters {
      if let range = try table.reader.range(of: filter.source, in: chunk),
        !filter.mayPass(range)
      {
        return false
      }
    }
    return true
  }

  private func enterChunk(_ run: Int) -> CellChunk {
    let number = chunkNumber(run)
    if let chunk, chunk.number == number { return chunk }
    let next = table.reader.chunk(number)
    chunk = next
    showsColumns = false
    return next
  }

  /// Lists the cells of the present runs that pass; the columns are shown if there are any.
  private func listCells(in chunk: CellChunk) throws(StoreError) -> Int {
    let list = cells.elements(of: Int32.self)
    var count = 1
    list[0] = 0
    // The fastest axis first; each next one repeats the list for each of its places.
    for (axis, _) in plan.order.reversed() {
      let run = runs[axis][axis == plan.order.last?.axis ? line[placeInLine] : position[axis]]
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
