/// A chunk of a table: where its cells are, and the columns that have been read so far.
final class CellChunk {
  let number: Int
  /// The first cell along each axis.
  let origin: [Int]
  let places: ChunkPlaces
  /// Its tile has not been computed: all that is stored in it is NULL.
  let isMissing: Bool
  /// By source.
  var columns: [LastingBuffer?]

  init(number: Int, origin: [Int], places: ChunkPlaces, isMissing: Bool, sourceCount: Int) {
    self.number = number
    self.origin = origin
    self.places = places
    self.isMissing = isMissing
    columns = Array(repeating: nil, count: sourceCount)
  }
}

/// Where the cells of a chunk of a shape lie.
final class ChunkPlaces {
  /// Cells along each axis.
  let shape: [Int]
  /// Cells from one place along an axis to the next.
  let strides: [Int]
  /// By axis: the place along it, by cell.
  let alongAxes: [LastingBuffer]

  init(shape: [Int]) {
    let strides = rowMajorStrides(shape)
    let cellCount = shape.reduce(1, *)
    self.shape = shape
    self.strides = strides
    alongAxes = zip(shape, strides).map { extent, stride in
      LastingBuffer((0..<cellCount).map { Int32($0 / stride % extent) })
    }
  }
}
