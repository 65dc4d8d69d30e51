/// What a directory's listing says of a shard's file.
package enum ShardListing: UInt8, Sendable {
  case absent
  case file
  /// Something that is no regular file: a link, a directory.
  case other
}

extension ZarrArray {
  /// What is there of the shards `prefix + [0]`, `prefix + [1]`, …, from one listing of their directory.
  /// Where the array has still more dimensions the first shard along them stands for all.
  ///
  /// - Parameter prefix: The place along the first dimensions.
  package func listShards(_ prefix: [Int]) throws(StoreError) -> [ShardListing] {
    let grid = metadata.shardGrid
    let level = prefix.count
    var shards = [ShardListing](repeating: .absent, count: grid[level])
    let directory = "\(path)/\(metadata.shardKey(at: prefix))"
    let rest = [Int](repeating: 0, count: grid.count - level - 1)
    _ = try visitEntries(of: directory) { (entry) throws(StoreError) in
      guard let number = entry.number, number < grid[level] else { return }
      if rest.isEmpty {
        shards[number] = entry.kind == .file ? .file : .other
      } else if isFile(shardPath(at: prefix + [number] + rest)) {
        shards[number] = .file
      }
    }
    return shards
  }

  /// Every name below the shards' directory that is no shard's and leads to none; temporary files
  /// (`TemporaryName`) are left out.
  package func listStrangers() throws(StoreError) -> [String] {
    var strangers: [String] = []
    try listStrangers(in: "\(path)/\(metadata.shardKey(at: []))", level: 0, &strangers)
    return strangers
  }

  private func listStrangers(
    in directory: String, level: Int, _ strangers: inout [String]
  ) throws(StoreError) {
    let grid = metadata.shardGrid
    let isLast = level == grid.count - 1
    var directories: [Int] = []
    _ = try visitListable(directory) { (entry) throws(StoreError) in
      if let number = entry.number, number < grid[level],
        entry.kind == (isLast ? .file : .directory)
      {
        if !isLast { directories.append(number) }
      } else if TemporaryName(parsing: entry.name) == nil {
        strangers.append("\(directory)/\(entry.name)")
      }
    }
    for number in directories {
      try listStrangers(in: "\(directory)/\(number)", level: level + 1, &strangers)
    }
  }

  /// Whether any shard has a file.
  package func hasShards() throws(StoreError) -> Bool {
    try hasShards(in: "\(path)/\(metadata.shardKey(at: []))", level: 0)
  }

  private func hasShards(in directory: String, level: Int) throws(StoreError) -> Bool {
    var numbers: [Int] = []
    _ = try visitEntries(of: directory) { (entry) throws(StoreError) in
      if let number = entry.number { numbers.append(number) }
    }
    if level == metadata.shardGrid.count - 1 { return !numbers.isEmpty }
    for number in numbers where try hasShards(in: "\(directory)/\(number)", level: level + 1) {
      return true
    }
    return false
  }
}
