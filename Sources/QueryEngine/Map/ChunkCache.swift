/// The chunks that were visited last.
///
/// Two generations: what was used since the present one began, and what was used in the one before.
/// When the present one is full it becomes the one before, whose chunks are dropped unless they are
/// asked for again.
struct ChunkCache {
  /// Bytes of a generation; those of a scan must find room in one.
  var limit: Int
  private var present: [Int: CellChunk] = [:]
  private var former: [Int: CellChunk] = [:]
  private var byteCount = 0

  init(limit: Int) { self.limit = limit }

  mutating func chunk(_ number: Int) -> CellChunk? {
    if let chunk = present[number] { return chunk }
    guard let chunk = former.removeValue(forKey: number) else { return nil }
    insert(chunk)
    return chunk
  }

  mutating func insert(_ chunk: CellChunk) {
    let bytes = chunk.columns.reduce(Self.bytesOfChunk) { $0 + ($1?.bytes.count ?? 0) }
    present[chunk.number] = chunk
    grow(by: bytes)
  }

  /// Tells that a chunk of the present generation has one more column.
  mutating func grow(by bytes: Int) {
    byteCount += bytes
    guard byteCount > limit else { return }
    former = present
    present = [:]
    byteCount = 0
  }

  /// About what a chunk without columns takes.
  private static var bytesOfChunk: Int { 256 }
}
