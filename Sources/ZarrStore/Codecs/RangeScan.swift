// Unsafe: reads whole elements of the caller's buffer, which is aligned for them.

/// The range of the elements of the box at the start of a chunk.
///
/// - Parameters:
///   - chunk: Row-major elements of `shape`.
///   - extent: The part of them that lies inside the array.
func chunkRange(
  of chunk: UnsafeRawBufferPointer, type: DataType, shape: [Int], extent: [Int]
) -> ChunkRange {
  switch type {
  case .uint8: return scan(UInt8.self)
  case .uint32: return scan(UInt32.self)
  case .float32: return scan(Float.self)
  case .float64: return scan(Double.self)
  case .uint64, .int64: return .empty
  }

  func scan<Element: RangedElement>(_ element: Element.Type) -> ChunkRange {
    let elements = chunk.bindMemory(to: element)
    var scan = RangeScan<Element>()
    if extent == shape {
      scan.add(elements)
      return scan.range
    }
    // Rows of the last axis lie together.
    let last = shape.count - 1
    let rows = GridWalk(lower: shape.dropLast().map { _ in 0 }, upper: extent.dropLast())
    rows.visit { row in
      let start = rowMajorNumber(of: row, in: Array(shape.dropLast())) * shape[last]
      scan.add(UnsafeBufferPointer(rebasing: elements[start..<start + extent[last]]))
    }
    return scan.range
  }
}

/// An element with an integer that is ordered as it is: their least and largest are found many at a time.
private protocol RangedElement: ArrayElement {
  associatedtype Key: FixedWidthInteger
  var key: Key { get }
  /// Keys outside are of no numbers.
  static var numbers: ClosedRange<Key> { get }
  static func number(_ key: Key) -> Double
}

private struct RangeScan<Element: RangedElement> {
  private var least = Element.Key.max
  private var most = Element.Key.min
  private var hasNaN = false

  mutating func add(_ elements: UnsafeBufferPointer<Element>) {
    let (low, high) = bounds(elements)
    if Element.numbers.contains(low) && Element.numbers.contains(high) {
      (least, most) = (min(least, low), max(most, high))
      return
    }
    // Some are no numbers.
    for element in elements {
      let key = element.key
      guard Element.numbers.contains(key) else {
        hasNaN = true
        continue
      }
      (least, most) = (min(least, key), max(most, key))
    }
  }

  private func bounds(
    _ elements: UnsafeBufferPointer<Element>
  ) -> (low: Element.Key, high: Element.Key) {
    var (low, high) = (Element.Key.max, Element.Key.min)
    for element in elements {
      let key = element.key
      low = key < low ? key : low
      high = key > high ? key : high
    }
    return (low, high)
  }

  var range: ChunkRange {
    guard least <= most else {
      return ChunkRange(
        least: ChunkRange.empty.least, most: ChunkRange.empty.most, hasNaN: hasNaN)
    }
    return ChunkRange(
      least: Element.number(least), most: Element.number(most), hasNaN: hasNaN)
  }
}

extension UInt8: RangedElement {
  fileprivate var key: UInt8 { self }
  fileprivate static var numbers: ClosedRange<UInt8> { 0...(.max) }
  fileprivate static func number(_ key: UInt8) -> Double { Double(key) }
}

extension UInt32: RangedElement {
  fileprivate var key: UInt32 { self }
  fileprivate static var numbers: ClosedRange<UInt32> { 0...(.max) }
  fileprivate static func number(_ key: UInt32) -> Double { Double(key) }
}

/// Sign and magnitude become two's complement: the bits below the sign are turned over if it is set.
extension Float: RangedElement {
  fileprivate var key: Int32 { Self.turned(Int32(bitPattern: bitPattern)) }
  fileprivate static var numbers: ClosedRange<Int32> { (-infinity).key...infinity.key }
  fileprivate static func number(_ key: Int32) -> Double {
    Double(Float(bitPattern: UInt32(bitPattern: turned(key))))
  }
  private static func turned(_ bits: Int32) -> Int32 { bits ^ (bits >> 31 & .max) }
}

extension Double: RangedElement {
  fileprivate var key: Int64 { Self.turned(Int64(bitPattern: bitPattern)) }
  fileprivate static var numbers: ClosedRange<Int64> { (-infinity).key...infinity.key }
  fileprivate static func number(_ key: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: turned(key)))
  }
  private static func turned(_ bits: Int64) -> Int64 { bits ^ (bits >> 63 & .max) }
}
