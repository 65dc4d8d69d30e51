extension LaneVector {
  /// 1 where the lane is positive, −1 where it is negative; itself where it is 0 or not a number.
  @inline(__always) var sign: Self {
    .select(.zero < magnitude, Self(repeating: 1).timesSign(of: self), self)
  }
}
