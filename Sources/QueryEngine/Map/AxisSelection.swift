/// The indices of an axis that conditions leave.
struct AxisSelection {
  private(set) var range: Range<Int>
  /// What `IN` lists allow, each as the indices that it names.
  private var lists: [Set<Int>] = []

  init(_ axis: TableAxis) { range = 0..<axis.count }

  mutating func narrow(to other: Range<Int>) { range = range.clamped(to: other) }

  mutating func narrow(toList list: Set<Int>) { lists.append(list) }

  /// The indices, upward or downward.
  func members(isDown: Bool) -> [Int32] {
    var members = Array(range)
    if let list = lists.min(by: { $0.count < $1.count }) {
      members = list.filter { index in
        range.contains(index) && lists.allSatisfy { $0.contains(index) }
      }.sorted()
    }
    return isDown ? members.reversed().map { Int32($0) } : members.map { Int32($0) }
  }
}
