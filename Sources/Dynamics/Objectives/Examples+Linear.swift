extension Examples {
  /// a·x for the features a of example `index`, from the first to the last.
  @inline(__always)
  func product<Lanes: LaneVector>(_ index: Int, with x: Vector<Lanes>) -> Lanes
  where Lanes.Scalar == Scalar {
    var sum = Lanes.zero
    for i in x.indices { sum = .fma(Lanes(repeating: self[index, i]), x[i], sum) }
    return sum
  }

  /// sum ← sum + factor · a for the features a of example `index`.
  @inline(__always)
  func add<Lanes: LaneVector>(_ index: Int, times factor: Lanes, to sum: Vector<Lanes>)
  where Lanes.Scalar == Scalar {
    for i in sum.indices { sum[i] = .fma(Lanes(repeating: self[index, i]), factor, sum[i]) }
  }

  /// 1/n, for means over the examples.
  @inline(__always) var share: Scalar { 1 / Scalar(count) }
}
