/// The indices of an axis that conditions leave, and in which order they are visited.
struct AxisSelection {
  /// On the value, and on the index.
  var values = Bounds()
  var indices = Bounds()
  /// What `IN` lists allow, each as the indices that it names.
  var lists: [[Int32]] = []

  enum Order { case byIndex, byValue, indexDown, valueDown }

  /// The indices in their order.
  func members(of axis: TableAxis, _ order: Order) -> [Int32] {
    let ranks = axis.ranks(within: values)
    let range = axis.indices(within: indices)
    func isMember(_ index: Int32) -> Bool {
      range.contains(Int(index)) && ranks.contains(Int(axis.rank(of: index)))
    }
    var members: [Int32]
    if let list = lists.min(by: { $0.count < $1.count }) {
      members = Set(list).filter { index in
        isMember(index) && lists.allSatisfy { $0.contains(index) }
      }
    } else if ranks.count < range.count {
      members = ranks.map { axis.index(ofRank: $0) }.filter(isMember)
    } else {
      members = range.map { Int32($0) }
      if ranks.count < axis.count { members.removeAll { !isMember($0) } }
    }
    switch order {
    case .byIndex: members.sort()
    case .indexDown: members.sort(by: >)
    case .byValue: members.sort { axis.rank(of: $0) < axis.rank(of: $1) }
    case .valueDown: members.sort { axis.rank(of: $0) > axis.rank(of: $1) }
    }
    return members
  }
}

/// Indices of an axis that lie in one chunk and are visited one after another.
struct ChunkRun {
  /// Which chunk along the axis.
  let chunk: Int
  /// Where they stand among the selected indices.
  let members: Range<Int>

  /// Cuts indices into runs: as long ones as chunks allow, or each by itself.
  static func runs(_ members: [Int32], chunkExtent: Int, areSingle: Bool) -> [ChunkRun] {
    var runs: [ChunkRun] = []
    var start = 0
    while start < members.count {
      let chunk = Int(members[start]) / chunkExtent
      var end = start + 1
      while !areSingle, end < members.count, Int(members[end]) / chunkExtent == chunk { end += 1 }
      runs.append(ChunkRun(chunk: chunk, members: start..<end))
      start = end
    }
    return runs
  }
}
