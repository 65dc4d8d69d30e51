extension LaneVector {
  /// self / divisor; 0 where the divisor is 0.
  @inline(__always) func dividedOrZero(by divisor: Self) -> Self {
    .select(divisor == .zero, .zero, self / divisor)
  }
}
