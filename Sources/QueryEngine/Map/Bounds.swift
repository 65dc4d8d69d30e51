/// What conditions leave of a number: least and most, both allowed.
///
/// It may be wider than the conditions, never narrower: SQLite looks at every row again.
struct Bounds {
  var low = -Double.infinity
  var high = Double.infinity

  mutating func apply(_ relation: Relation, _ operand: Operand) {
    guard case .number(let below, let above) = operand else { return }
    let isExact = below == above
    switch relation {
    case .equal:
      low = max(low, below)
      high = min(high, above)
    case .less: high = min(high, isExact ? above.nextDown : above)
    case .lessOrEqual: high = min(high, above)
    case .greater: low = max(low, isExact ? below.nextUp : below)
    case .greaterOrEqual: low = max(low, below)
    case .notEqual, .isNull, .isNotNull: break
    }
  }
}

/// How a condition compares a column with a value.
enum Relation {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, isNull, isNotNull
}

/// The value that a column is compared with.
enum Operand {
  case null
  /// A number between two doubles that are the same, unless it is an integer that none equals.
  case number(below: Double, above: Double)
  case text(String)
  case bytes

  init(_ integer: Int64) {
    let number = Double(integer)
    let isExact = Int64(exactly: number) == integer
    self = .number(
      below: isExact ? number : number.nextDown, above: isExact ? number : number.nextUp)
  }

  init(_ number: Double) { self = .number(below: number, above: number) }
}
