import SweepPlan
import Synchronization

/// A supply that knows how many tiles it has left, so that workers need not cut tiles up before the
/// end is near.
public protocol CountedSupply: TileSupply {
  /// About how many tiles `next` will still hand out; 0 only if it would answer `none`.
  var tilesLeft: Int { get }
}

/// Tiles by their numbers, in order, each handed out once. However many there are, it holds no more
/// than the numbers: for a range, its ends.
public final class TileList<Numbers>: CountedSupply
where Numbers: RandomAccessCollection & Sendable, Numbers.Element == Int, Numbers.Index == Int {
  private let grid: Grid
  private let numbers: Numbers
  private let taken = Atomic<Int>(0)

  public init(_ grid: Grid, numbers: Numbers) {
    self.grid = grid
    self.numbers = numbers
  }

  public func next() -> TileOffer {
    // Asked again and again at the end, the count stays where it is.
    guard tilesLeft > 0 else { return .none }
    let place = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    guard place < numbers.count else { return .none }
    return .tile(grid.tile(numbers[numbers.startIndex + place]))
  }

  public var tilesLeft: Int { max(0, numbers.count - taken.load(ordering: .relaxed)) }
}

extension TileList where Numbers == Range<Int> {
  /// All tiles of a grid.
  public convenience init(_ grid: Grid) { self.init(grid, numbers: 0..<grid.tileCount) }
}
