import ArgumentParser

/// A process's share of the tiles.
enum Shard: ExpressibleByArgument, Hashable {
  case all
  /// Those whose number leaves `index` when divided by `count`.
  case fixed(index: Int, count: Int)
  /// Whatever no other process has begun.
  case automatic

  init?(argument: String) {
    if argument == "auto" {
      self = .automatic
      return
    }
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1,
      (0..<count).contains(index)
    else { return nil }
    self = .fixed(index: index, count: count)
  }

  var defaultValueDescription: String { "all tiles" }

  func contains(_ tile: Int) -> Bool {
    switch self {
    case .all, .automatic: true
    case .fixed(let index, let count): tile % count == index
    }
  }
}
