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
