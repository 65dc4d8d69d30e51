extension UInt64 {
  /// ⌊n w / 2⁶⁴⌋ for a random word w: an integer below n, each as likely as another but for n 2⁻⁶⁴.
  ///
  /// - Source: Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019),
  ///   doi:10.1145/3230636
  @inline(__always) func bounded(below n: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: multipliedFullWidth(by: UInt64(n)).high)
  }
}
