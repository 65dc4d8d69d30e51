// Unsafe: SQLite's description of a query, with as many constraints and order terms as it says.

import CSQLite

extension CellTable {
  /// What SQLite is told when it declares the table.
  var declaration: String {
    let list = columns.map { "\(quoted($0.name)) \($0.type(sources))" }
    return "CREATE TABLE cells(\(list.joined(separator: ", ")))"
  }

  /// Tells SQLite which of its conditions a scan can use, in which order its rows will come, and how many
  /// they may be; keeps the plan.
  func chooseScan(_ info: UnsafeMutablePointer<sqlite3_index_info>) {
    var plan = ScanPlan(order: axes.indices.map { ($0, false) })
    plan.columns = usedColumns(info.pointee.colUsed)
    var rows = axes.reduce(1.0) { $0 * Double($1.count) }
    var fixed: Set<Int> = []

    for number in 0..<Int(info.pointee.nConstraint) {
      let constraint = info.pointee.aConstraint[number]
      let column = Int(constraint.iColumn)
      guard constraint.usable != 0, columns.indices.contains(column),
        let relation = Relation(constraint.op), canUse(relation, info, number)
      else { continue }
      let isList = relation == .equal && sqlite3_vtab_in(info, Int32(number), 1) != 0
      plan.conditions.append(
        ScanPlan.Condition(column: column, relation: relation, isList: isList))
      info.pointee.aConstraintUsage[number].argvIndex = Int32(plan.conditions.count)
      rows *= share(relation, columns[column], isList: isList)
      if relation == .equal, !isList, let axis = axisFixed(by: columns[column]) {
        fixed.insert(axis)
      }
    }

    let isOrdered = takeOrder(info, into: &plan)
    plan.workingSet = workingSet(plan.order.map(\.axis), columns: plan.columns)
    if plan.workingSet > Self.largestWorkingSet {
      plan.isByChunk = true
      plan.workingSet = 0
    }
    info.pointee.orderByConsumed = isOrdered ? 1 : 0

    rows = max(rows, 1)
    info.pointee.estimatedRows = Int64(min(rows, 1e15))
    info.pointee.estimatedCost = 20 + rows * (1 + 0.1 * Double(plan.columns.count))
    if fixed.count == axes.count { info.pointee.idxFlags = SQLITE_INDEX_SCAN_UNIQUE }
    info.pointee.idxNum = Int32(plans.count)
    plans.append(plan)
  }

  /// More is not kept of chunks that a scan in order returns to; it then goes chunk by chunk.
  private static var largestWorkingSet: Int { 64 << 20 }

  /// Bit 63 stands for all columns from the 64th on.
  private func usedColumns(_ bits: UInt64) -> [Int] {
    columns.indices.filter { bits >> UInt64(min($0, 63)) & 1 != 0 }
  }

  private func canUse(
    _ relation: Relation, _ info: UnsafeMutablePointer<sqlite3_index_info>, _ number: Int
  ) -> Bool {
    let role = columns[Int(info.pointee.aConstraint[number].iColumn)].role
    switch (role, relation) {
    case (.verdict, .equal), (.verdict, .notEqual):
      let collation = sqlite3_vtab_collation(info, Int32(number))
      return collation.map { String(cString: $0).uppercased() == "BINARY" } ?? false
    case (.verdict, .isNull), (.verdict, .isNotNull): return true
    case (.verdict, _), (_, .notEqual): return false
    case (.value, .isNull), (.value, .isNotNull), (.index, .isNull), (.index, .isNotNull):
      return false
    default: return true
    }
  }

  /// About how many of the rows a condition leaves.
  private func share(_ relation: Relation, _ column: TableColumn, isList: Bool) -> Double {
    let count =
      switch column.role {
      case .value(let axis), .index(let axis): Double(axes[axis].count)
      case .verdict, .verdictCode: 3.0
      case .number: 20.0
      }
    switch relation {
    case .equal, .isNull: return isList ? min(1, 4 / count) : 1 / count
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return 0.4
    case .notEqual, .isNotNull: return 0.9
    }
  }

  private func axisFixed(by column: TableColumn) -> Int? {
    switch column.role {
    case .value(let axis), .index(let axis): axis
    default: nil
    }
  }

  /// Arranges the axes as the query wants its rows; false if a scan cannot give them so.
  private func takeOrder(
    _ info: UnsafeMutablePointer<sqlite3_index_info>, into plan: inout ScanPlan
  ) -> Bool {
    var order: [(axis: Int, isDown: Bool)] = []
    for number in 0..<Int(info.pointee.nOrderBy) {
      let term = info.pointee.aOrderBy[number]
      guard columns.indices.contains(Int(term.iColumn)),
        let axis = axisFixed(by: columns[Int(term.iColumn)])
      else { return false }
      // Of an axis that is in order already a further term says nothing new.
      if order.contains(where: { $0.axis == axis }) { continue }
      order.append((axis, term.desc != 0))
    }
    guard !order.isEmpty else { return false }
    let others = plan.order.filter { other in !order.contains { $0.axis == other.axis } }
    let whole = order + others
    guard workingSet(whole.map(\.axis), columns: plan.columns) <= Self.largestWorkingSet else {
      return false
    }
    plan.order = whole
    return true
  }
}

extension Relation {
  fileprivate init?(_ operation: UInt8) {
    switch Int32(operation) {
    case SQLITE_INDEX_CONSTRAINT_EQ: self = .equal
    case SQLITE_INDEX_CONSTRAINT_NE: self = .notEqual
    case SQLITE_INDEX_CONSTRAINT_LT: self = .less
    case SQLITE_INDEX_CONSTRAINT_LE: self = .lessOrEqual
    case SQLITE_INDEX_CONSTRAINT_GT: self = .greater
    case SQLITE_INDEX_CONSTRAINT_GE: self = .greaterOrEqual
    case SQLITE_INDEX_CONSTRAINT_ISNULL: self = .isNull
    case SQLITE_INDEX_CONSTRAINT_ISNOTNULL: self = .isNotNull
    default: return nil
    }
  }
}
