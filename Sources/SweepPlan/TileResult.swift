/// The answer for one tile: a column per variable, row-major over the tile's cells.
///
/// The memory is first touched by the worker that fills it.
/// Several workers may fill disjoint ranges of cells at once; whoever hands the result on has
/// waited for all of them. That is the contract behind `@unchecked Sendable`.
public final class TileResult: @unchecked Sendable {
  public let tile: Tile
  public let precision: Precision

  private let storage: UnsafeMutableRawBufferPointer
  private let offsets: [Int]

  public init(tile: Tile, precision: Precision) {
    self.tile = tile
    self.precision = precision
    var offsets: [Int] = []
    var end = 0
    for variable in Variable.allCases {
      offsets.append(end)
      let bytes = tile.cellCount * variable.elementType(precision).byteCount
      end += (bytes + 63) / 64 * 64
    }
    self.offsets = offsets
    storage = .allocate(byteCount: end, alignment: 64)
  }

  deinit { storage.deallocate() }

  /// The column of `variable`, in the machine's byte order.
  public subscript(variable: Variable) -> UnsafeMutableRawBufferPointer {
    let index = Variable.allCases.firstIndex(of: variable) ?? 0
    let bytes = tile.cellCount * variable.elementType(precision).byteCount
    return UnsafeMutableRawBufferPointer(rebasing: storage[offsets[index]..<offsets[index] + bytes])
  }
}

/// Where finished tiles go. Called from the workers, several at once.
public protocol TileSink: Sendable {
  /// Takes one finished tile. Throws if it cannot be kept; the sweep then ends.
  func write(_ result: TileResult) throws
}
