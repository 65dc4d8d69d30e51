import SweepPlan

/// What a scan's conditions leave, now that their values are known.
struct ScanConditions {
  /// By axis.
  private(set) var selections: [AxisSelection]
  private(set) var filters: [ChunkFilter] = []
  /// No row can meet them.
  private(set) var isEmpty = false

  init(_ plan: ScanPlan, _ operands: [[Operand]], of table: CellTable) {
    selections = table.axes.map { AxisSelection($0) }
    for (condition, operands) in zip(plan.conditions, operands) {
      switch table.columns[condition.column].role {
      case .value(let axis): select(condition, operands, table.axes[axis], axis, byIndex: false)
      case .index(let axis): select(condition, operands, table.axes[axis], axis, byIndex: true)
      case .number(let source), .verdictCode(let source): filter(condition, operands, source)
      case .verdict(let source): filterVerdicts(condition, operands, source)
      }
    }
  }

  private mutating func select(
    _ condition: ScanPlan.Condition, _ operands: [Operand], _ axis: TableAxis, _ number: Int,
    byIndex: Bool
  ) {
    func indices(_ bounds: Bounds) -> Range<Int> {
      byIndex ? axis.indices(within: bounds) : axis.indices(ofValuesWithin: bounds)
    }
    if condition.isList {
      // A list with something else than numbers in it is left to SQLite.
      if let list = Self.bounds(ofEach: operands) {
        selections[number].narrow(toList: Set(list.flatMap(indices)))
      }
      return
    }
    guard let operand = operands.first else { return }
    if case .null = operand { isEmpty = true }
    var bounds = Bounds()
    bounds.apply(condition.relation, operand)
    selections[number].narrow(to: indices(bounds))
  }

  private mutating func filter(
    _ condition: ScanPlan.Condition, _ operands: [Operand], _ source: Int
  ) {
    var bounds = Bounds()
    switch condition.relation {
    case .isNull:
      filters.append(ChunkFilter(source: source, test: .isNull))
      return
    case .isNotNull: break
    default:
      if condition.isList {
        guard let each = Self.bounds(ofEach: operands) else { return }
        bounds.low = each.map(\.low).min() ?? .infinity
        bounds.high = each.map(\.high).max() ?? -.infinity
      } else if let operand = operands.first {
        switch operand {
        case .null: isEmpty = true
        case .number: bounds.apply(condition.relation, operand)
        case .text, .bytes: return
        }
      }
    }
    filters.append(ChunkFilter(source: source, test: .within(bounds)))
  }

  private mutating func filterVerdicts(
    _ condition: ScanPlan.Condition, _ operands: [Operand], _ source: Int
  ) {
    let (null, all): (UInt8, UInt8) = (0b0001, 0b1110)
    var set: UInt8 = 0
    switch condition.relation {
    case .isNull: set = null
    case .isNotNull: set = all
    case .equal, .notEqual:
      for operand in operands {
        switch operand {
        case .null: continue
        case .text(let name):
          for verdict in Verdict.allCases.dropFirst() where verdict.name == name {
            set |= 1 << verdict.rawValue
          }
        case .number, .bytes: return
        }
      }
      if condition.relation == .notEqual {
        if case .null? = operands.first { isEmpty = true }
        set = all & ~set
      }
    default: return
    }
    filters.append(ChunkFilter(source: source, test: .verdicts(set)))
  }

  /// Bounds of each number; nil if one is no number and not NULL, which equals nothing.
  private static func bounds(ofEach operands: [Operand]) -> [Bounds]? {
    var list: [Bounds] = []
    for operand in operands {
      switch operand {
      case .null: continue
      case .number:
        var bounds = Bounds()
        bounds.apply(.equal, operand)
        list.append(bounds)
      case .text, .bytes: return nil
      }
    }
    return list
  }
}
