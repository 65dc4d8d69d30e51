import ArgumentParser
import SweepPlan

/// A process's share of the tiles.
enum Shard: ExpressibleByArgument, Hashable {
  case all
  /// Those whose number leaves `index` when divided by `count`.
  case fixed(index: Int, count: Int)
  /// Whatever no other process has begun.
  case automatic

  init?(argument: String) {
    switch argument {
    case "all":
      self = .all
      return
    case "auto":
      self = .automatic
      return
    default: break
    }
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1,
      (0..<count).contains(index)
    else { return nil }
    self = .fixed(index: index, count: count)
  }

  var defaultValueDescription: String { text }

  /// As it is written on the command line.
  var text: String {
    switch self {
    case .all: "all"
    case .fixed(let index, let count): "\(index)/\(count)"
    case .automatic: "auto"
    }
  }

  /// The numbers of its tiles.
  func tiles(of grid: Grid) -> StrideTo<Int> {
    switch self {
    case .all, .automatic: stride(from: 0, to: grid.tileCount, by: 1)
    case .fixed(let index, let count):
      stride(from: index, to: grid.tileCount, by: min(count, max(1, grid.tileCount)))
    }
  }

  func tileCount(of grid: Grid) -> Int {
    switch self {
    case .all, .automatic: grid.tileCount
    case .fixed(let index, let count):
      index < grid.tileCount ? (grid.tileCount - 1 - index) / count + 1 : 0
    }
  }
}
