/// One lane.
extension UInt64: WordVector {
  @inline(__always) init(repeating word: UInt32) { self.init(word) }
  @inline(__always) func times(_ factor: UInt32) -> UInt64 {
    (self & 0xffff_ffff) &* UInt64(factor)
  }
  @inline(__always) var upper: UInt64 { self &>> 32 }
  @inline(__always) func joined(upper other: UInt64) -> UInt64 {
    self & 0xffff_ffff | other &<< 32
  }
}
