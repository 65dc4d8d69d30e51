/// Four words of 32 bits, the first in the lower half of `low`: a counter, or what is drawn for it.
struct RandomBlock: Sendable {
  var low: UInt64
  var high: UInt64

  @inline(__always) init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The counter of draws that all cells share.
  ///
  /// - Parameter block: Which of the blocks of one step.
  @inline(__always) init(block: UInt32, step: UInt32) {
    self.init(low: UInt64(block) | UInt64(step) << 32, high: 0)
  }

  /// The counter of draws of one cell's own.
  ///
  /// - Parameter cell: Its number in the grid.
  @inline(__always) init(block: UInt32, step: UInt32, cell: UInt64) {
    self.init(low: UInt64(block) | UInt64(step) << 32, high: cell &+ 1)
  }
}
